from aws_lambda_powertools.utilities.parser import event_parser, parse
