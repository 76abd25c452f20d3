# Transfer methods that boto3 adds to a bucket.


def upload_file(bucket, Filename, Key, ExtraArgs=None, Callback=None, Config=None):
    bucket.meta.client.upload_file(Filename, bucket.name, Key, ExtraArgs)


def upload_fileobj(bucket, Fileobj, Key, ExtraArgs=None, Callback=None, Config=None):
    bucket.meta.client.upload_fileobj(Fileobj, bucket.name, Key, ExtraArgs)


def download_file(bucket, Key, Filename, ExtraArgs=None, Callback=None, Config=None):
    bucket.meta.client.download_file(bucket.name, Key, Filename, ExtraArgs)


def download_fileobj(bucket, Key, Fileobj, ExtraArgs=None, Callback=None, Config=None):
    bucket.meta.client.download_fileobj(bucket.name, Key, Fileobj, ExtraArgs)


def copy(bucket, CopySource, Key, ExtraArgs=None, Callback=None, SourceClient=None, Config=None):
    bucket.meta.client.copy(CopySource, bucket.name, Key, ExtraArgs)
