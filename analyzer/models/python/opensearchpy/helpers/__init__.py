from __native__ import list_of, unknown


def bulk(client, *args, **options):
    client.send()
    return [unknown(), unknown()]


def scan(client, *args, **options):
    client.send()
    return list_of(unknown())


def streaming_bulk(client, *args, **options):
    client.send()
    return list_of(unknown())


def parallel_bulk(client, *args, **options):
    client.send()
    return list_of(unknown())
