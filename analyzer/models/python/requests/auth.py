class AuthBase:
    pass


class HTTPBasicAuth(AuthBase):
    def __init__(self, *args):
        pass

    def __call__(self, request):
        return request
