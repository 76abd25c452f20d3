from __native__ import unknown


def extract_data_from_envelope(data, envelope, jmespath_options=None):
    return unknown()


def query(data, envelope, jmespath_options=None):
    return unknown()
