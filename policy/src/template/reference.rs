//! What an expression refers to.

use crate::expr::Expr;

/// A reference to a resource, a parameter or a pseudo parameter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference<'a> {
    /// Logical id or parameter name: `Orders`, `AWS::Region`.
    pub id: &'a str,
    /// The attribute, for `Fn::GetAtt` and `${Orders.Arn}`.
    pub attribute: Option<&'a str>,
}

/// Every reference in an expression, in order, by `Ref`, `Fn::GetAtt` or `Fn::Sub`. Names that a `Fn::Sub` defines itself
/// are not references. `Condition` names are not either.
pub fn references(expr: &Expr) -> Vec<Reference<'_>> {
    let mut out = Vec::new();
    collect(expr, &mut out);
    out
}

fn collect<'a>(expr: &'a Expr, out: &mut Vec<Reference<'a>>) {
    match expr {
        Expr::List(items) => items.iter().for_each(|item| collect(item, out)),
        Expr::Map(entries) => entries.iter().for_each(|(_, value)| collect(value, out)),
        Expr::Call(name, argument) => call(name, argument, out),
        Expr::Null | Expr::Bool(_) | Expr::Number(_) | Expr::Text(_) => {}
    }
}

fn call<'a>(name: &str, argument: &'a Expr, out: &mut Vec<Reference<'a>>) {
    match (name, argument) {
        ("Ref", Expr::Text(id)) => out.push(split(id)),
        ("Fn::GetAtt", Expr::List(parts)) => match parts.as_slice() {
            [Expr::Text(id), Expr::Text(attribute)] => out.push(Reference {
                id,
                attribute: Some(attribute),
            }),
            _ => collect(argument, out),
        },
        ("Fn::Sub", Expr::Text(text)) => out.extend(placeholders(text).map(split)),
        ("Fn::Sub", Expr::List(parts)) => {
            if let [Expr::Text(text), variables] = parts.as_slice() {
                let own = |name: &&str| variables.get(name).is_none();
                out.extend(placeholders(text).filter(own).map(split));
                collect(variables, out);
            }
        }
        ("Condition", _) => {}
        _ => collect(argument, out),
    }
}

fn split(text: &str) -> Reference<'_> {
    match text.split_once('.') {
        Some((id, attribute)) => Reference {
            id,
            attribute: Some(attribute),
        },
        None => Reference {
            id: text,
            attribute: None,
        },
    }
}

/// The names in `${…}` of a `Fn::Sub` text, without the escaped `${!…}`.
pub fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split("${")
        .skip(1)
        .filter_map(|part| part.split_once('}'))
        .map(|(name, _)| name.trim())
        .filter(|name| !name.starts_with('!'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_of_all_kinds() {
        let expr = Expr::List(vec![
            Expr::reference("A"),
            Expr::get_att("B", "Outputs.Arn"),
            Expr::sub("x-${C}-${D.Arn}-${!Not}-${AWS::Region}"),
            Expr::Call(
                "Fn::Sub".into(),
                Box::new(Expr::List(vec![
                    Expr::text("${Own}${E}"),
                    Expr::Map(vec![("Own".into(), Expr::reference("F"))]),
                ])),
            ),
            Expr::Call("Condition".into(), Box::new(Expr::text("G"))),
        ]);
        let found: Vec<_> = references(&expr)
            .into_iter()
            .map(|it| match it.attribute {
                Some(attribute) => format!("{}.{attribute}", it.id),
                None => it.id.to_owned(),
            })
            .collect();
        assert_eq!(
            found,
            ["A", "B.Outputs.Arn", "C", "D.Arn", "AWS::Region", "E", "F"]
        );
    }
}
