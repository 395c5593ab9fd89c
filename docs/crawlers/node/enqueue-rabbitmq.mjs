// node enqueue-rabbitmq.mjs amqp://guest:guest@localhost:5672/ documents FILE...
import amqp from 'amqplib';
import { documentOf } from './document.mjs';

const [address, queue, ...files] = process.argv.slice(2);
const connection = await amqp.connect(address);
try {
  const channel = await connection.createConfirmChannel();
  await channel.checkQueue(queue); // the worker creates it; a crawler only looks whether it is there
  for (const file of files) {
    const document = documentOf(file);
    channel.sendToQueue(queue, Buffer.from(JSON.stringify(document)), {
      messageId: document.documentId,
      contentType: 'application/json',
      persistent: true,
      mandatory: true,
    });
  }
  await channel.waitForConfirms(); // only now the broker has them for good
  console.log(`${files.length} documents sent to ${queue}`);
} finally {
  await connection.close();
}
