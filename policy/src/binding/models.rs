//! Foundation models and inference profiles: a profile stands for models in several regions, and needs both.

use super::arn;
use super::forms::{Named, Target, is_arn};
use super::scope::Scope;
use super::text::Text;

/// Beginnings of the ids of inference profiles: the area that requests are spread over.
const AREAS: &[&str] = &[
    "us.", "us-gov.", "eu.", "apac.", "jp.", "au.", "ca.", "global.",
];

/// What a model id or ARN names for a rule about models, or about profiles.
pub fn read(scope: &Scope<'_>, target: &Target<'_>, text: &Text) -> Named {
    let about_models = target.format.resource_prefix() == "foundation-model/";
    if is_arn(scope, text, target.form) {
        return by_arn(target, text, about_models);
    }
    match (model_behind(text), about_models) {
        (Some(model), true) => Named::Arn(in_any_region(&model)),
        (Some(_), false) => Named::Name(text.clone()),
        // An id that is known and has no area is a model's.
        (None, false) if !text.leading_literal().is_empty() => Named::Other(text.clone()),
        (None, _) => Named::Name(text.clone()),
    }
}

fn by_arn(target: &Target<'_>, text: &Text, about_models: bool) -> Named {
    let resource = arn::parse(text)
        .map(|parts| parts.resource)
        .unwrap_or_default();
    if resource
        .strip_prefix(target.format.resource_prefix())
        .is_some()
    {
        return Named::Arn(text.clone());
    }
    if !about_models || resource.is_empty() {
        return Named::Other(text.clone());
    }
    let profile = resource.strip_prefix("inference-profile/");
    match profile.map(|id| model_behind(&id)) {
        Some(Some(model)) => Named::Arn(in_any_region(&model)),
        // A profile of one's own may stand for any model.
        _ if resource.leading_literal().contains("inference-profile/") => {
            Named::Arn(in_any_region(&Text::any()))
        }
        _ => Named::Other(text.clone()),
    }
}

/// The model that a profile's id names after its area.
fn model_behind(id: &Text) -> Option<Text> {
    AREAS.iter().find_map(|area| id.strip_prefix(area))
}

fn in_any_region(model: &Text) -> Text {
    Text::literal("arn:")
        .then(&Text::reference("AWS::Partition"))
        .then_literal(":bedrock:")
        .then(&Text::any())
        .then_literal("::foundation-model/")
        .then(model)
}
