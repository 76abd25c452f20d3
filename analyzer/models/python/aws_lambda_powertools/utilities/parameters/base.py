class BaseProvider:
    def __init__(self, client=None, resource=None):
        self.client = client

    def get(self, name, max_age=None, transform=None, force_fetch=False, **options):
        return self._get(name, **options)

    def get_multiple(self, path, max_age=None, transform=None, raise_on_transform_error=False, force_fetch=False,
                     **options):
        return self._get_multiple(path, **options)

    def set(self, name, value, overwrite=False, **options):
        return None

    def clear_cache(self):
        return None


def clear_caches():
    return None


def transform_value(value, *args, **named):
    return value
