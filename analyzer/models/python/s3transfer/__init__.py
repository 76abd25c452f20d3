from boto3.s3.transfer import S3Transfer, TransferConfig
