//! What JavaScript middleware and logging libraries of the years before today's major versions do.

use crate::fixture::check;

#[test]
fn middy_before_version_two_takes_names_paths_and_secrets() {
    check(
        r#"
//- /index.js
const middy = require("@middy/core");
const ssm = require("@middy/ssm");
const secretsManager = require("@middy/secrets-manager");
const { SQS } = require("@aws-sdk/client-sqs");
const sqs = new SQS({});
const { STAGE } = process.env;
module.exports.handler = middy(async (event, context) => {
  await sqs.sendMessage({ QueueUrl: context.queue, MessageBody: event.body });
  //^ sqs:SendMessage QueueUrl=<ssm:GetParameters.Parameters[].Value> MessageBody=<event.body>
})
  .use(ssm({ cache: true, names: { queue: `/${STAGE}/queue` }, paths: { APP: "/app/", OTHER: ["/x/", "/y/"] }, setToContext: true }))
  //^ ssm:GetParameters Names=[/$STAGE/queue] WithDecryption=true
  //^ ssm:GetParametersByPath Path=/app/ Recursive=true
  //^ ssm:GetParametersByPath Path=/x/; ssm:GetParametersByPath Path=/y/
  .use(secretsManager({ secrets: { db: "prod/db" } }));
  //^ secretsmanager:GetSecretValue SecretId=prod/db
"#,
    );
}

#[test]
fn middy_of_one_package() {
    check(
        r#"
//- /index.js
const middy = require("middy");
const { ssm, cors, secretsManager } = require("middy/middlewares");
const AWS = require("aws-sdk");
const sns = new AWS.SNS();
const handler = middy((event, context, callback) => {
  sns.publish({ TopicArn: process.env.TOPIC, Message: event.body }, callback);
  //^ sns:Publish TopicArn=$TOPIC Message=<event.body>
});
handler.use(cors()).use(ssm({ names: { KEY: "/key" } })).use(secretsManager({ secrets: { a: "s" } }));
//^ ssm:GetParameters Names=[/key]; secretsmanager:GetSecretValue SecretId=s
module.exports = { handler };
"#,
    );
}

#[test]
fn clients_that_pass_correlation_ids_on() {
    check(
        r#"
//- /index.js
const wrap = require("@dazn/lambda-powertools-pattern-basic");
const Log = require("@dazn/lambda-powertools-logger");
const SQS = require("@dazn/lambda-powertools-sqs-client");
const SNS = require("@dazn/lambda-powertools-sns-client");
const DynamoDB = require("@dazn/lambda-powertools-dynamodb-client");
const Steps = require("@dazn/lambda-powertools-step-functions-client");
module.exports.handler = wrap(async (event) => {
  Log.debug("sending");
  await SQS.sendMessage({ QueueUrl: process.env.QUEUE, MessageBody: event.body }).promise();
  //^ sqs:SendMessage QueueUrl=$QUEUE MessageBody=<event.body>
  await SNS.publish({ TopicArn: process.env.TOPIC }).promise();
  //^ sns:Publish TopicArn=$TOPIC
  await DynamoDB.put({ TableName: process.env.TABLE }).promise();
  //^ dynamodb:PutItem TableName=$TABLE
  await Steps.startExecution({ stateMachineArn: process.env.MACHINE }).promise();
  //^ stepfunctions:StartExecution stateMachineArn=$MACHINE
});
"#,
    );
}

#[test]
fn a_warmer_invokes_its_own_function() {
    check(
        r#"
//- /index.js
const warmer = require("lambda-warmer");
exports.handler = async (event) => {
  if (await warmer(event)) return "warmed";
  //^ lambda:Invoke FunctionName=$AWS_LAMBDA_FUNCTION_NAME
  return event;
};
"#,
    );
}
