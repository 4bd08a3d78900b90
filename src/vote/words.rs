//! The sentences of a ballot: how to fill it in, what is left, and what keeps it from being cast.

use game_rules::Money;
use game_rules::ballot::{Band, Kind, Refusal, Rules};

use super::sheet::{Paper, Sheet};
use crate::edition::Pool;
use crate::project::pool_name;
use crate::text::{Arg, Text};

/// How to fill in a pool's part of the ballot, in one sentence.
pub fn rule(t: Text, pool: &Pool) -> String {
    let Ok(rules) = pool.rules() else { return String::new() };
    let name =
        if pool.is_citywide() { t.say("vote-rule-city") } else { t.say("vote-rule-district") };
    format!("{name} {}", how(t, pool, &rules))
}

/// The same without the words for where.
pub fn how(t: Text, pool: &Pool, rules: &Rules) -> String {
    match rules.kind {
        Kind::Knapsack => t.with(
            "vote-rule-money",
            &[("money", rules.max_sum_cost.unwrap_or(pool.money()).into())],
        ),
        Kind::Cumulative => {
            let all = rules.max_sum_points.unwrap_or(0);
            let words = t.count("vote-rule-points", all);
            match rules.max_points {
                Some(most) if most < all => {
                    let one = t.with("vote-rule-points-one", &[("n", t.number(most).into())]);
                    format!("{words} {one}")
                }
                _ => words,
            }
        }
        Kind::Ordinal => match (rules.fewest(), rules.most().unwrap_or(0)) {
            (fewest, most) if fewest < most => {
                let [fewest, most] = [fewest, most].map(|n| t.number(n.into()).into());
                t.with("vote-rule-ranking-between", &[("fewest", fewest), ("most", most)])
            }
            (_, most) => t.count("vote-rule-ranking", i64::from(most)),
        },
        _ if !rules.bands.is_empty() => {
            let bands = rules.bands.iter().map(|band| (band, i64::from(band.most)));
            t.with("vote-rule-bands", &[("bands", in_bands(t, bands).into())])
        }
        _ => match rules.most() {
            Some(most) => t.count("vote-rule-projects", i64::from(most)),
            None => t.say("vote-rule-any"),
        },
    }
}

/// "small 1, large 2".
fn in_bands<'a>(t: Text, bands: impl Iterator<Item = (&'a Band, i64)>) -> String {
    let one = |(band, n): (&Band, i64)| format!("{}\u{a0}{}", band.name, t.number(n));
    bands.map(one).collect::<Vec<_>>().join(", ")
}

/// "Small, up to 50 000 zł".
pub fn band(t: Text, band: &Band) -> String {
    let name = ("name", Arg::from(band.name.as_str()));
    // The band before ends a grosz below: "over 200 zł" and not "from 200,01 zł".
    let below = band.from.saturating_sub(Money::from_minor(1));
    let (from, to) = (("from", below.into()), band.to.map(|to| ("to", to.into())));
    match to {
        Some(to) if band.from == Money::ZERO => t.with("ballot-band-to", &[name, to]),
        Some(to) => t.with("ballot-band-between", &[name, from, to]),
        None if band.from == Money::ZERO => band.name.clone(),
        None => t.with("ballot-band-from", &[name, from]),
    }
}

/// "At most two".
pub fn band_most(t: Text, band: &Band) -> String {
    t.count("ballot-band-most", i64::from(band.most))
}

/// "Place 2".
pub fn place(t: Text, place: usize) -> String {
    let shown = t.number(i64::try_from(place).unwrap_or(i64::MAX));
    t.with("ballot-place", &[("n", shown.as_str().into())])
}

/// The sentence about what is left, and whether the limit is passed.
pub fn left(t: Text, sheet: &Sheet) -> (String, bool) {
    let left = &sheet.remaining;
    if let Some(words) = left_in_bands(t, sheet) {
        return words;
    }
    match (sheet.rules.kind, left.money, left.points, left.projects) {
        (Kind::Knapsack, Some(money), _, _) if money.is_negative() => {
            let over = Money::from_minor(-money.minor());
            (t.with("left-money-over", &[("money", over.into())]), true)
        }
        (Kind::Knapsack, Some(money), _, _) => {
            (t.with("left-money", &[("money", money.into())]), false)
        }
        (Kind::Cumulative, _, Some(points), _) if points < 0 => {
            (t.count("left-points-over", -points), true)
        }
        (Kind::Cumulative, _, Some(points), _) => (t.count("left-points", points), false),
        (_, _, _, Some(projects)) if projects < 0 => {
            (t.count("left-projects-over", -projects), true)
        }
        (_, _, _, Some(projects)) => (t.count("left-projects", projects), false),
        _ => (t.count("ballot-chosen-count", sheet.chosen().len()), false),
    }
}

