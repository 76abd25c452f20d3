"""Who has which plot."""

import os

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.utilities import parameters

from shared.plots import Plot

app = APIGatewayHttpResolver()
logger = Logger()


@app.get("/plots/<number>")
def plot(number: str):
    try:
        return Plot.get(int(number)).told()
    except Plot.DoesNotExist:
        raise NotFoundError(f"there is no plot {number}") from None


@app.get("/tenants/<name>/plots")
def plots_of(name: str):
    return [it.told() for it in Plot.by_tenant.query(name)]


@app.put("/plots/<number>")
def take(number: str):
    fee = parameters.get_parameter(os.environ["FEE_NAME"], max_age=300)
    taken = Plot(int(number), tenant=app.current_event.json_body["tenant"], paid=fee)
    taken.save()
    return taken.told()


@logger.inject_lambda_context
def handler(event, context):
    return app.resolve(event, context)
