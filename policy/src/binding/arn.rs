//! ARN formats such as `arn:${Partition}:s3:::${BucketName}/${ObjectName}`: filled, compared, taken apart.

use super::text::{Part, Text};
use crate::expr::Expr;

/// An ARN format, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Format {
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Literal(String),
    Placeholder(String),
    /// Partition, region or account, which the deployment knows. In the resource part an `AccountId` is a name like others:
    /// that of a member of an organization.
    Pseudo(&'static str),
}

/// Colons of an ARN before its resource part.
const RESOURCE_PART: usize = 5;

impl Format {
    /// Takes a format apart.
    pub fn new(format: &str) -> Self {
        let mut pieces = Vec::new();
        let mut rest = format;
        let mut colons = 0;
        while let Some((before, inner)) = rest.split_once("${") {
            let Some((name, after)) = inner.split_once('}') else {
                break;
            };
            if !before.is_empty() {
                pieces.push(Piece::Literal(before.to_owned()));
            }
            colons += before.matches(':').count();
            pieces.push(match place(name) {
                Some(pseudo) if colons < RESOURCE_PART => Piece::Pseudo(pseudo),
                _ => Piece::Placeholder(name.to_owned()),
            });
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Literal(rest.to_owned()));
        }
        Self { pieces }
    }

    /// The placeholders of the resource part, in order: no partition, region or account.
    pub fn placeholders(&self) -> Vec<&str> {
        self.pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Placeholder(name) => Some(name.as_str()),
                _ => None,
            })
            .collect()
    }

    /// Whether this is a longer (or the same) format than `base`, whatever the placeholders are called, and what
    /// follows begins a new segment.
    pub fn begins_with(&self, base: &Self) -> bool {
        let same =
            self.pieces.len() >= base.pieces.len()
                && self.pieces.iter().zip(&base.pieces).all(|(mine, theirs)| {
                    match (mine, theirs) {
                        (Piece::Literal(mine), Piece::Literal(theirs)) => mine == theirs,
                        (Piece::Placeholder(_), Piece::Placeholder(_)) => true,
                        (Piece::Pseudo(mine), Piece::Pseudo(theirs)) => mine == theirs,
                        _ => false,
                    }
                });
        let next = self.pieces.get(base.pieces.len());
        same && !matches!(next, Some(Piece::Placeholder(_)))
    }

    /// This format with its placeholders filled; a placeholder without a value is any text.
    pub fn fill(&self, region: &Text, value: impl Fn(&str) -> Option<Text>) -> Text {
        fill(&self.pieces, region, value)
    }

    /// `arn` followed by what this format has behind the placeholder `name`.
    pub fn continue_from(
        &self,
        arn: &Text,
        name: &str,
        value: impl Fn(&str) -> Option<Text>,
    ) -> Text {
        let position = self
            .pieces
            .iter()
            .position(|piece| matches!(piece, Piece::Placeholder(it) if it == name));
        let rest = position
            .and_then(|at| self.pieces.get(at + 1..))
            .unwrap_or_default();
        arn.clone()
            .then(&fill(rest, &Text::reference("AWS::Region"), value))
    }

    /// Whether an ARN ends in as many parts as this format, so that nothing is left to follow: a stack's ARN brings the id
    /// that CloudFormation made along with the name.
    pub fn has_all_of(&self, arn: &Text) -> bool {
        if *arn == Text::reference("AWS::StackId") {
            return true;
        }
        let Some(resource) = parse(arn).map(|parts| parts.resource) else {
            return false;
        };
        let given = resource.parts().iter().map(|part| match part {
            Part::Literal(text) => text.matches('/').count(),
            _ => 0,
        });
        let own = self.pieces.iter().map(|piece| match piece {
            Piece::Literal(text) => text.matches('/').count(),
            Piece::Placeholder(_) | Piece::Pseudo(_) => 0,
        });
        let own: usize = own.sum();
        own > 0 && given.sum::<usize>() >= own
    }

    /// `arn`, an ARN of the format `base`, followed by what this format has beyond it.
    pub fn continue_beyond(
        &self,
        base: &Self,
        arn: &Text,
        value: impl Fn(&str) -> Option<Text>,
    ) -> Text {
        let rest = self.pieces.get(base.pieces.len()..).unwrap_or_default();
        arn.clone()
            .then(&fill(rest, &Text::reference("AWS::Region"), value))
    }

    /// Filled with a name for the last placeholder; whatever else is not known is any text.
    pub fn with_name(&self, name: &Text) -> Text {
        let last = self.placeholders().last().map(|last| (*last).to_owned());
        self.fill(&Text::reference("AWS::Region"), |placeholder| {
            (Some(placeholder) == last.as_deref()).then(|| name.clone())
        })
    }

    /// The text right before a placeholder: `/stream/` before a table's stream, nothing where another placeholder is.
    pub fn before(&self, placeholder: &str) -> &str {
        let is_it =
            |piece: &Piece| matches!(piece, Piece::Placeholder(name) if name == placeholder);
        let pairs = self.pieces.iter().zip(self.pieces.iter().skip(1));
        match pairs.into_iter().find(|(_, piece)| is_it(piece)) {
            Some((Piece::Literal(text), _)) => text,
            _ => "",
        }
    }

    /// Whether it is the format of API Gateway's callable addresses, the connections of a WebSocket API among them.
    pub fn names_connections(&self) -> bool {
        matches!(self.pieces.get(2), Some(Piece::Literal(text)) if text == ":execute-api:")
            && self.placeholders().first() == Some(&"ApiId")
    }

    /// The text between the account and the first placeholder of the resource part: `table/`, `function:`.
    pub fn resource_prefix(&self) -> &str {
        let mut colons = 0;
        for piece in &self.pieces {
            match piece {
                Piece::Literal(text) => {
                    let here = text.matches(':').count();
                    if colons + here >= RESOURCE_PART {
                        let after = RESOURCE_PART + 1 - colons;
                        return text.splitn(after, ':').last().unwrap_or_default();
                    }
                    colons += here;
                }
                Piece::Placeholder(_) => break,
                Piece::Pseudo(_) => {}
            }
        }
        ""
    }
}

