const { DynamoDBClient, paginateQuery } = require('@aws-sdk/client-dynamodb');
const { SESv2Client, SendEmailCommand } = require('@aws-sdk/client-sesv2');
const { SSMClient, GetParametersByPathCommand } = require('@aws-sdk/client-ssm');

const clients = {
  db: new DynamoDBClient({}),
  mail: new SESv2Client({}),
  settings: new SSMClient({}),
};

/** One letter to the keeper of each depot, with the boxes to expect. */
exports.handler = async function () {
  const depots = await readDepots();
  for (const { name, keeper } of depots) {
    await write(keeper, `${await countBoxes(name)} boxes come to ${name} next week.`);
  }
  return { letters: depots.length };
};

// The farm keeps one parameter a depot, by hand: its name is the depot, its value the keeper's address.
async function readDepots() {
  const { Parameters } = await clients.settings.send(
    new GetParametersByPathCommand({ Path: process.env.DEPOTS_PATH }),
  );
  return Parameters.map(({ Name, Value }) => ({ name: Name.split('/').pop(), keeper: Value }));
}

async function countBoxes(depot) {
  let count = 0;
  const query = {
    TableName: process.env.BOXES_TABLE,
    KeyConditionExpression: 'depot = :depot',
    ExpressionAttributeValues: { ':depot': { S: depot } },
    Select: 'COUNT',
  };
  for await (const page of paginateQuery({ client: clients.db }, query)) count += page.Count;
  return count;
}

const write = (to, text) =>
  clients.mail.send(
    new SendEmailCommand({
      FromEmailAddress: process.env.SENDER,
      Destination: { ToAddresses: [to] },
      Content: { Simple: { Subject: { Data: 'Next week' }, Body: { Text: { Data: text } } } },
    }),
  );
