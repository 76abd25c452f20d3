from __native__ import unknown


class S3Transfer:
    def __init__(self, client=None, config=None, osutil=None, manager=None):
        self.client = client

    def __enter__(self):
        return self

    def upload_file(self, filename, bucket, key, callback=None, extra_args=None):
        self.client.upload_file(filename, bucket, key, extra_args)

    def download_file(self, bucket, key, filename, extra_args=None, callback=None):
        self.client.download_file(bucket, key, filename, extra_args)


def TransferConfig(*args, **named):
    return unknown()
