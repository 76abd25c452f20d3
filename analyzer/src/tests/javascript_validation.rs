//! What JavaScript programs have checked before they use it, above all their environment: it stays what it is.

use crate::fixture::check;

/// A program whose environment is checked by a library, the way that its parts say.
fn check_environment(import: &str, checked: &str) {
    check(&format!(
        r#"
//- /index.ts
{import}
import {{ SQSClient, SendMessageCommand }} from "@aws-sdk/client-sqs";
const env = {checked};
const sqs = new SQSClient({{}});
export const handler = async (event: any) => {{
  await sqs.send(new SendMessageCommand({{ QueueUrl: env.QUEUE, MessageBody: "x" }}));
  //^ sqs:SendMessage QueueUrl=$QUEUE
}};
"#
    ));
}

#[test]
fn zod() {
    check_environment(
        r#"import { z } from "zod";"#,
        "z.object({ QUEUE: z.string().url() }).parse(process.env)",
    );
    check_environment(
        r#"import z from "zod";"#,
        "{ ...z.object({ QUEUE: z.string().min(1) }).safeParse(process.env).data }",
    );
    check_environment(
        r#"import * as z from "zod/v4";"#,
        "z.object({ QUEUE: z.string() }).transform((it) => ({ QUEUE: it.QUEUE })).parse(process.env)",
    );
}

#[test]
fn joi() {
    check_environment(
        r#"import Joi from "joi";"#,
        "Joi.object({ QUEUE: Joi.string().required() }).unknown().validate(process.env).value",
    );
    check_environment(
        r#"import * as Joi from "@hapi/joi";"#,
        "Joi.attempt(process.env, Joi.object())",
    );
}

#[test]
fn libraries_for_environments() {
    check_environment(
        r#"import { cleanEnv, str } from "envalid";"#,
        "cleanEnv(process.env, { QUEUE: str() })",
    );
    check_environment(
        r#"import env_ from "env-var";"#,
        "{ QUEUE: env_.get('QUEUE').required().asString() }",
    );
    check_environment(
        r#"import * as yup from "yup";"#,
        "yup.object({ QUEUE: yup.string().required() }).validateSync(process.env)",
    );
}
