# The batch writer that boto3 adds to a table.


class BatchWriter:
    def __init__(self, client, name):
        self.client = client
        self.name = name

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return None

    def put_item(self, Item):
        self.client.batch_write_item(RequestItems={self.name: [{"PutRequest": {"Item": Item}}]})

    def delete_item(self, Key):
        self.client.batch_write_item(RequestItems={self.name: [{"DeleteRequest": {"Key": Key}}]})


def batch_writer(table, overwrite_by_pkeys=None):
    return BatchWriter(table.meta.client, table.name)
