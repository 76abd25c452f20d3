// A record handler gets each record of the event.
import { unknown } from "#native";

export const EventType = { SQS: "SQS", KinesisDataStreams: "KinesisDataStreams", DynamoDBStreams: "DynamoDBStreams" };

export class BasePartialProcessor {
  register(records, handler, options) {
    this.records = records;
    this.handler = handler;
    this.options = options;
    return this;
  }
  prepare() { return undefined; }
  clean() { return undefined; }
  processRecord(record) {
    const result = this.handler(record, this.options ? this.options.context : undefined);
    this.successHandler(record, result);
    this.failureHandler(record, unknown());
    return result;
  }
  processRecordSync(record) { return this.processRecord(record); }
  process() {
    this.prepare();
    const results = [];
    for (const record of this.records) results.push(["success", this.processRecord(record), record]);
    this.clean();
    return results;
  }
  processSync() { return this.process(); }
  successHandler() { return unknown(); }
  failureHandler() { return unknown(); }
  response() { return unknown(); }
}
export class BasePartialBatchProcessor extends BasePartialProcessor {
  constructor(eventType, parserConfig) { super(); this.eventType = eventType; }
}
export class BatchProcessor extends BasePartialBatchProcessor {}
export class BatchProcessorSync extends BasePartialBatchProcessor {}
export class AsyncBatchProcessor extends BasePartialBatchProcessor {}
export class SqsFifoPartialProcessor extends BasePartialBatchProcessor {}
export class SqsFifoPartialProcessorAsync extends BasePartialBatchProcessor {}

export function processPartialResponse(event, recordHandler, processor, options) {
  processor.register(event.Records, recordHandler, options);
  processor.process();
  return processor.response();
}
export const processPartialResponseSync = processPartialResponse;
export const asyncProcessPartialResponse = processPartialResponse;

export class BatchProcessingError extends Error {}
export class FullBatchFailureError extends Error {}
export class ParsingError extends Error {}
export class SqsFifoShortCircuitError extends Error {}
export class SqsFifoMessageGroupShortCircuitError extends Error {}
export class UnexpectedBatchTypeError extends Error {}
