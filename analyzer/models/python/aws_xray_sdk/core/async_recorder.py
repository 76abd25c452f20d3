from aws_xray_sdk.core import AWSXRayRecorder


class AsyncAWSXRayRecorder(AWSXRayRecorder):
    pass
