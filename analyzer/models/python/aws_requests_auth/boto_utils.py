from aws_requests_auth.aws_auth import AWSRequestsAuth


class BotoAWSRequestsAuth(AWSRequestsAuth):
    def __init__(self, aws_host=None, aws_region=None, aws_service=None):
        super().__init__(aws_service=aws_service)
