const { randomUUID } = require('node:crypto');
const { KinesisClient, PutRecordCommand } = require('@aws-sdk/client-kinesis');
const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');
const { seats, tickets } = require('./lib/documents');
const { json } = require('./lib/http');

const kinesis = new KinesisClient({});
const sqs = new SQSClient({});

exports.handler = async (event) => {
  const { concert, seat } = event.pathParameters;
  const { holder, mail } = JSON.parse(event.body);

  try {
    await seats.take(concert, seat, holder);
  } catch (error) {
    if (error.name === 'ConditionalCheckFailedException') return json(409, { error: 'this seat is taken' });
    throw error;
  }

  const ticket = await tickets.write({ id: randomUUID(), concert, seat, holder });
  await Promise.all([stream(ticket), orderMail(ticket, mail)]);
  return json(201, ticket);
};

const stream = ({ id, concert, seat }) => kinesis.send(new PutRecordCommand({
  StreamName: process.env.SALES_STREAM,
  PartitionKey: concert,
  Data: Buffer.from(JSON.stringify({ id, concert, seat })),
}));

async function orderMail(ticket, to) {
  const order = { to, subject: `Your ticket for ${ticket.concert}`, ticket: ticket.id };
  await sqs.send(new SendMessageCommand({
    QueueUrl: process.env.MAIL_QUEUE_URL,
    MessageBody: JSON.stringify(order),
  }));
}
