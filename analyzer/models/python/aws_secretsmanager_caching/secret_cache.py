from aws_secretsmanager_caching import (InjectKeywordedSecretString, InjectSecretString, SecretCache,
                                        SecretCacheConfig)
