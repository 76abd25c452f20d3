// Judges requests with an IAM evaluator that is not ours: `simulate.mjs FILE`, answers as JSON on stdout.
//
// FILE holds `[{policies, boundaries?, action, resource, context?}]`; each answer is `Allowed`, `ImplicitlyDenied`,
// `ExplicitlyDenied`, or `{problem}` where the evaluator refuses the question.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const installed = createRequire(pathToFileURL(new URL('../.cache/node/', import.meta.url).pathname));
const { runSimulation } = await import(pathToFileURL(installed.resolve('@cloud-copilot/iam-simulate')).href);

const ACCOUNT = '123456789012';
const principal = `arn:aws:sts::${ACCOUNT}:assumed-role/function/invocation`;
// A key allows what its account's policies allow, as keys that CloudFormation makes do.
const keyPolicy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'kms:*', Resource: '*' }],
};

const answers = [];
for (const { policies, boundaries, action, resource, context } of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  const named = (documents) => documents?.map((policy, position) => ({ name: `policy${position}`, policy: { Version: '2012-10-17', ...policy } }));
  const outcome = await runSimulation(
    {
      request: { principal, action, resource: { resource, accountId: ACCOUNT }, contextVariables: context ?? {} },
      identityPolicies: named(policies),
      permissionBoundaryPolicies: named(boundaries),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: action.startsWith('kms:') ? keyPolicy : undefined,
    },
    {},
  );
  answers.push(outcome.overallResult ?? { problem: outcome.errors });
}
process.stdout.write(JSON.stringify(answers));
