# A custom resource: the functions registered for its events, and the rule that polls for those that take long.
import boto3

SUCCESS = "SUCCESS"
FAILED = "FAILED"


class CfnResource:
    def __init__(self, *args, **named):
        self.functions = []
        self.polled = []
        self.Data = {}
        self.PhysicalResourceId = ""

    def __call__(self, event, context):
        for function in self.functions:
            function(event, context)
        for function in self.polled:
            self._set_up_polling(event, context)
            function(event, context)
            self._remove_polling(event, context)

    def _set_up_polling(self, event, context):
        rule = boto3.client("events").put_rule(Name=event["LogicalResourceId"], ScheduleExpression="rate(2 minutes)")
        boto3.client("lambda").add_permission(FunctionName=context.function_name, Action="lambda:InvokeFunction",
                                              Principal="events.amazonaws.com", SourceArn=rule["RuleArn"])
        boto3.client("events").put_targets(Rule=event["LogicalResourceId"], Targets=[])

    def _remove_polling(self, event, context):
        rule = event["LogicalResourceId"]
        boto3.client("events").remove_targets(Rule=rule, Ids=["1"])
        boto3.client("lambda").remove_permission(FunctionName=context.function_name, StatementId=rule)
        boto3.client("events").delete_rule(Name=rule)

    def _register(self, function):
        self.functions.append(function)
        return function

    def _poll(self, function):
        self.polled.append(function)
        return function

    def create(self, function):
        return self._register(function)

    def update(self, function):
        return self._register(function)

    def delete(self, function):
        return self._register(function)

    def poll_create(self, function):
        return self._poll(function)

    def poll_update(self, function):
        return self._poll(function)

    def poll_delete(self, function):
        return self._poll(function)

    def init_failure(self, error):
        return None
