'use strict';

const AWS = require('aws-sdk');

const ses = new AWS.SES({ apiVersion: '2010-12-01' });

module.exports.send = async function send(event) {
  for (const { body } of event.Records) {
    const order = JSON.parse(body);
    await ses.sendEmail(letter(order)).promise();
  }
};

function letter(order) {
  return {
    Source: process.env.MAIL_FROM,
    Destination: { ToAddresses: [order.to] },
    Message: {
      Subject: { Data: order.subject },
      Body: { Text: { Data: `Show this number at the door: ${order.ticket}` } },
    },
  };
}
