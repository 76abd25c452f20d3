//! Mail that JavaScript libraries send through SES.

use crate::fixture::check;

#[test]
fn nodemailer_sends_through_the_client_it_is_given() {
    check(
        r#"
//- /index.js
const nodemailer = require("nodemailer");
const sesTransport = require("nodemailer-ses-transport");
const AWS = require("aws-sdk");
const aws = require("@aws-sdk/client-ses");
const { SESv2Client, SendEmailCommand } = require("@aws-sdk/client-sesv2");
const old = nodemailer.createTransport({ SES: new AWS.SES() });
const six = nodemailer.createTransport({ SES: { ses: new aws.SESClient({}), aws } });
const seven = nodemailer.createTransport({ SES: { sesClient: new SESv2Client({}), SendEmailCommand } });
const oldest = nodemailer.createTransport(sesTransport({ ses: new AWS.SES() }));
const server = nodemailer.createTransport({ host: "smtp.example.com", auth: { user: "u", pass: "p" } });
exports.handler = async (event) => {
  await old.sendMail({ from: "a@example.com", to: event.to });
  //^ ses:SendRawEmail Source=a@example.com
  await six.sendMail({ from: process.env.FROM, to: event.to });
  //^ ses:SendRawEmail Source=$FROM
  await seven.sendMail({ from: "c@example.com" });
  //^ sesv2:SendEmail FromEmailAddress=c@example.com
  oldest.sendMail({ from: "d@example.com" }, (error) => console.log(error));
  //^ ses:SendRawEmail Source=d@example.com
  await server.sendMail({ from: "e@example.com" });
};
"#,
    );
}
