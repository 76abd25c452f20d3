# Parameters, secrets and configuration, one provider class a source.
from aws_lambda_powertools.utilities.parameters.base import BaseProvider, clear_caches, transform_value
from aws_lambda_powertools.utilities.parameters.ssm import (SSMProvider, get_parameter, get_parameters,
                                                            get_parameters_by_name, set_parameter)
from aws_lambda_powertools.utilities.parameters.secrets import (SecretsProvider, get_secret, get_secrets_by_name,
                                                                set_secret)
from aws_lambda_powertools.utilities.parameters.appconfig import AppConfigProvider, get_app_config
from aws_lambda_powertools.utilities.parameters.dynamodb import DynamoDBProvider
