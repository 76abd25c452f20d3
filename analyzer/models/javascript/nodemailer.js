// Mail: sent through SES where the transport is made of an SES client, and through a mail server otherwise.
import { call_with, unknown } from "#native";

class Transporter {
  constructor(options) { this.options = options; }
  use() { return this; }
  on() { return this; }
  close() { return undefined; }
  isIdle() { return unknown(); }
  verify(callback) { return this.sendMail({}, callback); }
  sendMail(mail, callback) {
    const given = this.options?.SES;
    if (given) sendBySes(given, mail);
    if (callback) callback(null, unknown());
    return unknown();
  }
}

// Until version 6, `SES` is a client, or a client beside its SDK; from version 7 on, a client of SES v2 beside its command.
function sendBySes(given, mail) {
  if (typeof given.sesClient === "object") {
    given.sesClient.send(new given.SendEmailCommand({ FromEmailAddress: mail.from, Content: { Raw: {} } }));
  } else {
    call_with(typeof given.ses === "object" ? given.ses : given, "SendRawEmail", { Source: mail.from });
  }
}

export function createTransport(options) { return new Transporter(options); }
export function createTestAccount() { return unknown(); }
export function getTestMessageUrl() { return unknown(); }
