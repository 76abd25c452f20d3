//! Random layouts: anchors and aliases, merge keys, flow style over lines, quoted keys, tabs, byte order marks, CRLF, several
//! documents. Every line that holds no role stays as it is, and what an alias shares is not edited through it.

use super::*;
use proptest::prelude::*;

/// Functions, with `N` for a number. Lines with `kept` have nothing to do with roles.
const FUNCTIONS: &[&str] = &[
    "  FN: # kept N\n    Type: AWS::Serverless::Function # kept N\n    Properties:\n      Handler: 'a.b' # kept N\n      InlineCode: \"x: 1 # y\" # kept N\n      Policies:\n        # goes\n        - AdministratorAccess\n      Tags: {k:   \"v\"} # kept N\n",
    "  FN:\n    Type: AWS::Serverless::Function\n    Properties:\n      Policies: *shared\n      InlineCode: | # kept N\n        kept: N\n\n        # kept N\n      Handler: a.b # kept N\n",
    "  FN: {Type: AWS::Serverless::Function, Properties: {InlineCode: x, Policies: [A, B]}} # kept N\n",
    "  FN: {Type: AWS::Serverless::Function, # kept N\n    Properties: {InlineCode: x, # kept N\n      Policies: [A,\n        B],\n      Handler: a.b # kept N\n    }}\n",
    "  FN:\n    Type: AWS::Serverless::Function\n    Properties:\n      <<: *defaults # kept N\n      InlineCode: x # kept N\n",
    "  \"FN\":\n    \"Type\": 'AWS::Serverless::Function' # kept N\n    'Properties':\n      \"InlineCode\": x # kept N\n      'Policies': [\"A\"]\n      \"Handler\":   a.b # kept N\n",
    "  FN:\n    Type: AWS::Serverless::Function\t# kept N\n    Properties:\n      Handler:\ta.b\t# kept N\n\n      # kept N\n      InlineCode:\tx # kept N\n",
    "  FN: {\"Type\": \"AWS::Lambda::Function\", \"Properties\": {\"Code\": {\"ZipFile\": \"x\"}, \"Role\": {\"Fn::GetAtt\": [\"Shared\", \"Arn\"]}}}\n",
    "  FN:\n    Properties: # kept N\n      Role: !GetAtt Shared.Arn\n      Code: # kept N\n        ZipFile: >- # kept N\n          kept N\n    Type: AWS::Lambda::Function # kept N\n",
];

/// What stands around: `Others` uses what functions share.
const FRAME: &str = "# kept top\nX-Defaults: &defaults # kept\n  Timeout: 3 # kept\n  Policies: [D] # kept\nX-Shared: &shared # kept\n  - S # kept\n\
                     Resources: # kept\n  T: {Type: AWS::DynamoDB::Table} # kept\n  Others: {Type: 'Custom::Others', Properties: {P: *shared, D: *defaults}} # kept\n  \
                     Shared:\n    Type: AWS::IAM::Role\n    Properties: {AssumeRolePolicyDocument: {Statement: []}}\n";

fn kept(text: &str) -> Vec<&str> {
    let lines = text.split_inclusive('\n');
    lines.filter(|line| line.contains("kept")).collect()
}

/// A line that holds a role and something else beside it stays but for the role.
fn is_kept_in_part(line: &str) -> bool {
    line.contains("Policies: [A, B]")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]
    #[test]
    fn lines_without_roles_stay(
        functions in prop::collection::vec(0..FUNCTIONS.len(), 1..6),
        bom in any::<bool>(),
        crlf in any::<bool>(),
        before in any::<bool>(),
        after in any::<bool>(),
    ) {
        let mut text = if bom { "\u{feff}".to_owned() } else { String::new() };
        if before {
            text.push_str("# kept first\nnot: [a, template]\n---\n");
        }
        text.push_str(FRAME);
        for (number, function) in functions.iter().enumerate() {
            text.push_str(&FUNCTIONS[*function].replace('N', &number.to_string()));
        }
        text.push_str("# kept end\n");
        if after {
            text.push_str("---\n- kept # kept\n...\n");
        }
        if crlf {
            text = text.replace('\n', "\r\n");
        }
        let read = |text: &str| {
            let files = MemoryFiles([("t.yaml".to_owned(), text.as_bytes().to_vec())].into());
            reading::read(&files, "t.yaml").unwrap()
        };
        let template = read(&text);
        prop_assert_eq!(template.functions.len(), functions.len());
        let roles: Vec<_> = template.functions.iter().map(|it| (it.name.clone(), reads())).collect();
        let first = plan(&text, &template, &roles);
        for refused in &first.refused {
            prop_assert!(!refused.snippet.is_empty(), "{:?}\n{}", refused, text);
        }
        prop_assert_eq!(&first.refused, &vec![], "{}", text);
        prop_assert_eq!(first.changed.len(), roles.len());
        let whole = |text: &str| kept(text).into_iter().filter(|it| !is_kept_in_part(it)).map(str::to_owned).collect::<Vec<_>>();
        let (old, mut new) = (whole(&text), whole(&first.text));
        new.retain(|line| !line.contains("Policies: [{") && !line.contains("Policies: [ {") || old.contains(line));
        prop_assert_eq!(old, new, "{}", first.text);
        let after = read(&first.text);
        let others = |template: &Template| template.resources.iter().find(|it| it.id == "Others").map(|it| it.properties.clone());
        prop_assert_eq!(others(&template), others(&after), "{}", first.text);
        prop_assert!(!crlf || !first.text.replace("\r\n", "").contains('\n'));
        prop_assert_eq!(bom, first.text.starts_with('\u{feff}'));
        for function in &after.functions {
            let is_right = match &function.role {
                DeclaredRole::SamPolicies(policies) => *policies == vec![reads().to_expr()],
                DeclaredRole::Role(role) => after.role(role).is_some_and(|it| {
                    it.properties.at(&["Policies"]).is_some_and(|it| it.items().len() == 1)
                }),
                _ => false,
            };
            prop_assert!(is_right, "{}: {:?}\n{}", function.name, function.role, first.text);
        }
        let second = plan(&first.text, &after, &roles);
        prop_assert_eq!(second.text, first.text);
    }
}
