from requests_aws4auth import AWS4Auth


class AWSV4Sign(AWS4Auth):
    def __init__(self, credentials, region, service):
        super().__init__(service=service)
