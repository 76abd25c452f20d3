//! Template expressions: values with intrinsics kept as they are.

use serde_json::{Map, Value, json};

/// A value of a template: plain data or an intrinsic call, in the long form of CloudFormation's JSON.
///
/// `!Ref Orders`, `{Ref: Orders}` and `{"Ref": "Orders"}` are all `Call("Ref", Text("Orders"))`; `!GetAtt A.Arn` is
/// `Call("Fn::GetAtt", List[A, Arn])`. Serverless variables stay inside [`Expr::Text`] as `${self:custom.x}`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Expr {
    /// `null`.
    Null,
    /// A boolean.
    Bool(bool),
    /// A number, as written.
    Number(String),
    /// A string.
    Text(String),
    /// A sequence.
    List(Vec<Self>),
    /// A mapping, in the order of the file.
    Map(Vec<(String, Self)>),
    /// An intrinsic by its long name (`Ref`, `Condition`, `Fn::Sub`) and its argument.
    Call(String, Box<Self>),
}

impl Expr {
    /// A string.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// `Ref` to a logical id or pseudo parameter.
    pub fn reference(logical_id: &str) -> Self {
        Self::Call("Ref".into(), Box::new(Self::text(logical_id)))
    }

    /// `Fn::GetAtt` of a logical id.
    pub fn get_att(logical_id: &str, attribute: &str) -> Self {
        Self::Call(
            "Fn::GetAtt".into(),
            Box::new(Self::List(vec![
                Self::text(logical_id),
                Self::text(attribute),
            ])),
        )
    }

    /// `Fn::Sub` of a text.
    pub fn sub(text: impl Into<String>) -> Self {
        Self::Call("Fn::Sub".into(), Box::new(Self::text(text)))
    }

    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value of a key, if it is a mapping that has it.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Map(entries) => entries
                .iter()
                .find(|(name, _)| name == key)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// The value at a path of keys.
    pub fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |value, key| value.get(key))
    }

    /// The entries of a mapping; empty for anything else.
    pub fn entries(&self) -> &[(String, Self)] {
        match self {
            Self::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a sequence; empty for anything else.
    pub fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    /// Plain JSON as it stands: a mapping that looks like an intrinsic is a mapping.
    pub fn from_json(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(*value),
            Value::Number(number) => Self::Number(number.to_string()),
            Value::String(text) => Self::Text(text.clone()),
            Value::Array(items) => Self::List(items.iter().map(Self::from_json).collect()),
            Value::Object(entries) => Self::Map(
                entries
                    .iter()
                    .map(|(key, value)| (key.clone(), Self::from_json(value)))
                    .collect(),
            ),
        }
    }

    /// JSON with intrinsics in long form: the way a resource stands in reports.
    pub fn to_json(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => json!(value),
            Self::Number(text) => text
                .parse::<serde_json::Number>()
                .map_or_else(|_| json!(text), Value::Number),
            Self::Text(text) => json!(text),
            Self::List(items) => items.iter().map(Self::to_json).collect(),
            Self::Map(entries) => Value::Object(
                entries
                    .iter()
                    .map(|(key, value)| (key.clone(), value.to_json()))
                    .collect::<Map<_, _>>(),
            ),
            Self::Call(name, argument) => json!({ name.as_str(): argument.to_json() }),
        }
    }
}
