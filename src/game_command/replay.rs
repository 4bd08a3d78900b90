//! A log played again, told table by table. Who the players were is not told: seats have numbers.

use std::io::{self, Write};

use game_rules::game::replay::{Played, Refused, Replay, Replayed, play, read_log};
use game_rules::game::rules::{Rules, Source};
use game_rules::game::table::{BoughtSummary, Table};

use super::args;
use super::input::{RuleFile, needs_no_projects, text, with_items};
use super::{BROKEN, Stop, describe};
use crate::terminal::{self, Align, Trouble, grouped, paragraph, read, read_election, write_json};

pub(super) fn tell(args: &args::Replay, out: &mut impl Write) -> Result<(), Stop> {
    let file = RuleFile::open(&args.rules)?;
    let mut rules = file.valid_rules()?;
    match (&args.ballots, rules.content.source) {
        (Some(_), Source::File) => return Err(needs_no_projects(&file.name).into()),
        (Some(path), Source::Edition) => rules = with_items(&rules, &read_election(path)?.0),
        (None, _) => {}
    }
    let path = args.log.display().to_string();
    let log = text(&path, read(&args.log)?)?;
    let commands = read_log(&log).map_err(|mistakes| Trouble {
        code: Trouble::INVALID,
        lines: mistakes
            .iter()
            .map(|mistake| format!("{path}:{}: {}", mistake.line, mistake.message))
            .collect(),
    })?;
    let played = play(&rules, &commands);
    let outcome = played.outcome(&rules);
    if args.json {
        write_json(out, &outcome)?;
    } else {
        account(out, &rules, &played, &outcome)?;
    }
    Ok(holds(&outcome)?)
}

/// Whether every invariant does.
fn holds(outcome: &Replay) -> Result<(), Trouble> {
    let broken = outcome.tables.iter().flat_map(|table| {
        let name = &table.summary.table;
        table.broken.iter().map(move |broken| format!("table {name} breaks an invariant: {broken}"))
    });
    let lines: Vec<String> = broken.collect();
    if lines.is_empty() { Ok(()) } else { Err(Trouble { code: BROKEN, lines }) }
}

fn account(
    out: &mut impl Write,
    rules: &Rules,
    played: &Played,
    outcome: &Replay,
) -> io::Result<()> {
    writeln!(out, "{} · {}", rules.meta.id, rules.meta.title)?;
    writeln!(out)?;
    paragraph(out, "Rules", &outcome.rules)?;
    if outcome.tables.is_empty() {
        paragraph(out, "Tables", "none was opened")?;
    }
    for (table, replayed) in played.opened().zip(&outcome.tables) {
        writeln!(out)?;
        Account { rules, table, replayed }.tell(out)?;
    }
    refused(out, &outcome.refused)
}

/// One table, told to who sat there.
struct Account<'a> {
    rules: &'a Rules,
    table: &'a Table,
    replayed: &'a Replayed,
}

