from requests_aws4auth import AWS4Auth


class AWSSigV4(AWS4Auth):
    def __init__(self, service, **options):
        super().__init__(service=service)
