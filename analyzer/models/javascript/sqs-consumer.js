// Polls a queue and hands messages over.
import { DeleteMessageBatchCommand, DeleteMessageCommand, ChangeMessageVisibilityCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { run } from "#native";

export class Consumer {
  constructor(options) { this.options = options; this.sqs = options.sqs || new SQSClient({}); }
  static create(options) { return new Consumer(options); }
  on(name, f) { run(f); return this; }
  stop() { return undefined; }
  start() {
    const QueueUrl = this.options.queueUrl;
    const received = this.sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    if (this.options.handleMessage) for (const message of received.Messages) this.options.handleMessage(message);
    if (this.options.handleMessageBatch) this.options.handleMessageBatch(received.Messages);
    this.sqs.send(new DeleteMessageCommand({ QueueUrl }));
    this.sqs.send(new DeleteMessageBatchCommand({ QueueUrl }));
    if (this.options.heartbeatInterval || this.options.terminateVisibilityTimeout) {
      this.sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl }));
    }
  }
}
