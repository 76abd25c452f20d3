//! Names that are not the project's: the standard library, and libraries that are known by name.

/// Whether a top-level name is a library even where a copy of its package lies among the sources: it has a model, or is
/// so large and common that following a copy is of no use.
pub(super) fn is_known_library(name: &str) -> bool {
    KNOWN.binary_search(&name).is_ok() || STUBS.iter().any(|prefix| name.starts_with(prefix))
}

/// Whether a top-level name belongs to Python's standard library.
pub(super) fn is_standard(name: &str) -> bool {
    STANDARD.binary_search(&name).is_ok()
}

/// Type stubs of the AWS SDK, one package a service.
const STUBS: &[&str] = &["mypy_boto3_", "types_boto3_", "types_aiobotocore_"];

/// Sorted.
#[rustfmt::skip]
const KNOWN: &[&str] = &[
    "PIL", "aioboto3", "aiobotocore", "aiohttp", "aiohttp_retry", "amazondax", "aws_cdk",
    "aws_durable_execution_sdk_python", "aws_embedded_metrics", "aws_encryption_sdk", "aws_lambda_powertools",
    "aws_requests_auth", "aws_secretsmanager_caching", "aws_xray_sdk", "awscrt", "awslambdaric", "awswrangler",
    "bedrock_agentcore", "boto3", "boto3_stubs", "botocore", "botocore_stubs", "certifi", "chalice",
    "charset_normalizer", "crhelper", "cryptography", "datadog_lambda", "dateutil", "ddtrace", "django",
    "elasticsearch", "fastapi", "flask", "fsspec", "google", "grpc", "httpx", "idna", "jinja2", "jmespath", "jose",
    "jwt", "lxml", "mangum", "marshmallow", "moto", "mypy_boto3", "numpy", "opensearchpy", "pandas", "psycopg",
    "psycopg2", "pyarrow", "pydantic", "pydantic_core", "pymysql", "pynamodb", "pytest", "pytz", "requests",
    "requests_aws4auth", "s3fs", "s3transfer", "scipy", "sentry_sdk", "sklearn", "smart_open", "sqlalchemy",
    "starlette", "strands", "tenacity", "types_aiobotocore", "types_boto3", "typing_extensions", "urllib3",
    "werkzeug", "yaml",
];

/// `sys.stdlib_module_names` of Python 3.11 without private modules, and modules that other versions have. Sorted.
#[rustfmt::skip]
const STANDARD: &[&str] = &[
    "__future__", "_thread", "abc", "aifc", "antigravity", "argparse", "array", "ast", "asynchat", "asyncio",
    "asyncore", "atexit", "audioop", "base64", "bdb", "binascii", "bisect", "builtins", "bz2", "cProfile",
    "calendar", "cgi", "cgitb", "chunk", "cmath", "cmd", "code", "codecs", "codeop", "collections", "colorsys",
    "compileall", "compression", "concurrent", "configparser", "contextlib", "contextvars", "copy", "copyreg",
    "crypt", "csv", "ctypes", "curses", "dataclasses", "datetime", "dbm", "decimal", "difflib", "dis", "distutils",
    "doctest", "email", "encodings", "ensurepip", "enum", "errno", "faulthandler", "fcntl", "filecmp", "fileinput",
    "fnmatch", "fractions", "ftplib", "functools", "gc", "genericpath", "getopt", "getpass", "gettext", "glob",
    "graphlib", "grp", "gzip", "hashlib", "heapq", "hmac", "html", "http", "idlelib", "imaplib", "imghdr", "imp",
    "importlib", "inspect", "io", "ipaddress", "itertools", "json", "keyword", "lib2to3", "linecache", "locale",
    "logging", "lzma", "mailbox", "mailcap", "marshal", "math", "mimetypes", "mmap", "modulefinder", "msilib",
    "msvcrt", "multiprocessing", "netrc", "nis", "nntplib", "nt", "ntpath", "nturl2path", "numbers", "opcode",
    "operator", "optparse", "os", "ossaudiodev", "pathlib", "pdb", "pickle", "pickletools", "pipes", "pkgutil",
    "platform", "plistlib", "poplib", "posix", "posixpath", "pprint", "profile", "pstats", "pty", "pwd",
    "py_compile", "pyclbr", "pydoc", "pydoc_data", "pyexpat", "queue", "quopri", "random", "re", "readline",
    "reprlib", "resource", "rlcompleter", "runpy", "sched", "secrets", "select", "selectors", "sets", "shelve",
    "shlex", "shutil", "signal", "site", "smtpd", "smtplib", "sndhdr", "socket", "socketserver", "spwd", "sqlite3",
    "sre_compile", "sre_constants", "sre_parse", "ssl", "stat", "statistics", "string", "stringprep", "struct",
    "subprocess", "sunau", "symtable", "sys", "sysconfig", "syslog", "tabnanny", "tarfile", "telnetlib", "tempfile",
    "termios", "textwrap", "this", "threading", "time", "timeit", "tkinter", "token", "tokenize", "tomllib",
    "trace", "traceback", "tracemalloc", "tty", "turtle", "turtledemo", "types", "typing", "unicodedata",
    "unittest", "urllib", "uu", "uuid", "venv", "warnings", "wave", "weakref", "webbrowser", "winreg", "winsound",
    "wsgiref", "xdrlib", "xml", "xmlrpc", "zipapp", "zipfile", "zipimport", "zlib", "zoneinfo",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        assert!(KNOWN.is_sorted());
        assert!(STANDARD.is_sorted());
    }

    #[test]
    fn stubs_are_known_by_their_prefix() {
        assert!(is_known_library("mypy_boto3_s3"));
        assert!(!is_known_library("mypy"));
    }
}
