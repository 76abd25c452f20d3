# Settings without a default are environment variables of their name.
from pydantic import BaseSettings


def SettingsConfigDict(**options):
    return options
