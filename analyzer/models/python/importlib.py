# Modules by name.
from __native__ import import_module
