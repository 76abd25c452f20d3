//! Spelling rules shared by all services, and comparison that ignores casing and separators.

use std::cmp::Ordering;

/// botocore's rule for method names: `ListObjectsV2` is `list_objects_v2`, `ListWebACLs` is `list_web_acls`.
///
/// The names botocore spells by hand are stored with their operation and not known here.
pub(crate) fn snake(name: &str) -> String {
    let plural = plural_acronym(name);
    let (head, tail) = name
        .split_at_checked(name.len() - plural)
        .unwrap_or((name, ""));
    let letters: Vec<char> = head.chars().collect();
    let mut spelled = String::with_capacity(name.len() + 4);
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        let after = letters.get(at + 1);
        if letter.is_ascii_uppercase()
            && before.is_some_and(|before| *before != '_')
            && begins_word(before, after)
        {
            spelled.push('_');
        }
        spelled.push(letter.to_ascii_lowercase());
    }
    if !tail.is_empty() {
        spelled.push('_');
        spelled.push_str(&tail.to_ascii_lowercase());
    }
    spelled
}

fn begins_word(before: Option<&char>, after: Option<&char>) -> bool {
    before.is_some_and(|before| before.is_ascii_lowercase() || before.is_ascii_digit())
        || after.is_some_and(char::is_ascii_lowercase)
}

/// The length of a plural acronym (`ACLs`) at the end of a name, or 0.
fn plural_acronym(name: &str) -> usize {
    let Some(head) = name.strip_suffix('s') else {
        return 0;
    };
    let capitals = head
        .chars()
        .rev()
        .take_while(char::is_ascii_uppercase)
        .count();
    if capitals >= 2 { capitals + 1 } else { 0 }
}

/// The first word in lower case: `PutItem` is `putItem`, `URLFor` stays as it is.
pub(crate) fn lower_first(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_ascii_lowercase().to_string() + letters.as_str()
    })
}

/// Compares two names by their letters and digits alone, in lower case.
pub(crate) fn compare_folded(left: &str, right: &str) -> Ordering {
    folded(left).cmp(folded(right))
}

/// Letters and digits in lower case.
pub(crate) fn folded(name: &str) -> impl Iterator<Item = char> {
    name.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| letter.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn snake_case_is_botocores() {
        let expected = [
            ("PutItem", "put_item"),
            ("ListObjectsV2", "list_objects_v2"),
            ("ListWebACLs", "list_web_acls"),
            (
                "GetEC2RecommendationProjectedMetrics",
                "get_ec2_recommendation_projected_metrics",
            ),
            ("CreateDBInstance", "create_db_instance"),
            (
                "AssociateVPCWithHostedZone",
                "associate_vpc_with_hosted_zone",
            ),
            ("Query", "query"),
            ("DescribeDBProxies", "describe_db_proxies"),
            ("GetBucketACL", "get_bucket_acl"),
        ];
        for (name, method) in expected {
            assert_eq!(snake(name), method);
        }
    }

    #[test]
    fn folding_ignores_separators() {
        assert_eq!(
            compare_folded("list_objects_v2", "ListObjectsV2"),
            Ordering::Equal
        );
        assert_eq!(compare_folded("abc", "abd"), Ordering::Less);
    }
}
