//! `Fn::ForEach` of the language extensions: declarations that stand for several.

use super::constant::Constants;
use crate::expr::Expr;

const PREFIX: &str = "Fn::ForEach::";

/// Loops may nest this deep.
const MAX_DEPTH: usize = 5;

/// All loops together may make this many declarations.
const MAX_MADE: usize = 2_000;

/// A declaration with the key that it is written under in the file: its own, or that of the outermost loop.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Declaration {
    pub(crate) id: String,
    pub(crate) value: Expr,
    pub(crate) written: String,
}

/// The entries of a section with its loops unrolled. A loop whose values are not known from the template is left out.
pub(crate) fn unrolled(section: &Expr, constants: &Constants<'_>) -> Vec<Declaration> {
    let mut out = Vec::new();
    for (key, value) in section.entries() {
        unroll(key, value, key, constants, MAX_DEPTH, &mut out);
    }
    out
}

fn unroll(
    key: &str,
    value: &Expr,
    written: &str,
    constants: &Constants<'_>,
    depth: usize,
    out: &mut Vec<Declaration>,
) {
    if out.len() >= MAX_MADE {
        return;
    }
    if !key.starts_with(PREFIX) {
        out.push(Declaration {
            id: key.to_owned(),
            value: value.clone(),
            written: written.to_owned(),
        });
        return;
    }
    let (Some(depth), [Expr::Text(name), values, body]) = (depth.checked_sub(1), value.items())
    else {
        return;
    };
    for item in items(values, constants) {
        let Expr::Map(entries) = substituted(body, name, &item) else {
            continue;
        };
        for (key, value) in &entries {
            unroll(key, value, written, constants, depth, out);
        }
    }
}

/// The values of a loop: a list, or the default of a list parameter.
fn items(values: &Expr, constants: &Constants<'_>) -> Vec<String> {
    match values {
        Expr::List(items) => items
            .iter()
            .filter_map(|item| constants.text(item))
            .collect(),
        values => {
            let list = constants.text(values).unwrap_or_default();
            list.split(',')
                .map(str::trim)
                .filter(|item| !item.is_empty())
                .map(str::to_owned)
                .collect()
        }
    }
}

fn substituted(value: &Expr, name: &str, item: &str) -> Expr {
    let text = |text: &str| {
        let plain = text.replace(&format!("${{{name}}}"), item);
        let letters: String = item.chars().filter(char::is_ascii_alphanumeric).collect();
        plain.replace(&format!("&{{{name}}}"), &letters)
    };
    match value {
        Expr::Text(value) => Expr::Text(text(value)),
        Expr::List(items) => {
            Expr::List(items.iter().map(|it| substituted(it, name, item)).collect())
        }
        Expr::Map(entries) => Expr::Map(
            entries
                .iter()
                .map(|(key, value)| (text(key), substituted(value, name, item)))
                .collect(),
        ),
        Expr::Call(call, argument) if call == "Ref" && argument.as_text() == Some(name) => {
            Expr::text(item)
        }
        Expr::Call(call, argument) => {
            Expr::Call(call.clone(), Box::new(substituted(argument, name, item)))
        }
        Expr::Null | Expr::Bool(_) | Expr::Number(_) => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use crate::template::reading::read;
    use crate::template::tests::{dump, project};

    #[test]
    fn loops_declare_functions() {
        let files = project(
            r#"//- /t.yaml
Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]
Parameters:
  Names: {Type: CommaDelimitedList, Default: "Get, Put"}
Resources:
  Fn::ForEach::Functions:
    - Name
    - !Ref Names
    - ${Name}Function:
        Type: AWS::Serverless::Function
        Properties:
          InlineCode: x
          Handler: !Sub "${Name}.handler"
          Environment: {Variables: {NAME: !Ref Name}}
"#,
        );
        let template = read(&files, "t.yaml").unwrap();
        assert_eq!(
            dump(&template),
            "function: GetFunction (5:3)\n  handler: Get.handler\n  inline: x\n  env: NAME=Get\n\
             function: PutFunction (5:3)\n  handler: Put.handler\n  inline: x\n  env: NAME=Put\n"
        );
    }
}
