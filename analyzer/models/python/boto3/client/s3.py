# Transfer methods that boto3 adds to the S3 client.


def upload_file(client, Filename, Bucket, Key, ExtraArgs=None, Callback=None, Config=None):
    client.put_object(Bucket=Bucket, Key=Key, **(ExtraArgs or {}))


def upload_fileobj(client, Fileobj, Bucket, Key, ExtraArgs=None, Callback=None, Config=None):
    client.put_object(Bucket=Bucket, Key=Key, **(ExtraArgs or {}))


def download_file(client, Bucket, Key, Filename, ExtraArgs=None, Callback=None, Config=None):
    client.get_object(Bucket=Bucket, Key=Key, **(ExtraArgs or {}))


def download_fileobj(client, Bucket, Key, Fileobj, ExtraArgs=None, Callback=None, Config=None):
    client.get_object(Bucket=Bucket, Key=Key, **(ExtraArgs or {}))


def copy(client, CopySource, Bucket, Key, ExtraArgs=None, Callback=None, SourceClient=None, Config=None):
    client.copy_object(CopySource=CopySource, Bucket=Bucket, Key=Key, **(ExtraArgs or {}))


def generate_presigned_post(client, Bucket, Key, Fields=None, Conditions=None, ExpiresIn=3600):
    client.put_object(Bucket=Bucket, Key=Key)
    return {"url": "https://s3.amazonaws.com", "fields": Fields}
