from aws_lambda_powertools.metrics import Metrics


class AmazonCloudWatchEMFProvider(Metrics):
    pass


class DatadogMetrics(Metrics):
    pass


class DatadogProvider(Metrics):
    pass
