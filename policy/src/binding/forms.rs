//! From a parameter's value to what it names: the catalog's forms (URL, ARN, `s3://` and the rest) read on texts.

mod addresses;
mod objects;
mod statements;

use self::addresses::{email, endpoint, url};
use self::objects::{decoded, pair, s3_uri};
use self::statements::partiql;
use super::arn::{self, Format};
use super::declared::reference;
use super::models;
use super::resolve::{self, Defaults, canonical};
use super::resource_types::{Gives, resource_type};
use super::scope::Scope;
use super::text::{Part, Text};
use crate::expr::Expr;
use crate::presence;
use crate::template::Resource;
use catalog::Form;

/// What a value names, for one placeholder of an ARN format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// A resource of the template, whose own ARN format the rule's format begins with.
    Resource(String),
    /// A whole ARN, up to and including the placeholder.
    Arn(Text),
    /// The placeholder's text.
    Name(Text),
    /// Anything of this kind, in any account and region: an ARN known only at run time.
    Anywhere,
    /// A key known only by its alias: any key, when the request names this alias.
    KeyAlias(Text),
    /// A whole ARN of another kind than the rule's: it counts only where no rule of the permission fits.
    Other(Text),
}

/// The rule that a value is read for.
#[derive(Debug, Clone, Copy)]
pub struct Target<'a> {
    /// The rule's ARN format.
    pub format: &'a Format,
    /// The placeholder to fill.
    pub placeholder: &'a str,
    /// How the value names it.
    pub form: Form,
}

/// What a value names; several where one value may name either of two things.
pub fn read(scope: &Scope<'_>, target: &Target<'_>, text: &Text) -> Vec<Named> {
    match target.form {
        Form::EmailIdentity => email(scope, target, text),
        Form::Model => vec![models::read(scope, target, text)],
        Form::RolesOf => roles_of(scope, text),
        _ => vec![read_one(scope, target, text)],
    }
}

fn read_one(scope: &Scope<'_>, target: &Target<'_>, text: &Text) -> Named {
    if target.form == Form::KmsKey
        && let Some(named) = super::keys::named(scope, text)
    {
        return named;
    }
    let meant = text
        .as_template()
        .and_then(|expr| scope.declared.meant_by(expr));
    if let Some((resource, gives)) = meant {
        return declared(scope, target, text, resource, gives);
    }
    if is_arn(scope, text, target.form) {
        return match given(scope, text) {
            Some(text) => whole_arn(scope, target, &text),
            None => Named::Anywhere,
        };
    }
    by_form(scope, target, text)
}

/// An ARN given by a parameter that may be left empty, under the condition that it is not: an empty `Resource` would not
/// deploy. `None` when the template has no such condition.
fn given(scope: &Scope<'_>, text: &Text) -> Option<Text> {
    let template = scope.declared.template;
    let parameter = text.as_template().and_then(reference).map(|(name, _)| name);
    let default = parameter
        .and_then(|name| template.parameters.get(name))
        .and_then(|parameter| parameter.default.as_ref());
    match (parameter, default) {
        (Some(name), Some(Expr::Text(empty))) if empty.is_empty() && text.when().is_none() => {
            let guard = presence::guard(&template.document, name)?;
            Some(text.clone().only_when(Some(guard)))
        }
        _ => Some(text.clone()),
    }
}

/// A reference to a resource of the template.
fn declared(
    scope: &Scope<'_>,
    target: &Target<'_>,
    text: &Text,
    resource: &Resource,
    gives: Gives,
) -> Named {
    let row = resource_type(&resource.kind);
    let is_base = row.is_some_and(|row| target.format.begins_with(&Format::new(row.arn)));
    match (gives, row) {
        (Gives::OtherArn, _) => Named::Arn(text.clone()),
        (Gives::Name, _) if target.form == Form::NameOrId && !is_first(target) => {
            Named::Name(text.clone())
        }
        (_, Some(_)) if is_base && is_first(target) => Named::Resource(resource.id.clone()),
        // A longer ARN than the rule's, such as an alias of a function.
        (Gives::Arn, Some(row)) if Format::new(row.arn).begins_with(target.format) => {
            Named::Arn(text.clone())
        }
        (Gives::Name, _) => by_form(scope, target, text),
        // A table's ARN where a stream's would be: the resource has no part of this kind.
        (Gives::Arn, Some(_)) if is_base && target.form == Form::Arn => Named::Other(text.clone()),
        (_, Some(row)) => Named::Name(scope.name_of(resource, row)),
        (_, None) => Named::Name(text.clone()),
    }
}

