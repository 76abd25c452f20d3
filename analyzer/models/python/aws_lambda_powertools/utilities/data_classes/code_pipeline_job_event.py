import boto3
from aws_lambda_powertools.utilities.data_classes.common import DictWrapper


class CodePipelineJobEvent(DictWrapper):
    def setup_s3_client(self):
        credentials = self._data["CodePipeline.job"]["data"]["artifactCredentials"]
        return boto3.client("s3", aws_access_key_id=credentials["accessKeyId"])

    def get_artifact(self, artifact_name, filename):
        return self._data
