from __native__ import list_of, unknown


def bulk(client, *args, **options):
    client.send("POST")
    return [unknown(), unknown()]


def scan(client, *args, **options):
    client.send("POST")
    client.send("DELETE")
    return list_of(unknown())


def streaming_bulk(client, *args, **options):
    client.send("POST")
    return list_of(unknown())


def parallel_bulk(client, *args, **options):
    client.send("POST")
    return list_of(unknown())
