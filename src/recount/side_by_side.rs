//! Several rules on the same ballots: what each would fund, and whom it would serve.

use std::io::{self, Write};

use game_rules::count::Difference;

use super::args::Plan;
use super::counted::{Counted, tie_breaker};
use super::input::Input;
use super::single;
use crate::terminal::{Align, Table, amount, cut, decimal, grouped, paired, paragraph, percent};

/// A letter for each rule, by which the list of projects refers to it.
const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

pub(super) fn tell(
    out: &mut impl Write,
    input: &Input,
    counts: &[Counted],
    plan: &Plan,
) -> io::Result<()> {
    let currency = input.said("currency");
    writeln!(out, "{}", input.title())?;
    let ballots = grouped(input.profile.tally().ballots);
    let budget = plan.budget.unwrap_or(input.election.budget);
    let pool = format!(
        "{ballots} ballots · {} · {}",
        match input.projects.len() {
            1 => "1 project".to_owned(),
            projects => format!("{projects} projects"),
        },
        amount(budget, currency)
    );
    let terms = counts.first().and_then(|counted| counted.threshold).map(|need| {
        let scores = if input.in_points() { "points" } else { "votes" };
        format!(" · winners need {} {scores}", grouped(need))
    });
    writeln!(out, "{pool}{}", terms.unwrap_or_default())?;
    writeln!(out)?;
    rules(out, input, counts)?;
    writeln!(out)?;
    projects(out, input, counts)?;
    writeln!(out)?;
    notes(out, input, counts)?;
    for (letter, counted) in letters(counts).filter(|_| plan.explain) {
        single::explain(out, input, counted, plan, &format!(" OF {letter}"))?;
    }
    Ok(())
}

fn letters(counts: &[Counted]) -> impl Iterator<Item = (char, &Counted)> {
    LETTERS.chars().zip(counts)
}

fn rules(out: &mut impl Write, input: &Input, counts: &[Counted]) -> io::Result<()> {
    use Align::{Left, Rest, Right};
    let currency = input.said("currency");
    let mut table = Table::new(&[Left, Rest, Right, Right, Right, Right, Right, Right]);
    let mut preferences = vec![
        ["prefer".to_owned(), "prefer".to_owned()],
        ["it to A".to_owned(), "A to it".to_owned()],
    ];
    for (place, counted) in counts.iter().enumerate() {
        preferences.push(match counts.first().filter(|_| place > 0) {
            None => [String::new(), "–".to_owned()],
            Some(first) => {
                let (ours, theirs) = (&counted.outcome, &first.outcome);
                let by = Difference::of(&input.projects, &input.profile, ours, theirs).by_number;
                [grouped(by.first), grouped(by.second)]
            }
        });
    }
    let mut preferences = paired(&preferences).into_iter();
    let mut preference = || preferences.next().unwrap_or_default();
    table.row(["", "", "", "", "of", "voters", "winners", &preference()]);
    table.row(["", "RULE", "funded", "spent", "budget", "served", "a voter", &preference()]);
    for (letter, counted) in letters(counts) {
        let measures = &counted.measures;
        let reserve = if counted.outcome.reserve.is_some() { "+1" } else { "" };
        let preference = preference();
        let city = counted.declared.is_some().then(|| "the city's rule".to_owned());
        table.row([
            letter.to_string(),
            counted.label(input),
            format!("{}{reserve}", measures.winners),
            amount(measures.spent, currency),
            percent(measures.budget_used()),
            percent(measures.inclusion()),
            decimal(measures.average_winners(), 2),
            city.unwrap_or(preference),
        ]);
    }
    table.write(out)
}

/// Projects that any of the rules funds, by how many do.
fn projects(out: &mut impl Write, input: &Input, counts: &[Counted]) -> io::Result<()> {
    use Align::{Left, Rest, Right};
    let currency = input.said("currency");
    let wins = |counted: &Counted, project: u32| {
        counted.outcome.selected.contains(&project) || counted.outcome.reserve == Some(project)
    };
    let funders = |project: u32| counts.iter().filter(|counted| wins(counted, project)).count();
    let score =
        |project: u32| input.profile.tally().score.get(project as usize).copied().unwrap_or(0);
    let mut funded: Vec<u32> =
        (0..input.projects.len() as u32).filter(|&project| funders(project) > 0).collect();
    funded.sort_by_key(|&project| {
        (std::cmp::Reverse(funders(project)), std::cmp::Reverse(score(project)), project)
    });
    let (all, some): (Vec<u32>, Vec<u32>) =
        funded.iter().partition(|&&project| funders(project) == counts.len());

    let scores = if input.in_points() { "points" } else { "votes" };
    let mut table = Table::new(&[Left, Left, Rest, Right, Right]);
    let every: String = letters(counts).map(|(letter, _)| format!("{letter} ")).collect();
    for (title, projects) in [("FUNDED BY EVERY RULE", &all), ("FUNDED BY SOME RULES ONLY", &some)]
    {
        if projects.is_empty() {
            continue;
        }
        if title.ends_with("ONLY") && !all.is_empty() {
            table.row([""]);
        }
        let title = format!("{title} ({})", projects.len());
        table.row([every.trim_end(), "", &title, "cost", scores]);
        for &project in projects {
            let by: String = letters(counts)
                .map(|(letter, counted)| if wins(counted, project) { letter } else { '·' })
                .map(|mark| format!("{mark} "))
                .collect();
            let listed = input.project(project);
            table.row([
                by.trim_end().to_owned(),
                input.id(project).to_owned(),
                listed.map_or(String::new(), |listed| listed.name.trim().to_owned()),
                listed.map_or(String::new(), |listed| amount(listed.cost, currency)),
                grouped(score(project)),
            ]);
        }
    }
    if funded.is_empty() {
        table.row(["", "", "No rule funds anything."]);
    }
    table.write(out)
}

/// What the columns mean, and what is worth knowing about single counts.
fn notes(out: &mut impl Write, input: &Input, counts: &[Counted]) -> io::Result<()> {
    paragraph(out, "Served", "voters whose ballot names at least one winner")?;
    paragraph(
        out,
        "Prefer",
        "voters whose ballot names more winners of the one than of the other",
    )?;
    for (letter, counted) in letters(counts) {
        for tie in counted.outcome.ties.iter().filter(|tie| tie.decisive) {
            let ids = input.ids(&tie.projects).join(", ");
            let by = tie_breaker(tie.decided_by);
            let decides =
                if counted.adds_ballots() { "decides; not all win" } else { "decides who wins" };
            let text = format!("between {} {by} {decides}", cut(&ids, 60));
            paragraph(out, &format!("Tie in {letter}"), &text)?;
        }
        if let Some(comparison) = counted.outcome.comparison.filter(|by| by.greedy_wins()) {
            let text = format!(
                "{} ballots prefer the greedy outcome, {} equal shares: greedy counts",
                grouped(comparison.prefer_greedy),
                grouped(comparison.prefer_equal_shares)
            );
            paragraph(out, &format!("Choice in {letter}"), &text)?;
        }
        if counted.outcome.reserve.is_some() {
            paragraph(out, &format!("+1 in {letter}"), "a project that a reserve completes")?;
        }
    }
    for (letter, counted) in letters(counts) {
        if let Some(official) = counted.official.as_ref().filter(|_| counted.declared.is_some()) {
            let text = match official.agrees() {
                true => format!("the same winners as {letter}"),
                false => format!("not those of {letter}: {}", official.sentence(input)),
            };
            paragraph(out, "Official result", &text)?;
        }
    }
    Ok(())
}
