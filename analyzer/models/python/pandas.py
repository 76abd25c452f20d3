# Frames read from and written to objects by URL; everything else is data.
import s3fs
from __native__ import run, surely_starts_with, unknown


def _read(path):
    if surely_starts_with(path, "s3"):
        s3fs.S3FileSystem().open(path)


class DataFrame:
    def __init__(self, *args, **options):
        pass

    def _write(self, path):
        if surely_starts_with(path, "s3"):
            s3fs.S3FileSystem().open(path, "wb")
        return unknown()

    def to_csv(self, path_or_buf="", *args, **options):
        return self._write(path_or_buf)

    def to_parquet(self, path="", *args, **options):
        return self._write(path)

    def to_json(self, path_or_buf="", *args, **options):
        return self._write(path_or_buf)

    def to_excel(self, excel_writer="", *args, **options):
        return self._write(excel_writer)

    def apply(self, function, *args, **options):
        run(function)
        return self

    def iterrows(self):
        return [[unknown(), unknown()]]

    def to_dict(self, *args, **options):
        return unknown()

    def __getitem__(self, key):
        return self

    def __getattr__(self, name):
        return self

    def __call__(self, *args, **options):
        for argument in args:
            run(argument)
        return self


Series = DataFrame


def read_csv(path="", *args, **options):
    _read(path)
    return DataFrame()


def read_parquet(path="", *args, **options):
    _read(path)
    return DataFrame()


def read_json(path="", *args, **options):
    _read(path)
    return DataFrame()


def read_excel(path="", *args, **options):
    _read(path)
    return DataFrame()


def concat(frames, *args, **options):
    return DataFrame()


def merge(*args, **options):
    return DataFrame()


def json_normalize(*args, **options):
    return DataFrame()
