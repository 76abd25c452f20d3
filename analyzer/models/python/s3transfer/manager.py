from concurrent.futures import Future


class TransferManager:
    def __init__(self, client, *args, **named):
        self.client = client

    def __enter__(self):
        return self

    def upload(self, fileobj, bucket, key, extra_args=None, subscribers=None):
        return Future(self.client.upload_fileobj(fileobj, bucket, key, extra_args))

    def download(self, bucket, key, fileobj, extra_args=None, subscribers=None):
        return Future(self.client.download_fileobj(bucket, key, fileobj, extra_args))

    def copy(self, copy_source, bucket, key, extra_args=None, subscribers=None, source_client=None):
        return Future(self.client.copy(copy_source, bucket, key, extra_args))

    def delete(self, bucket, key, extra_args=None, subscribers=None):
        return Future(self.client.delete_object(Bucket=bucket, Key=key))

    def shutdown(self, *args, **named):
        return None