impl Account<'_> {
    fn tell(&self, out: &mut impl Write) -> io::Result<()> {
        let summary = &self.replayed.summary;
        let paper = if summary.paper { ", played on paper" } else { "" };
        writeln!(out, "Table {}{paper}", summary.table)?;
        match &self.replayed.seal {
            Some(seal) => paragraph(out, "Sealed", seal)?,
            None => paragraph(out, "Sealed", "not yet: the game has not ended")?,
        }
        let (start, end) = (summary.players_at_start, summary.players_at_end);
        let players = match start == end {
            true => start.to_string(),
            false => format!("{start} at the start, {end} at the end"),
        };
        paragraph(out, "Players", &players)?;
        self.money(out)?;
        let holds = match self.replayed.broken.len() {
            0 => "every invariant holds".to_owned(),
            1 => "1 invariant is BROKEN".to_owned(),
            count => format!("{count} invariants are BROKEN"),
        };
        paragraph(out, "Accounts", &holds)?;
        writeln!(out)?;
        self.bought(out)?;
        self.measures(out)?;
        self.seats(out)
    }

    fn money(&self, out: &mut impl Write) -> io::Result<()> {
        let summary = &self.replayed.summary;
        let money = |amount| describe::money(self.rules, amount);
        paragraph(out, "Granted", &money(summary.granted))?;
        paragraph(out, "Spent", &money(summary.spent))?;
        let pot = match summary.pot {
            0 => String::new(),
            pot => format!(", {} of it in the pot", grouped(pot)),
        };
        let incomplete =
            if summary.incomplete { "; all should have been spent: incomplete" } else { "" };
        paragraph(out, "Left", &format!("{}{pot}{incomplete}", money(summary.left)))?;
        if summary.escrow > 0 {
            let sentence = format!("{} on items that are not bought", money(summary.escrow));
            paragraph(out, "Placed", &sentence)?;
        }
        Ok(())
    }

    /// The item's title, where it has one besides its id.
    fn title(&self, id: &str) -> String {
        let item = self.table.items().iter().find(|item| item.rule.id == id);
        let title = item.map(|item| item.rule.title.clone());
        title.filter(|title| title != id).unwrap_or_default()
    }

    fn bought(&self, out: &mut impl Write) -> io::Result<()> {
        let summary = &self.replayed.summary;
        let mut table = terminal::Table::new(&[
            Align::Right,
            Align::Left,
            Align::Rest,
            Align::Right,
            Align::Left,
        ]);
        table.row(["", "BOUGHT", "", "paid", "by"]);
        for (place, line) in (1..).zip(&summary.bought) {
            table.row([
                place.to_string(),
                line.item.clone(),
                self.title(&line.item),
                grouped(line.paid),
                payers(line),
            ]);
        }
        if summary.bought.is_empty() {
            table.row(["", "nothing"]);
        }
        if !summary.partial.is_empty() {
            table.row([""]);
            table.row(["", "NOT BOUGHT", "", "had", ""]);
        }
        for line in &summary.partial {
            let cells = [line.item.clone(), self.title(&line.item), grouped(line.amount)];
            table.row([String::new()].into_iter().chain(cells));
        }
        table.write(out)?;
        writeln!(out)?;
        let order: Vec<&String> = summary.bought.iter().map(|line| &line.item).collect();
        if summary.list.iter().ne(order) {
            paragraph(out, "The table's list", &summary.list.join(", "))?;
            writeln!(out)?;
        }
        Ok(())
    }

    fn measures(&self, out: &mut impl Write) -> io::Result<()> {
        let measures = &self.replayed.summary.measures;
        if measures.is_empty() {
            return Ok(());
        }
        let mut table =
            terminal::Table::new(&[Align::Left, Align::Rest, Align::Left, Align::Right]);
        table.row(["MEASURES", "", "", "brought"]);
        for (line, rule) in measures.iter().zip(&self.rules.content.measures) {
            let yielded = if line.yielded == 0 { String::new() } else { grouped(line.yielded) };
            let title = if rule.title == rule.id { String::new() } else { rule.title.clone() };
            table.row([line.measure.clone(), title, line.state.word().to_owned(), yielded]);
        }
        table.write(out)?;
        writeln!(out)
    }

    fn seats(&self, out: &mut impl Write) -> io::Result<()> {
        let purses = &self.rules.resources.purses;
        let several = purses.len() > 1;
        let columns = if several { purses.len() } else { 0 };
        let mut aligns = vec![Align::Left, Align::Right];
        aligns.extend(std::iter::repeat_n(Align::Right, columns));
        aligns.push(Align::Left);
        let mut table = terminal::Table::new(&aligns);
        let named = purses.iter().take(columns).map(|purse| purse.id.clone());
        table.row(["SEATS".to_owned(), "left".to_owned()].into_iter().chain(named));
        for seat in &self.replayed.summary.seats {
            let amounts = seat.purses.iter().take(columns).map(|purse| grouped(purse.amount));
            let gone = if seat.gone { "has left the table" } else { "" };
            let cells = [format!("seat {}", seat.seat), grouped(seat.left)];
            table.row(cells.into_iter().chain(amounts).chain([gone.to_owned()]));
        }
        table.write(out)
    }
}

/// `seat 1: 100, seat 2: 50`, payments of one payer together.
fn payers(line: &BoughtSummary) -> String {
    let mut sums: Vec<(Option<u32>, i64)> = Vec::new();
    for paid in &line.by {
        match sums.iter_mut().find(|(payer, _)| *payer == paid.seat) {
            Some((_, sum)) => *sum += paid.amount,
            None => sums.push((paid.seat, paid.amount)),
        }
    }
    let told = sums.into_iter().map(|(payer, sum)| match payer {
        Some(seat) => format!("seat {seat}: {}", grouped(sum)),
        None => format!("the pot: {}", grouped(sum)),
    });
    told.collect::<Vec<_>>().join(", ")
}

/// Commands without effect, by their ids: a line number would move when a line is sent twice.
fn refused(out: &mut impl Write, refused: &[Refused]) -> io::Result<()> {
    if refused.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    let mut table = terminal::Table::new(&[Align::Left, Align::Left, Align::Left, Align::Rest]);
    table.row(["REFUSED", "table", "code", "why"]);
    for line in refused {
        let (code, why) = (line.refusal.code().to_owned(), line.refusal.to_string());
        table.row([line.id.clone(), line.table.clone(), code, why]);
    }
    table.write(out)
}

#[cfg(test)]
mod tests {
    use game_rules::game::audit::Broken;
    use game_rules::game::rules;

    use super::*;

    #[test]
    fn a_broken_invariant_is_told_and_has_its_code() {
        let file = include_str!("../../game-rules/tests/rules/game/w1.toml");
        let log = include_str!("../../game-rules/tests/rules/game/w1.jsonl");
        let rules = rules::read("w1.toml", file).unwrap();
        let played = play(&rules, &read_log(log).unwrap());
        let mut outcome = played.outcome(&rules);
        assert!(holds(&outcome).is_ok());
        outcome.tables[0].broken.push(Broken::I1Balance { issued: 391, held: 390 });
        let trouble = holds(&outcome).unwrap_err();
        let line = "table T1 breaks an invariant: I1: 391 were issued, 390 are held";
        assert_eq!((trouble.code, trouble.lines), (4, vec![line.to_owned()]));
        let mut out = Vec::new();
        account(&mut out, &rules, &played, &outcome).unwrap();
        assert!(String::from_utf8(out).unwrap().contains("1 invariant is BROKEN"));
    }
}
