# A skill that keeps its attributes in a table.
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_dynamodb.adapter import DynamoDbAdapter


class StandardSkillBuilder(SkillBuilder):
    def __init__(self, table_name=None, auto_create_table=None, partition_keygen=None, dynamodb_client=None):
        adapter = None
        if table_name:
            adapter = DynamoDbAdapter(table_name, create_table=auto_create_table, dynamodb_resource=dynamodb_client)
        super().__init__(persistence_adapter=adapter)
