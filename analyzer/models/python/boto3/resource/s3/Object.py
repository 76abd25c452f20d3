# Transfer methods that boto3 adds to an object.


def upload_file(object, Filename, ExtraArgs=None, Callback=None, Config=None):
    object.meta.client.upload_file(Filename, object.bucket_name, object.key, ExtraArgs)


def upload_fileobj(object, Fileobj, ExtraArgs=None, Callback=None, Config=None):
    object.meta.client.upload_fileobj(Fileobj, object.bucket_name, object.key, ExtraArgs)


def download_file(object, Filename, ExtraArgs=None, Callback=None, Config=None):
    object.meta.client.download_file(object.bucket_name, object.key, Filename, ExtraArgs)


def download_fileobj(object, Fileobj, ExtraArgs=None, Callback=None, Config=None):
    object.meta.client.download_fileobj(object.bucket_name, object.key, Fileobj, ExtraArgs)


def copy(object, CopySource, ExtraArgs=None, Callback=None, SourceClient=None, Config=None):
    object.meta.client.copy(CopySource, object.bucket_name, object.key, ExtraArgs)
