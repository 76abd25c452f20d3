from botocore.auth import SigV4Auth


class AWSRequestsAuth:
    def __init__(self, aws_access_key=None, aws_secret_access_key=None, aws_host=None, aws_region=None,
                 aws_service=None, aws_token=None):
        self.signer = SigV4Auth(None, aws_service, aws_region)

    def __call__(self, request):
        self.signer.add_auth(request)
        return request