fn is_first(target: &Target<'_>) -> bool {
    target.format.placeholders().first() == Some(&target.placeholder)
}

/// An ARN in text: one of the account and region of the stack may be that of a declared resource.
fn whole_arn(scope: &Scope<'_>, target: &Target<'_>, text: &Text) -> Named {
    let text = &without_suffix(text, target);
    let Some(parts) = arn::parse(text) else {
        return Named::Arn(text.clone());
    };
    let here = |text: &Text, pseudo: &str| {
        text.is_empty() || text.as_template().and_then(reference) == Some((pseudo, None))
    };
    let prefix = target.format.resource_prefix();
    let name = parts.resource.strip_prefix(prefix);
    if name.is_none() && differs(parts.resource.leading_literal(), prefix) {
        return Named::Other(text.clone());
    }
    if target.form == Form::Arn && !is_first(target) && lacks(&parts.resource, target) {
        return Named::Other(text.clone());
    }
    if let Some(name) = name
        && is_first(target)
        && here(&parts.region, "AWS::Region")
        && here(&parts.account, "AWS::AccountId")
        && let [resource] = scope.declared.named(target.format, &name).as_slice()
    {
        return Named::Resource(resource.id.clone());
    }
    Named::Arn(text.clone())
}

/// Whether the resource part of an ARN, all of which is known, has nothing where the placeholder would be.
fn lacks(resource: &Text, target: &Target<'_>) -> bool {
    let before = target.format.before(target.placeholder);
    !before.is_empty()
        && resource.parts().iter().all(|part| match part {
            Part::Literal(text) => !text.contains(before),
            Part::Template(_) => true,
            _ => false,
        })
}

/// Whether two beginnings of texts exclude each other.
fn differs(a: &str, b: &str) -> bool {
    !a.starts_with(b) && !b.starts_with(a)
}

/// A bucket's ARN may come with a key behind it; a secret's or log group's own parts stay.
fn without_suffix(text: &Text, target: &Target<'_>) -> Text {
    match text
        .strip_prefix("arn:")
        .filter(|_| target.form == Form::Arn)
    {
        Some(_) if text.leading_literal().ends_with(":*") => {
            let trimmed = text.leading_literal().trim_end_matches(":*");
            if text.as_literal().is_some() {
                Text::literal(trimmed)
            } else {
                text.clone()
            }
        }
        _ => text.clone(),
    }
}

/// Whether a text is an ARN: by its beginning, or, for an expression that cannot be looked into, by its name, its
/// default or the form that the parameter must have.
pub fn is_arn(scope: &Scope<'_>, text: &Text, form: Form) -> bool {
    if text.leading_literal().starts_with("arn:") {
        return true;
    }
    let Some(expr) = text.as_template() else {
        // An ARN is meant, and what it begins with comes from the deployment: `${Instance.Arn}/user/admin`.
        let first = text.parts().first();
        return form == Form::Arn && matches!(first, Some(super::text::Part::Template(_)));
    };
    match form {
        Form::Arn => true,
        Form::Name
        | Form::Path
        | Form::Url
        | Form::Endpoint
        | Form::S3Uri
        | Form::S3Folder
        | Form::Prefix
        | Form::PartiQl
        | Form::EmailIdentity => false,
        _ => {
            let value = canonical(scope.declared, text, Defaults::Used);
            value.leading_literal().starts_with("arn:")
                || says_arn(expr)
                || reference(expr) == Some((STACK_ID, None))
        }
    }
}

/// The pseudo parameter that is an ARN by itself.
const STACK_ID: &str = "AWS::StackId";

/// Whether the name of an expression says that it is an ARN: a parameter `TopicArn`, an export `orders-topic-arn`.
fn says_arn(expr: &Expr) -> bool {
    let mut words = expr.to_json().to_string().to_ascii_lowercase();
    words.retain(|c| c.is_ascii_alphabetic());
    words.ends_with("arn") || words.contains("arnparam")
}