/// The bands over their limit or, while none is, what may be added in each.
fn left_in_bands(t: Text, sheet: &Sheet) -> Option<(String, bool)> {
    let bands = || sheet.rules.bands.iter().zip(sheet.remaining.bands.iter().copied());
    bands().next()?;
    let over: Vec<_> = bands().filter(|(_, left)| *left < 0).collect();
    if over.is_empty() && sheet.remaining.projects.is_some_and(|left| left < 0) {
        return None;
    }
    let open: Vec<_> = bands().filter(|(_, left)| *left > 0).collect();
    Some(if over.is_empty() && open.is_empty() {
        (t.count("left-projects", 0_i64), false)
    } else if over.is_empty() {
        (t.with("left-bands", &[("bands", in_bands(t, open.into_iter()).into())]), false)
    } else {
        let over = over.into_iter().map(|(band, left)| (band, -left));
        (t.with("left-bands-over", &[("bands", in_bands(t, over).into())]), true)
    })
}

/// What keeps the ballot from being cast, with the id of its part.
pub fn faults(t: Text, paper: &Paper) -> Vec<(String, String)> {
    if paper.is_blank() {
        let first = paper.sheets.first().map(|sheet| sheet.pool.code.clone()).unwrap_or_default();
        return vec![(format!("sheet-{first}"), t.say("refusal-empty"))];
    }
    let mut faults = Vec::new();
    for sheet in &paper.sheets {
        for refusal in &sheet.refusals {
            let words = self::refusal(t, sheet, refusal);
            faults.push((
                format!("sheet-{}", sheet.pool.code),
                format!("{}: {words}", pool_name(t, &sheet.pool)),
            ));
        }
    }
    faults
}

pub fn refusal(t: Text, sheet: &Sheet, refusal: &Refusal) -> String {
    let key = format!("refusal-{}", refusal.code());
    let title = |project: u32| -> Arg {
        // Marks are indexed by position; the sheet keeps the chosen rows in the voter's order.
        let row = usize::try_from(project).ok().and_then(|index| sheet.by_index(index));
        // One that is not on the list has no title; its place on the list is all there is to say.
        let place = || format!("{}", i64::from(project) + 1);
        row.map_or_else(|| place().into(), |row| row.title.as_str().into())
    };
    match *refusal {
        Refusal::Empty => t.say(&key),
        Refusal::TooFew { min, .. } => t.count(&key, i64::from(min)),
        Refusal::TooMany { over, .. } => t.count(&key, i64::from(over)),
        Refusal::TooManyInBand { band, over, .. } => {
            let band = sheet.rules.bands.get(usize::try_from(band).unwrap_or(usize::MAX));
            let name = band.map_or("", |band| band.name.as_str());
            t.with(&key, &[("name", name.into()), ("n", i64::from(over).into())])
        }
        Refusal::OverBudget { over, .. } => t.with(&key, &[("money", over.into())]),
        Refusal::UnderCost { short_by, .. } => t.with(&key, &[("money", short_by.into())]),
        Refusal::TooManyPoints { over, .. } => t.count(&key, over),
        Refusal::TooFewPoints { short_by, .. } => t.count(&key, short_by),
        Refusal::PointsTooHigh { project, max, .. } => {
            t.with(&key, &[("title", title(project)), ("n", max.into())])
        }
        Refusal::PointsTooLow { project, min, .. } => {
            t.with(&key, &[("title", title(project)), ("n", min.into())])
        }
        Refusal::OutsideBands { project }
        | Refusal::ZeroPoints { project }
        | Refusal::Repeated { project }
        | Refusal::UnknownProject { project } => t.with(&key, &[("title", title(project))]),
    }
}

/// Why a press was refused at once, in the words of the limit that it would have passed.
pub fn refused(t: Text, sheet: &Sheet, refusal: &Refusal) -> String {
    match *refusal {
        Refusal::OverBudget { over, .. } => t.with("refused-money", &[("money", over.into())]),
        Refusal::TooManyPoints { max, .. } => t.count("refused-points", max),
        Refusal::TooMany { max, .. } => t.count("refused-projects", i64::from(max)),
        Refusal::TooManyInBand { band, max, .. } => {
            let band = sheet.rules.bands.get(usize::try_from(band).unwrap_or(usize::MAX));
            let name = band.map_or("", |band| band.name.as_str());
            t.with("refused-band", &[("name", name.into()), ("n", i64::from(max).into())])
        }
        _ => self::refusal(t, sheet, refusal),
    }
}
