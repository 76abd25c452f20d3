//! Condition operators: what they are called and how one value is compared with another.

use super::pattern::{Pattern, arn_covers, arn_meets};
use super::truth::Truth;
use std::net::IpAddr;

/// An operator as written, taken apart: `ForAnyValue:StringNotLikeIfExists`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Operator {
    pub(crate) quantifier: Option<Quantifier>,
    pub(crate) if_exists: bool,
    pub(crate) negated: bool,
    pub(crate) comparison: Comparison,
}

/// How an operator counts the values of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quantifier {
    /// Every value of the request must match.
    All,
    /// One value of the request must match.
    Any,
}

/// What two values are compared as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    /// The same text.
    Text,
    /// The same text but for case.
    TextIgnoringCase,
    /// A text and a glob.
    Glob,
    /// ARNs, part by part, with globs.
    Arn,
    /// Numbers.
    Number(Order),
    /// Moments.
    Date(Order),
    /// `true` or `false`.
    Bool,
    /// An address in a range.
    Address,
    /// Whether the key is missing.
    Null,
}

/// An order between two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

const COMPARISONS: &[(&str, Comparison, bool)] = &[
    ("stringequals", Comparison::Text, false),
    ("stringnotequals", Comparison::Text, true),
    (
        "stringequalsignorecase",
        Comparison::TextIgnoringCase,
        false,
    ),
    (
        "stringnotequalsignorecase",
        Comparison::TextIgnoringCase,
        true,
    ),
    ("stringlike", Comparison::Glob, false),
    ("stringnotlike", Comparison::Glob, true),
    ("numericequals", Comparison::Number(Order::Equal), false),
    ("numericnotequals", Comparison::Number(Order::Equal), true),
    ("numericlessthan", Comparison::Number(Order::Less), false),
    (
        "numericlessthanequals",
        Comparison::Number(Order::LessOrEqual),
        false,
    ),
    (
        "numericgreaterthan",
        Comparison::Number(Order::Greater),
        false,
    ),
    (
        "numericgreaterthanequals",
        Comparison::Number(Order::GreaterOrEqual),
        false,
    ),
    ("dateequals", Comparison::Date(Order::Equal), false),
    ("datenotequals", Comparison::Date(Order::Equal), true),
    ("datelessthan", Comparison::Date(Order::Less), false),
    (
        "datelessthanequals",
        Comparison::Date(Order::LessOrEqual),
        false,
    ),
    ("dategreaterthan", Comparison::Date(Order::Greater), false),
    (
        "dategreaterthanequals",
        Comparison::Date(Order::GreaterOrEqual),
        false,
    ),
    ("bool", Comparison::Bool, false),
    ("binaryequals", Comparison::Text, false),
    ("ipaddress", Comparison::Address, false),
    ("notipaddress", Comparison::Address, true),
    ("arnequals", Comparison::Arn, false),
    ("arnlike", Comparison::Arn, false),
    ("arnnotequals", Comparison::Arn, true),
    ("arnnotlike", Comparison::Arn, true),
    ("null", Comparison::Null, false),
];

/// Takes an operator apart; `None` when there is none of that name.
pub(crate) fn operator(written: &str) -> Option<Operator> {
    let lower = written.to_ascii_lowercase();
    let (quantifier, rest) = match lower.split_once(':') {
        Some(("forallvalues", rest)) => (Some(Quantifier::All), rest),
        Some(("foranyvalue", rest)) => (Some(Quantifier::Any), rest),
        Some(_) => return None,
        None => (None, lower.as_str()),
    };
    let (name, if_exists) = match rest.strip_suffix("ifexists") {
        Some(name) => (name, true),
        None => (rest, false),
    };
    let (_, comparison, negated) = COMPARISONS.iter().find(|(known, _, _)| *known == name)?;
    if if_exists && *comparison == Comparison::Null {
        return None;
    }
    Some(Operator {
        quantifier,
        if_exists,
        negated: *negated,
        comparison: *comparison,
    })
}

impl Comparison {
    /// Whether `*` and `?` in a policy's value are wildcards.
    pub(crate) fn has_wildcards(self) -> bool {
        matches!(self, Self::Glob | Self::Arn)
    }

    /// Whether a value of the request matches a value of the policy, the operator's negation left aside.
    pub(crate) fn holds(self, policy: &Pattern, request: &Pattern) -> Truth {
        match self {
            Self::Text | Self::Glob => between(policy.covers(request), policy.meets(request)),
            Self::TextIgnoringCase => {
                let (policy, request) = (policy.lower_case(), request.lower_case());
                between(policy.covers(&request), policy.meets(&request))
            }
            Self::Arn => between(arn_covers(policy, request), arn_meets(policy, request)),
            Self::Number(order) => ordered(order, policy, request, |text| {
                text.trim().parse::<f64>().ok()
            }),
            Self::Date(order) => ordered(order, policy, request, moment),
            Self::Bool => {
                let (policy, request) = (policy.lower_case(), request.lower_case());
                between(policy.covers(&request), policy.meets(&request))
            }
            Self::Address => match (policy.as_text(), request.as_text()) {
                (Some(range), Some(address)) => Truth::of(in_range(&range, &address)),
                _ => Truth::Maybe,
            },
            // Decided from the presence of the key alone.
            Self::Null => Truth::Maybe,
        }
    }
}

fn between(always: bool, sometimes: bool) -> Truth {
    match (always, sometimes) {
        (true, _) => Truth::Yes,
        (false, true) => Truth::Maybe,
        (false, false) => Truth::No,
    }
}

