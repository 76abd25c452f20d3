//! Paths as text: relative to the project root, with `/`; the root itself is the empty path.

/// A path below a folder.
pub(super) fn below(folder: &str, name: &str) -> String {
    match (folder.is_empty(), name.is_empty()) {
        (true, _) => name.to_owned(),
        (_, true) => folder.to_owned(),
        _ => format!("{folder}/{name}"),
    }
}

/// The folder of a file or folder; that of the root is the root.
pub(super) fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A path relative to a folder, with `.` and `..` resolved; `None` when it leaves the root.
pub(super) fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| is_name(part)).collect();
    for part in path.split('/') {
        match part {
            ".." => {
                parts.pop()?;
            }
            part if is_name(part) => parts.push(part),
            _ => {}
        }
    }
    Some(parts.join("/"))
}

fn is_name(part: &str) -> bool {
    !part.is_empty() && part != "."
}

/// The folder itself and those around it, innermost first, the root last.
pub(super) fn ancestors(folder: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folder), |folder| {
        (!folder.is_empty()).then(|| parent(folder))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joining_resolves_dots() {
        assert_eq!(join("a/b", "../c/./d").as_deref(), Some("a/c/d"));
        assert_eq!(join("", "./a").as_deref(), Some("a"));
        assert_eq!(join("a", "..").as_deref(), Some(""));
        assert_eq!(join("a", "../.."), None);
    }

    #[test]
    fn ancestors_end_at_the_root() {
        assert_eq!(ancestors("a/b").collect::<Vec<_>>(), ["a/b", "a", ""]);
        assert_eq!(ancestors("").collect::<Vec<_>>(), [""]);
    }
}
