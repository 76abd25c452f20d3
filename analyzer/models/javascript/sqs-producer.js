// Sends messages to one queue.
import { GetQueueAttributesCommand, SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";

export class Producer {
  constructor(options) { this.queueUrl = options.queueUrl; this.sqs = options.sqs || new SQSClient({ region: options.region }); }
  static create(options) { return new Producer(options); }
  send(messages) { return this.sqs.send(new SendMessageBatchCommand({ QueueUrl: this.queueUrl })).Successful; }
  queueSize() {
    const wanted = { QueueUrl: this.queueUrl, AttributeNames: ["ApproximateNumberOfMessages"] };
    return this.sqs.send(new GetQueueAttributesCommand(wanted)).Attributes;
  }
}
