# Logger, Tracer and Metrics: decorators hand the event and context through.
from aws_lambda_powertools.logging import Logger
from aws_lambda_powertools.metrics import EphemeralMetrics, Metrics, single_metric
from aws_lambda_powertools.tracing import Tracer
