//! The name that was meant, for one that does not exist.

/// `; did you mean `x`?` for the name nearest to one that does not exist, or nothing when none is near.
///
/// Names of very different length are not compared, so that a long one costs nothing.
pub(crate) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> String {
    let wanted = name.to_lowercase();
    let most = 2 + name.len() / 4;
    let best = known
        .filter(|it| it.len().abs_diff(name.len()) <= most)
        .map(|it| (strsim::osa_distance(&wanted, &it.to_lowercase()), it))
        .min_by_key(|(distance, it)| (*distance, *it));
    match best {
        Some((distance, it)) if distance <= most => format!("; did you mean `{it}`?"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_suggested() {
        let known = ["OrdersFunction", "MailFunction"];
        assert_eq!(
            nearest("OrderFunction", known.into_iter()),
            "; did you mean `OrdersFunction`?"
        );
        assert_eq!(nearest("Xyz", known.into_iter()), "");
    }
}
