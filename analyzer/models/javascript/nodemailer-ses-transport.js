// A transport of nodemailer.
import { client, foreign } from "#native";

module.exports = (options) => ({ SES: options.ses ?? client("javascript-v2", "SES", options.accessKeyId && foreign()) });
