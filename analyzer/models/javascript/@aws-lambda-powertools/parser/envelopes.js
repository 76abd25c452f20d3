// Where an event of each source carries its payloads.
import { data } from "#native";

function envelope(parse) { return { parse, safeParse: (event) => ({ success: true, data: parse(event) }) }; }

export const ApiGatewayEnvelope = envelope((event) => data(event.body));
export const ApiGatewayV2Envelope = envelope((event) => data(event.body));
export const LambdaFunctionUrlEnvelope = envelope((event) => data(event.body));
export const VpcLatticeEnvelope = envelope((event) => data(event.body));
export const VpcLatticeV2Envelope = envelope((event) => data(event.body));
export const EventBridgeEnvelope = envelope((event) => event.detail);
export const SqsEnvelope = envelope((event) => event.Records.map((record) => data(record.body)));
export const SnsEnvelope = envelope((event) => event.Records.map((record) => data(record.Sns.Message)));
export const SnsSqsEnvelope = envelope((event) => event.Records.map((record) => data(data(record.body).Message)));
export const KinesisEnvelope = envelope((event) => event.Records.map((record) => data(record.kinesis.data)));
export const KinesisFirehoseEnvelope = envelope((event) => event.records.map((record) => data(record.data)));
export const DynamoDBStreamEnvelope = envelope((event) => event.Records.map((record) => record.dynamodb));
export const CloudWatchEnvelope = envelope((event) => data(event.awslogs.data).logEvents);
export const KafkaEnvelope = envelope((event) => event.records);
export function parseEnvelope(event, envelope) { return envelope.parse(event); }
