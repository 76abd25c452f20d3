class AWSRequest:
    def __init__(self, method=None, url=None, headers=None, data=None, params=None, auth_path=None,
                 stream_output=False):
        self.method = method
        self.url = url
        self.headers = headers or {}
        self.data = data

    def prepare(self):
        return self
