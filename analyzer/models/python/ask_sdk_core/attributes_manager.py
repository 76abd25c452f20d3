# Attributes of a request, of a session, and those that outlive both: an adapter keeps these.
from __native__ import unknown


class AbstractPersistenceAdapter:
    pass


class AttributesManager:
    def __init__(self, request_envelope=None, persistence_adapter=None):
        self._request_envelope = request_envelope
        self._persistence_adapter = persistence_adapter
        self.request_attributes = unknown()
        self.session_attributes = unknown()

    @property
    def persistent_attributes(self):
        if self._persistence_adapter:
            return self._persistence_adapter.get_attributes(self._request_envelope)
        return unknown()

    @persistent_attributes.setter
    def persistent_attributes(self, attributes):
        pass

    def save_persistent_attributes(self):
        if self._persistence_adapter:
            self._persistence_adapter.save_attributes(self._request_envelope, unknown())

    def delete_persistent_attributes(self):
        if self._persistence_adapter:
            self._persistence_adapter.delete_attributes(self._request_envelope)
