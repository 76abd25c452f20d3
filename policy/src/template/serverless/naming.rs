//! The names that the framework makes.

/// The logical id that the framework gives a function: `get-user_1` becomes `GetDashuserUnderscore1LambdaFunction`.
pub(crate) fn function_logical_id(name: &str) -> String {
    format!("{}LambdaFunction", normalized(name))
}

/// A name as the framework puts it into logical ids.
pub(super) fn normalized(name: &str) -> String {
    let name = name.replace('-', "Dash").replace('_', "Underscore");
    let mut characters = name.chars();
    characters
        .next()
        .map(|first| first.to_uppercase().chain(characters).collect())
        .unwrap_or_default()
}

/// The key that a function has in a service, told from its compiled logical id and name: `HelloLambdaFunction` named
/// `shop-dev-hello` is `hello`.
pub(crate) fn name_of_compiled(logical_id: &str, function_name: &str) -> Option<String> {
    let starts = std::iter::once(0).chain(function_name.match_indices('-').map(|(at, _)| at + 1));
    starts
        .filter_map(|at| function_name.get(at..))
        .find(|name| function_logical_id(name) == logical_id)
        .map(str::to_owned)
}
