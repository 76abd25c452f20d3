//! JavaScript: what values become on their way through promises and collections.

use crate::fixture::check;

#[test]
fn a_promise_is_what_it_resolves_to() {
    check(
        r#"
//- /index.js
const AWS = require("aws-sdk");
const db = new AWS.DynamoDB.DocumentClient();
const exists = (id) => new Promise((resolve, reject) => {
  db.get({ TableName: "t", Key: { id } }, (error, data) => {
  //^ dynamodb:GetItem TableName=t
    if (error) reject(error);
    else data.hasOwnProperty("Item") ? resolve(true) : resolve(false);
  });
});
const name = () => new Promise((resolve) => setTimeout(() => resolve("orders"), 10));
const none = () => new Promise((resolve) => resolve(null));
exports.handler = async (event) => {
  if (await none()) await db.scan({ TableName: "never" }).promise();
  if (await exists(event.id)) return "known";
  await db.put({ TableName: await name(), Item: {} }).promise();
  //^ dynamodb:PutItem TableName=orders
};
"#,
    );
}

#[test]
fn what_compilers_make_of_an_imported_function() {
    check(
        r#"
//- /index.js
"use strict"; Object.defineProperty(exports, "__esModule", { value: true }), exports.handler = void 0; const store_1 = require("./store"); async function handler(event) { const name = await (0, store_1.name)(); await (0, store_1.put)(name); } exports.handler = handler;
//- /store.js
"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.put = exports.name = void 0;
const lib_1 = require("@aws-sdk/lib-dynamodb");
const client_1 = require("@aws-sdk/client-dynamodb");
let client;
const put = (name) => (client || (client = new client_1.DynamoDBClient({})), client.send(new lib_1.PutCommand({ TableName: name, Item: {} })));
//^ dynamodb:PutItem TableName=orders
exports.put = put;
async function name() { return "orders"; }
exports.name = name;
"#,
    );
}

#[test]
fn a_list_may_be_empty_or_not() {
    check(
        r#"
//- /index.js
const { S3 } = require("@aws-sdk/client-s3");
const s3 = new S3({});
const upload = async (files) => {
  if (!files.length) return [];
  return Promise.all(files.map((file) => s3.putObject({ Bucket: "files", Key: file.name, Body: file.content })));
  //^ s3:PutObject Bucket=files
};
exports.handler = async (event) => upload([{ name: event.name, content: event.content }]);
"#,
    );
}

#[test]
fn what_a_record_has_under_a_key_may_be_missing() {
    check(
        r#"
//- /index.js
const { SSM } = require("@aws-sdk/client-ssm");
const ssm = new SSM({});
const cache = {};
const routes = { list: async () => [] };
const users = [{ name: "a" }];
exports.handler = async (event) => {
  if (!cache[event.name]) cache[event.name] = { value: await ssm.getParameter({ Name: "/cached" }) };
  //^ ssm:GetParameter Name=/cached
  const route = routes[event.action];
  if (route) return route();
  if (users.filter((user) => user.name === event.user)[0]) return users;
  const known = new Map([["a", { name: "b" }]]);
  if (known.get(event.user)) return known;
  await ssm.getParameter({ Name: "/other" });
  //^ ssm:GetParameter Name=/other
};
"#,
    );
}

#[test]
fn what_is_copied_over_a_default_may_replace_it() {
    check(
        r#"
//- /index.js
const { SSM } = require("@aws-sdk/client-ssm");
const ssm = new SSM({});
const asked = async (name) => { await ssm.getParameter({ Name: name }); };
//^ ssm:GetParameter Name=/assigned
//^ ssm:GetParameter Name=/deleted
//^ ssm:GetParameter Name=/empty
//^ ssm:GetParameter Name=/failed
//^ ssm:GetParameter Name=/sorted
//^ ssm:GetParameter Name=/spread
exports.handler = async (event) => {
  const options = { verbose: false, ...event.options };
  if (options.verbose) await asked("/spread");
  if (Object.assign({ retry: false }, event).retry) await asked("/assigned");
  const filled = { user: { name: "a" } };
  delete filled.user;
  if (!filled.user) await asked("/deleted");
  const user = event.user && { name: event.user };
  if (!user) await asked("/empty");
  if (["b", "a"].sort()[0] === "a") await asked("/sorted");
  if ((await ssm.describeParameters({}).then(() => "good", () => "bad")) === "bad") await asked("/failed");
  //^ ssm:DescribeParameters
};
"#,
    );
}

#[test]
fn what_is_taken_off_a_list_that_nothing_else_has() {
    check(
        r#"
//- /index.js
const { S3 } = require("@aws-sdk/client-s3");
const middy = require("@middy/core");
const ssm = require("@middy/ssm");
const s3 = new S3({});
const kinds = new Set(["drafts", "letters"]);
const last = (path) => path.split("/").pop();
const handler = async (event, context) => {
  const key = `in/${event.id}/letters`;
  await s3.headObject({ Bucket: last("a/b/last"), Key: key.split("/").shift() });
  //^ s3:HeadObject Bucket=last Key=in
  if (kinds.has(last(key))) await s3.getObject({ Bucket: "b", Key: key });
  //^ s3:GetObject Bucket=b Key=in/<event.id>/letters
  if (kinds.has("sent")) await s3.deleteObject({ Bucket: "b", Key: key });
  const rest = ["x", "y"];
  await s3.putObject({ Bucket: rest.pop(), Key: rest.pop() });
  //^ s3:PutObject Bucket=null|x|y Key=null|x|y
};
exports.handler = middy(handler).use(ssm({ fetchData: { all: "/all/", name: process.env.NAME } }));
//^ ssm:GetParametersByPath Path=/all/; ssm:GetParameters Names.0=$NAME
"#,
    );
}

#[test]
fn lists_that_others_are_put_into() {
    check(
        r#"
//- /index.js
const { S3 } = require("@aws-sdk/client-s3");
const { DynamoDB } = require("@aws-sdk/client-dynamodb");
const s3 = new S3({});
const db = new DynamoDB({});
exports.handler = async (event) => {
  const found = [];
  let start;
  do {
    const { Items, LastEvaluatedKey } = await db.scan({ TableName: "t", ExclusiveStartKey: start });
    //^ dynamodb:Scan TableName=t
    if (Items) found.push(...Items);
    start = LastEvaluatedKey;
  } while (start);
  for (const item of found) await s3.headObject({ Bucket: "pushed", Key: "k" });
  //^ s3:HeadObject Bucket=pushed Key=k
  const first = [];
  first.unshift(...event.keys);
  await Promise.all(first.map((Key) => s3.headObject({ Bucket: "first", Key })));
  //^ s3:HeadObject Bucket=first Key=<event.keys[]>
  const flat = [].concat(...event.lists);
  flat.forEach((Key) => s3.headObject({ Bucket: "flat", Key: "k" }));
  //^ s3:HeadObject Bucket=flat Key=k
  const applied = [];
  applied.push.apply(applied, event.keys);
  for (const Key of applied) await s3.headObject({ Bucket: "applied", Key });
  //^ s3:HeadObject Bucket=applied Key=<event.keys[]>
};
"#,
    );
}