fn by_form(scope: &Scope<'_>, target: &Target<'_>, text: &Text) -> Named {
    match target.form {
        Form::Name | Form::NameOrArn => Named::Name(text.clone()),
        Form::Arn if text.is_any() => Named::Anywhere,
        Form::Arn => Named::Name(text.clone()),
        Form::Url => url(scope, target, text),
        Form::Endpoint => endpoint(scope, target, text),
        Form::Path => Named::Name(scope.declared.path(text)),
        Form::CopySource => {
            let text = decoded(text);
            pair(scope, target, &text.strip_prefix("/").unwrap_or(text))
        }
        Form::S3Uri => s3_uri(scope, target, text),
        Form::S3Folder => match s3_uri(scope, target, text) {
            Named::Name(name) if !is_first(target) => Named::Name(name.then(&Text::any())),
            named => named,
        },
        Form::Prefix => Named::Name(text.clone().then(&Text::any())),
        Form::Function => function(text),
        Form::KmsKey | Form::Model | Form::RolesOf | Form::MadeId => Named::Name(text.clone()),
        Form::NameOrId => name_or_id(scope, target, text),
        Form::EmailIdentity => Named::Name(text.clone()),
        Form::Secret => match scope.declared.named(target.format, text).as_slice() {
            [resource] => Named::Resource(resource.id.clone()),
            _ => Named::Name(secret(text)),
        },
        Form::PartiQl => Named::Name(partiql(target, text)),
    }
}

/// A declared resource by a reference of any kind, an id by the name of the expression that gives it; any resource else, as a
/// name does not tell the id.
fn name_or_id(scope: &Scope<'_>, target: &Target<'_>, text: &Text) -> Named {
    let named = text.as_template().and_then(reference).map(|(name, _)| name);
    let declared = named.and_then(|name| scope.declared.resource(name));
    let row = declared.and_then(|resource| resource_type(&resource.kind));
    match (declared, row, named) {
        (Some(resource), Some(row), _)
            if is_first(target) && target.format.begins_with(&Format::new(row.arn)) =>
        {
            Named::Resource(resource.id.clone())
        }
        (None, _, Some(name)) if name.to_ascii_lowercase().ends_with("id") => {
            Named::Name(text.clone())
        }
        _ => Named::Name(Text::any()),
    }
}

/// The roles that a declared resource names in its properties (`TaskRoleArn`, `ExecutionRoleArn`): any role, where it is not
/// declared. One that names none passes none.
fn roles_of(scope: &Scope<'_>, text: &Text) -> Vec<Named> {
    let meant = |text: &Text| {
        let expr = text.as_template()?;
        scope.declared.meant_by(expr)
    };
    let Some((resource, _)) = meant(text) else {
        return vec![Named::Name(Text::any())];
    };
    let mut roles = Vec::new();
    for (name, value) in resource.properties.entries() {
        if !name.ends_with("RoleArn") {
            continue;
        }
        for text in resolve::texts(scope.declared, value) {
            roles.push(match meant(&text) {
                Some((role, Gives::Arn)) => Named::Resource(role.id.clone()),
                _ => Named::Arn(text),
            });
        }
    }
    roles
}

/// What a name that stood inside of another text names: perhaps a resource of the template.
fn by_name(scope: &Scope<'_>, target: &Target<'_>, name: &Text) -> Named {
    let target = Target {
        form: Form::Name,
        ..*target
    };
    read_one(scope, &target, name)
}

/// A piece of a text that only the deployment knows, between separators.
pub(super) fn piece(expr: &Expr, separator: &str, index: usize) -> Expr {
    let split = Expr::List(vec![Expr::text(separator), expr.clone()]);
    let split = Expr::Call("Fn::Split".to_owned(), Box::new(split));
    let select = Expr::List(vec![Expr::Number(index.to_string()), split]);
    Expr::Call("Fn::Select".to_owned(), Box::new(select))
}

/// `name`, `name:qualifier`, or `account:function:name`.
fn function(text: &Text) -> Named {
    let pieces = text.split(':');
    match pieces
        .iter()
        .position(|piece| piece.as_literal() == Some("function"))
    {
        Some(at) => {
            let mut name = Text::default();
            for (position, piece) in pieces.iter().skip(at + 1).enumerate() {
                if position > 0 {
                    name = name.then_literal(":");
                }
                name.extend(piece);
            }
            Named::Name(name)
        }
        None => Named::Name(text.clone()),
    }
}

/// A secret's name with the six characters that Secrets Manager adds.
fn secret(text: &Text) -> Text {
    if text.is_any() {
        return text.clone();
    }
    text.clone().then_literal("-??????")
}
