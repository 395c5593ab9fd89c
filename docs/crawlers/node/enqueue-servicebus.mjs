// SERVICEBUS='Endpoint=sb://…' node enqueue-servicebus.mjs documents FILE...
import { ServiceBusClient } from '@azure/service-bus';
import { documentOf } from './document.mjs';

const [queue, ...files] = process.argv.slice(2);
const client = new ServiceBusClient(process.env.SERVICEBUS);
try {
  const sender = client.createSender(queue);
  let batch = await sender.createMessageBatch();
  for (const file of files) {
    const document = documentOf(file);
    const message = { body: document, messageId: document.documentId, contentType: 'application/json' };
    if (!batch.tryAddMessage(message)) {
      await sender.sendMessages(batch);
      batch = await sender.createMessageBatch();
      if (!batch.tryAddMessage(message)) {
        throw new Error(`${file} is larger than the broker takes; put it at a URI and send that`);
      }
    }
  }
  await sender.sendMessages(batch);
  console.log(`${files.length} documents sent to ${queue}`);
} finally {
  await client.close();
}
