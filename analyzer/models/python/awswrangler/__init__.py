# Data frames in and out of S3, Athena, Glue, DynamoDB, Secrets Manager.
import awswrangler.athena
import awswrangler.catalog
import awswrangler.dynamodb
import awswrangler.s3
import awswrangler.secretsmanager
import awswrangler.sts
