from aws_lambda_powertools.utilities.validation import validate, validator
