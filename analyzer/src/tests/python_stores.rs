//! Python libraries that read and write for the program: object mappers, secret caches, objects by URL, envelopes.

use crate::fixture::check;

#[test]
fn secret_caches_and_object_mappers() {
    check(
        r#"
//- /app.py
import os
import boto3
from aws_secretsmanager_caching import SecretCache, InjectSecretString
from pynamodb.models import Model
from pynamodb.attributes import UnicodeAttribute

cache = SecretCache(client=boto3.client("secretsmanager"))

class User(Model):
    class Meta:
        table_name = os.environ["USERS"]
        region = "eu-west-1"
    id = UnicodeAttribute(hash_key=True)

@InjectSecretString("db", cache)
#^ secretsmanager:DescribeSecret SecretId=db; secretsmanager:GetSecretValue SecretId=db
def handler(secret, event, context):
    user = User.get(event["id"])
    #^ dynamodb:GetItem TableName=$USERS
    user.update(actions=[])
    #^ dynamodb:UpdateItem TableName=$USERS
    User(id="x").save()
    #^ dynamodb:PutItem TableName=$USERS
    for other in User.query("x"):
    #^ dynamodb:Query TableName=$USERS
        other.delete()
        #^ dynamodb:DeleteItem TableName=$USERS
    with User.batch_write() as batch:
        batch.save(user)
        #^ dynamodb:BatchWriteItem
"#,
    );
}

#[test]
fn indexes_and_transactions_of_object_mappers() {
    check(
        r#"
//- /app.py
from pynamodb.connection import Connection
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.models import Model
from pynamodb.transactions import TransactGet, TransactWrite

class ByOwner(GlobalSecondaryIndex):
    class Meta:
        index_name = "by-owner"
        projection = AllProjection()

class ByCity(GlobalSecondaryIndex):
    class Meta:
        projection = AllProjection()

class Shop(Model):
    class Meta:
        table_name = "shops"
    by_owner = ByOwner()
    city = ByCity()

def handler(event, context):
    list(Shop.by_owner.query("x"))
    #^ dynamodb:Query IndexName=by-owner TableName=shops
    Shop.city.scan()
    #^ dynamodb:Scan IndexName=city TableName=shops
    Shop.query("x", index_name="by-name")
    #^ dynamodb:Query IndexName=by-name TableName=shops
    Shop.count("x")
    #^ dynamodb:Query TableName=shops
    with TransactWrite(connection=Connection()) as all:
        all.save(Shop("x"))
        #^ dynamodb:TransactWriteItems
    with TransactGet(connection=Connection()) as all:
        shop = all.get(Shop, "x")
        #^ dynamodb:TransactGetItems
    shop.get().delete()
    #^ dynamodb:DeleteItem TableName=shops
"#,
    );
}

#[test]
fn objects_by_url() {
    check(
        r#"
//- /app.py
import io
import os
import awswrangler as wr
import pandas as pd
import s3fs
import smart_open
from urllib.parse import urlparse

def handler(event, context):
    with smart_open.open(f"s3://{os.environ['IN']}/raw/{event['id']}.csv") as f:
    #^ s3:GetObject Bucket=$IN Key=raw/<event.id>.csv
        f.read()
    s3fs.S3FileSystem().put("/tmp/x", "s3://out/x")
    #^ s3:PutObject Bucket=out Key=x
    frame = pd.read_csv("/tmp/local.csv")
    pd.read_csv(io.BytesIO(event["body"]))
    frame[frame["x"] > 1].to_csv("s3://frames/a.csv")
    #^ s3:PutObject Bucket=frames Key=a.csv
    wr.s3.read_parquet(path="s3://lake/orders/")
    #^ s3:ListObjectsV2 Bucket=lake Prefix=orders/; s3:GetObject Bucket=lake
    url = urlparse(f"s3://{event['bucket']}/in/x.json")
    boto3_get(url.netloc, url.path.lstrip("/"))

def boto3_get(bucket, key):
    import boto3
    boto3.client("s3").get_object(Bucket=bucket, Key=key)
    #^ s3:GetObject Bucket=<event.bucket> Key=in/x.json
"#,
    );
}

#[test]
fn libraries_that_call_by_themselves_are_reported() {
    check(
        r#"
//- /app.py problems:opaque-library
import pyathena

def handler(event, context):
    return pyathena.connect().cursor().execute("select 1")
"#,
    );
}

#[test]
fn envelope_encryption() {
    check(
        r#"
//- /app.py
import os
import aws_encryption_sdk
from aws_lambda_powertools.utilities.data_masking import DataMasking
from aws_lambda_powertools.utilities.data_masking.provider.kms.aws_encryption_sdk import AWSEncryptionSDKProvider

client = aws_encryption_sdk.EncryptionSDKClient()
keys = aws_encryption_sdk.StrictAwsKmsMasterKeyProvider(key_ids=[os.environ["KEY"]])
masking = DataMasking(provider=AWSEncryptionSDKProvider(keys=[os.environ["OTHER"], os.environ["SECOND"]]))

def handler(event, context):
    client.decrypt(source=event["body"], key_provider=keys)
    #^ kms:Decrypt KeyId=$KEY
    masking.encrypt(event)
    #^ kms:Encrypt KeyId=$SECOND; kms:GenerateDataKey KeyId=$OTHER
"#,
    );
}
