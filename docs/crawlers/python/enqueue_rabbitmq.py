"""Submits files to Extraction through RabbitMQ. Nothing of Extraction is needed but the JSON Schema.

    python enqueue_rabbitmq.py amqp://guest:guest@localhost:5672/ documents FILE...
"""

import base64
import hashlib
import json
import os
import pathlib
import sys
from datetime import datetime, timezone

import jsonschema
import pika

SCHEMA = pathlib.Path(
    os.environ.get("DOCUMENT_SCHEMA")
    or pathlib.Path(__file__).parents[3] / "src/Contracts/Schemas/document-submitted.v1.schema.json"
)


def document_of(path: pathlib.Path, kind: str = "web-page") -> dict:
    """The message for one file. Its id comes from the bytes, so that the same file sent again is the same document."""
    content = path.read_bytes()
    now = datetime.now(timezone.utc).isoformat()
    return {
        "version": 1,
        "documentId": f"{path.name}-{hashlib.sha256(content).hexdigest()[:16]}",
        "kind": kind,
        "source": {"contentBase64": base64.b64encode(content).decode("ascii")},
        "crawler": {"name": "python-example", "fetchedAt": now},
        "submittedAt": now,
    }


def main(address: str, queue: str, *files: str) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))
    connection = pika.BlockingConnection(pika.URLParameters(address))
    channel = connection.channel()
    channel.queue_declare(queue, passive=True)  # the worker creates it; a crawler only looks whether it is there
    channel.confirm_delivery()  # basic_publish returns when the broker has the message for good, and raises otherwise
    for file in files:
        document = document_of(pathlib.Path(file))
        validator.validate(document)
        channel.basic_publish(
            exchange="",
            routing_key=queue,
            body=json.dumps(document, ensure_ascii=False).encode("utf-8"),
            properties=pika.BasicProperties(
                message_id=document["documentId"],
                content_type="application/json",
                delivery_mode=2,  # persistent
            ),
            mandatory=True,
        )
    connection.close()
    print(f"{len(files)} documents sent to {queue}")


if __name__ == "__main__":
    main(*sys.argv[1:])