fn fill(pieces: &[Piece], region: &Text, value: impl Fn(&str) -> Option<Text>) -> Text {
    let mut text = Text::default();
    for piece in pieces {
        match piece {
            Piece::Literal(literal) => text.extend(&Text::pattern(literal)),
            Piece::Pseudo("AWS::Region") => text.extend(region),
            Piece::Pseudo(pseudo) => text.push(Part::Template(Expr::reference(pseudo))),
            Piece::Placeholder(name) => append(&mut text, &value(name).unwrap_or_else(Text::any)),
        }
    }
    text
}

/// Marks a name that brings its own leading slash, so that the slash of the ARN format before it must go.
pub const SLASHED: &str = "\u{0}";

fn append(text: &mut Text, value: &Text) {
    let Some(slashed) = value.strip_prefix(SLASHED) else {
        return text.extend(value);
    };
    let mut parts: Vec<Part> = text.parts().to_vec();
    if let Some(Part::Literal(last)) = parts.last_mut() {
        *last = last.trim_end_matches('/').to_owned();
    }
    *text = Text::default().only_when(text.when().cloned());
    parts.into_iter().for_each(|part| text.push(part));
    text.extend(&slashed);
}

/// The pseudo parameter behind a placeholder that no call fills.
fn place(placeholder: &str) -> Option<&'static str> {
    match placeholder {
        "Partition" => Some("AWS::Partition"),
        "Region" => Some("AWS::Region"),
        "Account" | "AccountId" => Some("AWS::AccountId"),
        _ => None,
    }
}

/// An ARN taken apart; the resource part keeps its own separators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arn {
    /// `s3`.
    pub service: Text,
    /// The region, perhaps empty.
    pub region: Text,
    /// The account, perhaps empty.
    pub account: Text,
    /// `table/Orders`, `function:f:alias`.
    pub resource: Text,
}

/// Takes an ARN apart, if the text is one whose first five colons are known.
pub fn parse(text: &Text) -> Option<Arn> {
    let rest = text.strip_prefix("arn:")?;
    let (_, rest) = rest.split_once(':')?;
    let (service, rest) = rest.split_once(':')?;
    let (region, rest) = rest.split_once(':')?;
    let (account, resource) = rest.split_once(':')?;
    Some(Arn {
        service,
        region,
        account,
        resource,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}";
    const INDEX: &str = "arn:${Partition}:dynamodb:${Region}:${Account}:table/${T}/index/${I}";

    #[test]
    fn longer_formats_begin_with_their_base() {
        let (table, index) = (Format::new(TABLE), Format::new(INDEX));
        assert!(index.begins_with(&table));
        assert!(table.begins_with(&table));
        assert!(!table.begins_with(&index));
        let arn = Text::template(Expr::get_att("T", "Arn"));
        let text = index.continue_beyond(&table, &arn, |_| None);
        assert_eq!(text.display(), "${T.Arn}/index/*");
        let text = index.continue_from(&arn, "T", |name| (name == "I").then(|| Text::literal("i")));
        assert_eq!(text.display(), "${T.Arn}/index/i");
    }

    #[test]
    fn formats_are_filled() {
        let text = Format::new(TABLE).with_name(&Text::literal("Orders"));
        assert_eq!(
            text.display(),
            "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/Orders"
        );
        assert_eq!(Format::new(TABLE).resource_prefix(), "table/");
        let function = "arn:${Partition}:lambda:${Region}:${Account}:function:${FunctionName}";
        assert_eq!(Format::new(function).resource_prefix(), "function:");
        assert_eq!(
            Format::new("arn:${Partition}:s3:::${B}/${O}").resource_prefix(),
            ""
        );
    }

    #[test]
    fn arns_are_taken_apart() {
        let text = Format::new(TABLE).with_name(&Text::literal("Orders"));
        let arn = parse(&text).unwrap();
        assert_eq!(arn.service.display(), "dynamodb");
        assert_eq!(arn.resource.display(), "table/Orders");
        assert_eq!(parse(&Text::literal("arn:aws:x")), None);
    }
}