/// A value that is no number or date matches nothing.
fn ordered(
    order: Order,
    policy: &Pattern,
    request: &Pattern,
    parse: impl Fn(&str) -> Option<f64>,
) -> Truth {
    let (Some(policy), Some(request)) = (policy.as_text(), request.as_text()) else {
        return Truth::Maybe;
    };
    let (Some(policy), Some(request)) = (parse(&policy), parse(&request)) else {
        return Truth::No;
    };
    Truth::of(match order {
        Order::Equal => request.total_cmp(&policy).is_eq(),
        Order::Less => request < policy,
        Order::LessOrEqual => request <= policy,
        Order::Greater => request > policy,
        Order::GreaterOrEqual => request >= policy,
    })
}

/// Seconds since 1970 of an ISO 8601 date, or of a number of seconds.
fn moment(text: &str) -> Option<f64> {
    let text = text.trim();
    if text.len() > 4
        && let Ok(seconds) = text.parse::<f64>()
    {
        return Some(seconds);
    }
    let (date, time) = match text.split_once(['T', 't', ' ']) {
        Some((date, time)) => (date, time),
        None => (text, ""),
    };
    let mut fields = date.split('-').map(|field| field.parse::<i64>().ok());
    let year = fields.next()??;
    let month = fields.next().unwrap_or(Some(1))?;
    let day = fields.next().unwrap_or(Some(1))?;
    let (clock, offset) = zone(time)?;
    let mut seconds = 0.0;
    for (field, unit) in clock.split(':').zip([3600.0, 60.0, 1.0]) {
        if !field.is_empty() {
            seconds += field.parse::<f64>().ok()? * unit;
        }
    }
    #[expect(
        clippy::cast_precision_loss,
        reason = "days since 1970 are far below the limit of exact numbers"
    )]
    Some(days(year, month, day)? as f64 * 86400.0 + seconds - offset)
}

/// A time of day without its zone, and the zone's offset in seconds.
fn zone(time: &str) -> Option<(&str, f64)> {
    if let Some(clock) = time.strip_suffix(['Z', 'z']) {
        return Some((clock, 0.0));
    }
    for (sign, factor) in [('+', 1.0), ('-', -1.0)] {
        if let Some((clock, offset)) = time.split_once(sign) {
            let digits: String = offset.chars().filter(char::is_ascii_digit).collect();
            let hours = digits.get(..2)?.parse::<f64>().ok()?;
            let minutes = digits.get(2..4).unwrap_or("0").parse::<f64>().ok()?;
            return Some((clock, factor * (hours * 3600.0 + minutes * 60.0)));
        }
    }
    Some((time, 0.0))
}

/// Days from 1970-01-01 in the Gregorian calendar.
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Years that begin in March have their leap day at the end.
    let shifted = if month > 2 { year } else { year - 1 };
    let era = shifted.div_euclid(400);
    let of_era = shifted.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

/// Whether an address lies in a range such as `10.0.0.0/8`; a plain address is a range of one.
fn in_range(range: &str, address: &str) -> bool {
    let (network, bits) = match range.split_once('/') {
        Some((network, bits)) => (network, bits.parse::<u32>().ok()),
        None => (range, Some(128)),
    };
    let (Ok(network), Ok(address), Some(bits)) = (
        network.parse::<IpAddr>(),
        address.split('/').next().unwrap_or_default().parse(),
        bits,
    ) else {
        return false;
    };
    match (network, address) {
        (IpAddr::V4(network), IpAddr::V4(address)) => {
            let free = 32u32.saturating_sub(bits);
            let head = |it: u32| it.checked_shr(free).unwrap_or(0);
            head(network.to_bits()) == head(address.to_bits())
        }
        (IpAddr::V6(network), IpAddr::V6(address)) => {
            let free = 128u32.saturating_sub(bits);
            let head = |it: u128| it.checked_shr(free).unwrap_or(0);
            head(network.to_bits()) == head(address.to_bits())
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_come_apart() {
        let it = operator("ForAnyValue:StringNotLikeIfExists").unwrap();
        assert_eq!(it.quantifier, Some(Quantifier::Any));
        assert!(it.if_exists && it.negated);
        assert_eq!(it.comparison, Comparison::Glob);
        assert_eq!(operator("NullIfExists"), None);
        assert_eq!(operator("StringMatches"), None);
        assert_eq!(operator("Every:StringLike"), None);
    }

    #[test]
    fn dates_in_all_forms_are_moments() {
        assert_eq!(moment("1970-01-01T00:00:00Z"), Some(0.0));
        assert_eq!(moment("2000-03-01"), Some(951_868_800.0));
        assert_eq!(moment("2000"), Some(946_684_800.0));
        assert_eq!(moment("951868800"), Some(951_868_800.0));
        assert_eq!(moment("2000-03-01T01:00:00+01:00"), Some(951_868_800.0));
        assert_eq!(moment("2000-02-29T23:00:00.5-01:00"), Some(951_868_800.5));
        assert_eq!(moment("never"), None);
    }

    #[test]
    fn addresses_lie_in_ranges() {
        assert!(in_range("10.0.0.0/8", "10.255.1.2"));
        assert!(!in_range("10.0.0.0/8", "11.0.0.0"));
        assert!(in_range("203.0.113.5", "203.0.113.5"));
        assert!(in_range("0.0.0.0/0", "8.8.8.8"));
        assert!(in_range("2001:db8::/32", "2001:db8:1::1"));
        assert!(!in_range("2001:db8::/32", "10.0.0.1"));
        assert!(!in_range("nonsense", "10.0.0.1"));
    }
}
