// The two tables of the box office, as plain JavaScript objects.
const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } = require('@aws-sdk/lib-dynamodb');

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}), {
  marshallOptions: { removeUndefinedValues: true },
});

const seats = {
  /** Takes the seat for a holder; throws ConditionalCheckFailedException when somebody was quicker. */
  async take(concert, seat, holder) {
    await documents.send(new UpdateCommand({
      TableName: process.env.SEATS_TABLE,
      Key: { concert, seat },
      UpdateExpression: 'SET holder = :holder',
      ConditionExpression: 'attribute_not_exists(holder)',
      ExpressionAttributeValues: { ':holder': holder },
    }));
  },

  async addToCount(concert, sold) {
    await documents.send(new UpdateCommand({
      TableName: process.env.SEATS_TABLE,
      Key: { concert, seat: '#total' },
      UpdateExpression: 'ADD sold :sold',
      ExpressionAttributeValues: { ':sold': sold },
    }));
  },
};

const tickets = {
  async write(ticket) {
    const Item = { ...ticket, sold_at: new Date().toISOString() };
    await documents.send(new PutCommand({ TableName: process.env.TICKETS_TABLE, Item }));
    return Item;
  },

  async read(id) {
    const { Item } = await documents.send(new GetCommand({ TableName: process.env.TICKETS_TABLE, Key: { id } }));
    return Item;
  },
};

module.exports = { documents, seats, tickets };
