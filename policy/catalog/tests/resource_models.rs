//! What boto3's resource classes call, on well-known examples.

#![expect(clippy::unwrap_used, reason = "a test says what is there")]

use catalog::{Catalog, IdentifierSource, RequestValue, ResourceModel};

fn root(service: &str) -> ResourceModel {
    Catalog::embedded()
        .service(service)
        .unwrap()
        .root_resource()
        .unwrap()
}

#[test]
fn a_table_puts_its_name_into_the_call() {
    let table = root("dynamodb").sub_resource("Table").unwrap();
    assert_eq!(table.identifiers, [("name", IdentifierSource::Argument)]);
    let put = table.model.action("put_item").unwrap();
    assert_eq!(put.operation.name(), "PutItem");
    assert_eq!(put.parameters.len(), 1);
    assert_eq!(put.parameters[0].target, "TableName");
    assert_eq!(put.parameters[0].value, RequestValue::Identifier("name"));
}

#[test]
fn a_bucket_gives_objects_its_name() {
    let bucket = root("s3").sub_resource("Bucket").unwrap().model;
    let object = bucket.sub_resource("Object").unwrap();
    assert_eq!(
        object.identifiers,
        [
            ("bucket_name", IdentifierSource::Parent("name")),
            ("key", IdentifierSource::Argument)
        ]
    );
    let objects = bucket.collection("objects").unwrap();
    assert_eq!(objects.operation.name(), "ListObjects");
    let (name, delete) = objects.batch_actions.first().unwrap();
    assert_eq!(
        (*name, delete.operation.name()),
        ("delete", "DeleteObjects")
    );
    assert_eq!(
        bucket.waiter("wait_until_exists").unwrap().operation.name(),
        "HeadBucket"
    );
}

#[test]
fn a_queue_is_found_by_name() {
    let found = root("sqs").action("get_queue_by_name").unwrap();
    assert_eq!(found.operation.name(), "GetQueueUrl");
    let queue = found.returns.unwrap();
    assert_eq!(queue.model.name(), "Queue");
    assert_eq!(
        queue.identifiers,
        [("url", IdentifierSource::Response("QueueUrl"))]
    );
}

#[test]
fn every_part_names_a_real_operation_and_class() {
    let mut parts = 0;
    for service in Catalog::embedded().services() {
        for model in service.resource_models() {
            for action in model.actions() {
                assert!(model.action(action).is_some(), "{} {action}", model.name());
                parts += 1;
            }
            for name in model.collections() {
                assert!(model.collection(name).is_some(), "{} {name}", model.name());
                parts += 1;
            }
            for name in model.sub_resources() {
                assert!(
                    model.sub_resource(name).is_some(),
                    "{} {name}",
                    model.name()
                );
                parts += 1;
            }
        }
    }
    assert!(parts > 500, "{parts}");
}
