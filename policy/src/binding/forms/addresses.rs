//! Values that are addresses: the URL of a queue, the endpoint that a request goes to, a mail address.

use super::{Named, Target, by_name, piece, read_one};
use crate::binding::arn::Format;
use crate::binding::declared::reference;
use crate::binding::resource_types::resource_type;
use crate::binding::scope::Scope;
use crate::binding::text::{Part, Text};

/// A queue's URL: `https://sqs.REGION.amazonaws.com/ACCOUNT/NAME`. A bare name is taken as one.
pub(super) fn url(scope: &Scope<'_>, target: &Target<'_>, text: &Text) -> Named {
    if let Some(expr) = text.as_template() {
        // The name is the fifth piece: `https:`, nothing, host, account, name.
        return Named::Name(Text::template(piece(expr, "/", 4)));
    }
    let pieces = text.split('/');
    match pieces.as_slice() {
        [_] if text.is_any() => Named::Anywhere,
        [name] => Named::Name(name.clone()),
        [.., host, account, name] => {
            let own = account.as_template().and_then(reference) == Some(("AWS::AccountId", None));
            if own || !account.is_known() || !host.is_known() {
                return by_name(scope, target, name);
            }
            let region = host.split('.').get(1).cloned().unwrap_or_else(Text::any);
            let arn = Text::literal("arn:")
                .then(&Text::reference("AWS::Partition"))
                .then_literal(":sqs:")
                .then(&region)
                .then_literal(":")
                .then(account)
                .then_literal(":");
            Named::Arn(arn.then(name))
        }
        [.., name] => Named::Name(name.clone()),
        [] => Named::Name(Text::any()),
    }
}

/// An address: a part of it may be an attribute of a declared resource of the kind. Else the first label of its host is the
/// id of an API, where the format is one of API Gateway; errs on the side of any resource of the kind.
pub(super) fn endpoint(scope: &Scope<'_>, target: &Target<'_>, text: &Text) -> Named {
    let meant = text.parts().iter().find_map(|part| match part {
        Part::Template(expr) => {
            let resource = scope.declared.resource(reference(expr)?.0)?;
            let row = resource_type(&resource.kind)?;
            let is_base = target.format.begins_with(&Format::new(row.arn));
            is_base.then(|| Named::Resource(resource.id.clone()))
        }
        _ => None,
    });
    let host = text
        .strip_prefix("https://")
        .unwrap_or_else(|| text.clone());
    match (meant, host.split_once('.')) {
        (Some(resource), _) => resource,
        (None, Some((api, rest))) if rest.leading_literal().starts_with("execute-api.") => {
            Named::Name(api)
        }
        _ => Named::Name(Text::any()),
    }
}

/// An address names the identity of that address or the one of its domain: whichever is verified. One that the template
/// declares is taken to be it.
pub(super) fn email(scope: &Scope<'_>, target: &Target<'_>, text: &Text) -> Vec<Named> {
    let inside = text.split_once('<').map(|(_, rest)| rest);
    let address = inside
        .and_then(|rest| rest.split_once('>'))
        .map_or_else(|| text.clone(), |(address, _)| address);
    if let named @ (Named::Resource(_) | Named::Arn(_)) = read_one(scope, target, &address) {
        return vec![named];
    }
    let domain = match address.as_template() {
        Some(expr) => Some(Text::template(piece(expr, "@", 1))),
        None => address.split_once('@').map(|(_, domain)| domain),
    };
    let mut named = Vec::new();
    for text in [Some(address), domain].into_iter().flatten() {
        if let [resource] = scope.declared.named(target.format, &text).as_slice() {
            return vec![Named::Resource(resource.id.clone())];
        }
        named.push(Named::Name(text));
    }
    named
}
