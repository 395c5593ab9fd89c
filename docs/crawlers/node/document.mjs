// Makes document-submitted messages from files and checks each against the JSON Schema before it is sent. Nothing else of Extraction is needed.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const schemaFile = process.env.DOCUMENT_SCHEMA ?? new URL('../../../src/Contracts/Schemas/document-submitted.v1.schema.json', import.meta.url);
const ajv = new Ajv({ strict: false });
addFormats(ajv);
const fits = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')));

/** The message for one file. Its id comes from the bytes, so that the same file sent again is the same document. */
export function documentOf(path, kind = 'web-page') {
  const bytes = readFileSync(path);
  const document = {
    version: 1,
    documentId: `${basename(path)}-${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}`,
    kind,
    source: { contentBase64: bytes.toString('base64') },
    crawler: { name: 'node-example', fetchedAt: new Date().toISOString() },
    submittedAt: new Date().toISOString(),
  };
  if (!fits(document)) {
    throw new Error(`${path}: ${ajv.errorsText(fits.errors)}`);
  }
  return document;
}
