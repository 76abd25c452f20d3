//! What Lambda itself needs a permission for, in words.
//!
//! Grants of origin `platform` name the part of a function's configuration that asks for them as an operation of Lambda,
//! `lambda:EventSourceMapping`. Programs compare that; people read what it is for.

/// What a grant of Lambda's own is for: `polling the event source`. An unknown operation stands for itself.
pub(crate) fn words(operation: &str) -> &str {
    match operation {
        "lambda:AsynchronousDestination" => "sending results to a destination",
        "lambda:DeadLetterQueue" => "sending failed events to the dead-letter queue",
        "lambda:DurableExecution" => "keeping the state of durable executions",
        "lambda:EnvironmentKey" => "decrypting the environment",
        "lambda:EventSourceMapping" => "polling the event source",
        "lambda:EventSourceMappingDestination" => "sending failed batches to a destination",
        "lambda:FileSystem" => "mounting the file system",
        "lambda:Layer" => "the layer",
        "lambda:Logging" => "writing logs",
        "lambda:Schedule" => "the schedule",
        "lambda:Tracing" => "sending traces",
        "lambda:VpcNetworking" => "network interfaces in the VPC",
        other => other,
    }
}
