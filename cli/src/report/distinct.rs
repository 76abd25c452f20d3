//! Short names for many paths: what tells them apart.

/// Paths without the folders they all begin with and the name they all end with.
pub(crate) fn distinct(paths: &[String]) -> Vec<String> {
    let split: Vec<Vec<&str>> = paths.iter().map(|it| it.split('/').collect()).collect();
    let shortest = split.iter().map(Vec::len).min().unwrap_or_default();
    let same = |part: &dyn Fn(&Vec<&str>) -> Option<String>| {
        let first = split.first().and_then(part);
        paths.len() > 1 && split.iter().all(|it| part(it) == first)
    };
    let start = (0..shortest.saturating_sub(1))
        .take_while(|at| same(&|it| it.get(*at).map(|it| (*it).to_owned())))
        .count();
    let end = usize::from(shortest > start + 1 && same(&|it| it.last().map(|it| (*it).to_owned())));
    split
        .iter()
        .map(|it| it.get(start..it.len() - end).unwrap_or_default().join("/"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::distinct;

    #[test]
    fn paths_keep_what_tells_them_apart() {
        let names = |paths: &[&str]| {
            let paths: Vec<String> = paths.iter().map(|it| (*it).to_owned()).collect();
            distinct(&paths)
        };
        assert_eq!(names(&["a/x/t.yml", "a/y/z/t.yml"]), ["x", "y/z"]);
        assert_eq!(names(&["a/t.yml", "a/u.yml"]), ["t.yml", "u.yml"]);
        assert_eq!(names(&["a/t.yml"]), ["a/t.yml"]);
        assert_eq!(names(&["t.yml", "a/t.yml"]), ["t.yml", "a/t.yml"]);
    }
}
