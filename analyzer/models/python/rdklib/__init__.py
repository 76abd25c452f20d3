# Rules of AWS Config. A rule is handed a factory of clients; whether these have the credentials of the role that Config
# names or of the function is a parameter of the rule, so that both count.
import boto3
from __native__ import unknown


class ClientFactory:
    def __init__(self, role_arn=None, region=None, assume_role_mode=True):
        self.role_arn = role_arn

    def build_client(self, service, region=None, assume_role_mode=True):
        if assume_role_mode:
            boto3.client("sts").assume_role(RoleArn=self.role_arn, RoleSessionName="configLambdaExecution")
        return boto3.client(service)


class ConfigRule:
    def evaluate_parameters(self, rule_parameters):
        return rule_parameters

    def evaluate_change(self, event, client_factory, configuration_item, valid_rule_parameters):
        return []

    def evaluate_periodic(self, event, client_factory, valid_rule_parameters):
        return []

    def get_execution_role_arn(self, event):
        return event["executionRoleArn"]

    def get_assume_role_region(self, event):
        return unknown()

    def get_assume_role_mode(self, event):
        return unknown()


class MissingTriggerHandlerError(Exception):
    pass


class InvalidParametersError(Exception):
    pass


class ComplianceType:
    COMPLIANT = "COMPLIANT"
    NON_COMPLIANT = "NON_COMPLIANT"
    NOT_APPLICABLE = "NOT_APPLICABLE"


class Evaluation:
    def __init__(self, *args, **named):
        pass


class Evaluator:
    def __init__(self, config_rule, expected_resource_types=None, is_applicable_status=False):
        self.rule = config_rule

    def handle(self, event, context):
        clients = ClientFactory(self.rule.get_execution_role_arn(event))
        parameters = self.rule.evaluate_parameters(unknown())
        self.rule.evaluate_periodic(event, clients, parameters)
        self.rule.evaluate_change(event, clients, unknown(), parameters)
        boto3.client("config").put_evaluations(ResultToken=event["resultToken"])
