"""Plots as PynamoDB sees them."""

import os

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.models import Model


class ByTenant(GlobalSecondaryIndex):
    class Meta:
        index_name = "by-tenant"
        projection = AllProjection()

    tenant = UnicodeAttribute(hash_key=True)


class Plot(Model):
    class Meta:
        table_name = os.environ["PLOTS_TABLE"]

    number = NumberAttribute(hash_key=True)
    tenant = UnicodeAttribute(null=True)
    paid = UnicodeAttribute(null=True)
    by_tenant = ByTenant()

    def told(self):
        return {"number": int(self.number), "tenant": self.tenant, "paid": self.paid}
