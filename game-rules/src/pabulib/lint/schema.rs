//! The keys and columns the format knows, in its order, and which values are good in them.

use super::codes;
use crate::pabulib::Section;

/// A key or a column.
pub(super) struct Known {
    pub name: &'static str,
    /// Whether it may stand there with nothing in it.
    pub may_be_empty: bool,
    /// Whether a value that is not empty is one of those the format has.
    pub is_good: fn(&str) -> bool,
}

/// What the format knows in a section, in its order.
pub(super) fn known(section: Section) -> &'static [Known] {
    match section {
        Section::Meta => &META,
        Section::Projects => &PROJECTS,
        Section::Votes => &VOTES,
    }
}

const fn filled(name: &'static str, is_good: fn(&str) -> bool) -> Known {
    Known { name, may_be_empty: false, is_good }
}

const fn optional(name: &'static str, is_good: fn(&str) -> bool) -> Known {
    Known { name, may_be_empty: true, is_good }
}

// Amounts, ids and vote types that are no such thing are faults already.
static META: [Known; 42] = [
    filled("description", any),
    filled("country", codes::is_country),
    filled("unit", any),
    filled("district", any),
    filled("subunit", any),
    filled("instance", any),
    filled("num_projects", whole),
    filled("num_votes", whole),
    filled("budget", any),
    filled("vote_type", any),
    filled("rule", any),
    filled("date_begin", |text| date(text).is_some()),
    filled("date_end", |text| date(text).is_some()),
    filled("min_length", whole),
    filled("max_length", whole),
    filled("min_sum_cost", any),
    filled("max_sum_cost", any),
    filled("min_points", whole),
    filled("max_points", whole),
    filled("min_sum_points", whole),
    filled("max_sum_points", whole),
    filled("default_score", whole),
    filled("min_project_cost", whole),
    filled("max_project_cost", whole),
    filled("min_project_score_threshold", whole),
    filled("neighborhoods", any),
    filled("subdistricts", any),
    filled("categories", any),
    filled("edition", any),
    filled("language", codes::is_language),
    filled("currency", codes::is_currency),
    filled("fully_funded", one),
    filled("experimental", one),
    filled("comment", |text| text.starts_with("#1: ")),
    filled("acknowledgments", any),
    filled("leftover_budget", any),
    filled("budget_per_category", any),
    filled("budget_per_neighborhood", any),
    filled("min_length_per_category", whole),
    filled("max_length_per_category", whole),
    filled("min_sum_cost_per_category", any),
    filled("max_sum_cost_per_category", any),
];

static PROJECTS: [Known; 16] = [
    filled("project_id", any),
    filled("cost", any),
    filled("votes", whole),
    filled("score", whole),
    filled("name", any),
    optional("category", any),
    optional("beneficiaries", any),
    filled("selected", whole),
    filled("neighborhood", any),
    filled("subunit", any),
    filled("district", any),
    filled("description", any),
    filled("proposer", any),
    filled("public_id", any),
    optional("latitude", |text| degrees(text, 90).is_some()),
    optional("longitude", |text| degrees(text, 180).is_some()),
];

static VOTES: [Known; 17] = [
    filled("voter_id", any),
    filled("vote", any),
    filled("points", any),
    optional("age", age),
    optional("sex", |text| ["M", "F", "O"].contains(&text)),
    filled("voting_method", |text| ["internet", "paper"].contains(&text)),
    optional("district", any),
    optional("neighborhood", any),
    optional("education", any),
    filled("topic_preference_transport", whole),
    filled("topic_preference_culture", whole),
    filled("topic_preference_nature", whole),
    filled("district_preference", any),
    filled("time_taken_seconds", whole),
    filled("format_easiness", any),
    filled("format_expressiveness", any),
    filled("format_rank", any),
];

/// A day as year, month and day: `2026` is its first day, `25.11.2026` that day.
pub(super) fn date(text: &str) -> Option<(u16, u8, u8)> {
    let digits = |part: &str, length: usize| {
        part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if digits(text, 4) {
        return text.parse().ok().filter(|&year: &u16| year > 0).map(|year| (year, 1, 1));
    }
    let (day, rest) = text.split_once('.')?;
    let (month, year) = rest.split_once('.')?;
    if !digits(day, 2) || !digits(month, 2) || !digits(year, 4) {
        return None;
    }
    let (day, month, year): (u8, u8, u16) =
        (day.parse().ok()?, month.parse().ok()?, year.parse().ok()?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (year > 0 && (1..=days).contains(&day)).then_some((year, month, day))
}

/// A latitude or longitude within so many degrees of zero, in billionths of a degree; the decimal mark may be a comma.
pub(super) fn degrees(text: &str, most: i64) -> Option<i64> {
    const BILLION: i64 = 1_000_000_000;
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, decimals) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !is_digits(decimals) || (whole.is_empty() && decimals.is_empty()) {
        return None;
    }
    let rest = decimals.get(..9).unwrap_or(decimals);
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let rest: i64 = format!("{rest:0<9}").parse().ok()?;
    let size = whole.checked_mul(BILLION)?.checked_add(rest)?;
    (size <= most * BILLION).then_some(sign * size)
}

fn any(_: &str) -> bool {
    true
}

/// A whole number without the decimals spreadsheets add.
fn whole(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn one(text: &str) -> bool {
    whole(text) && text.trim_start_matches(['+', '0']) == "1"
}

/// Years, or a bracket of them: `40-59`.
fn age(text: &str) -> bool {
    let bracket = text.split_once('-').and_then(|(from, to)| {
        let years = |part: &str| part.parse::<u64>().ok().filter(|_| whole(part));
        Some(years(from)? <= years(to)?)
    });
    whole(text) || bracket.unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_real() {
        assert_eq!(date("2026"), Some((2026, 1, 1)));
        assert_eq!(date("29.02.2024"), Some((2024, 2, 29)));
        for text in ["", "0000", "29.02.2026", "1.1.2026", "01.13.2026", "2026-01-01", "00.01.2026"]
        {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn ages_are_years_or_brackets() {
        assert!(["0", "40-59", "18-18"].into_iter().all(age));
        assert!(!["", "59-40", "65+", "40-", "a-b", "4.0"].into_iter().any(age));
    }

    #[test]
    fn degrees_end_somewhere() {
        assert_eq!(degrees("-50,5", 90), Some(-50_500_000_000));
        for text in ["", "91", "nan", "inf", "50.5 N"] {
            assert_eq!(degrees(text, 90), None, "{text}");
        }
    }
}
