//! Template conditions that decide whether a value is there: `Fn::If` with `AWS::NoValue` on one side.

use crate::expr::Expr;

/// A condition of the template under which something is there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Presence {
    /// The condition's name.
    pub condition: String,
    /// Whether it is there when the condition holds, or when it does not.
    pub holds: bool,
}

impl Presence {
    /// There when a condition holds.
    pub fn when(condition: &str) -> Self {
        Self {
            condition: condition.to_owned(),
            holds: true,
        }
    }

    /// There when a condition does not hold.
    pub fn unless(condition: &str) -> Self {
        Self {
            condition: condition.to_owned(),
            holds: false,
        }
    }

    /// In a sentence: `HasQueue`, `not HasQueue`.
    pub fn words(&self) -> String {
        let not = if self.holds { "" } else { "not " };
        format!("{not}{}", self.condition)
    }
}

/// A value that is there under a condition only: `Fn::If: [HasQueue, value, AWS::NoValue]`.
pub fn under(presence: Option<&Presence>, value: Expr) -> Expr {
    let Some(presence) = presence else {
        return value;
    };
    let nothing = Expr::reference("AWS::NoValue");
    let condition = Expr::text(presence.condition.clone());
    let items = if presence.holds {
        vec![condition, value, nothing]
    } else {
        vec![condition, nothing, value]
    };
    Expr::Call("Fn::If".to_owned(), Box::new(Expr::List(items)))
}

/// Takes [`under`] apart again: the condition and the value.
pub fn of(value: &Expr) -> Option<(Presence, &Expr)> {
    let Expr::Call(name, argument) = value else {
        return None;
    };
    let nothing = Expr::reference("AWS::NoValue");
    match argument.items() {
        [Expr::Text(condition), value, no] if name == "Fn::If" && *no == nothing => {
            Some((Presence::when(condition), value))
        }
        [Expr::Text(condition), no, value] if name == "Fn::If" && *no == nothing => {
            Some((Presence::unless(condition), value))
        }
        _ => None,
    }
}

/// The condition of a template that tells whether a parameter is given: that it is not the empty text.
pub fn guard(document: &Expr, parameter: &str) -> Option<Presence> {
    let conditions = document.get("Conditions")?.entries().iter();
    conditions
        .filter_map(|(name, test)| Some((name, call(test)?)))
        .find_map(
            |(name, (operator, arguments))| match (operator, arguments) {
                ("Fn::Equals", _) if is_empty_test(arguments, parameter) => {
                    Some(Presence::unless(name))
                }
                ("Fn::Not", [inner]) => match call(inner) {
                    Some(("Fn::Equals", arguments)) if is_empty_test(arguments, parameter) => {
                        Some(Presence::when(name))
                    }
                    _ => None,
                },
                _ => None,
            },
        )
}

fn call(expr: &Expr) -> Option<(&str, &[Expr])> {
    match expr {
        Expr::Call(name, argument) => Some((name, argument.items())),
        _ => None,
    }
}

fn is_empty_test(arguments: &[Expr], parameter: &str) -> bool {
    let (reference, empty) = (Expr::reference(parameter), Expr::text(""));
    matches!(arguments, [a, b] if (*a == reference && *b == empty) || (*a == empty && *b == reference))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_come_apart_as_they_were_put_on() {
        for presence in [Presence::when("C"), Presence::unless("C")] {
            let value = under(Some(&presence), Expr::text("x"));
            assert_eq!(of(&value), Some((presence, &Expr::text("x"))));
        }
        assert_eq!(of(&Expr::text("x")), None);
    }

    #[test]
    fn guards_are_found_by_what_they_test() {
        let equals = Expr::Call(
            "Fn::Equals".into(),
            Box::new(Expr::List(vec![Expr::reference("P"), Expr::text("")])),
        );
        let not = Expr::Call("Fn::Not".into(), Box::new(Expr::List(vec![equals.clone()])));
        let document = |test: Expr| {
            Expr::Map(vec![(
                "Conditions".into(),
                Expr::Map(vec![("C".into(), test)]),
            )])
        };
        assert_eq!(guard(&document(not), "P"), Some(Presence::when("C")));
        assert_eq!(
            guard(&document(equals.clone()), "P"),
            Some(Presence::unless("C"))
        );
        assert_eq!(guard(&document(equals), "Q"), None);
    }
}
