// The handler gets the records of all topics in one list.
import { values } from "#native";

export function kafkaConsumer(handler) {
  return (event, context) => {
    const records = [];
    for (const topic of values(event.records)) { for (const record of topic) records.push(record); }
    return handler({ records }, context);
  };
}
export const SchemaType = { JSON: "json", AVRO: "avro", PROTOBUF: "protobuf" };
