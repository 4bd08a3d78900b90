//! What is wrong in a rule file, and what would spoil an evening. Findings are the result, so they go to `out`.

use std::io::Write;

use game_rules::game::rules::{Mistake, Rules, Source, Spoiler, lint};
use serde::Serialize;

use super::args::Check;
use super::input::{RuleFile, needs_no_projects, with_items};
use super::{Stop, describe};
use crate::terminal::{Trouble, paragraph, read_election, write_json};

/// The findings.
#[derive(Serialize)]
struct Checked {
    file: String,
    valid: bool,
    /// Of the rules as the file has them; none if it is not valid.
    hash: Option<String>,
    /// The same with the projects of the edition as items, as an evening is played.
    #[serde(skip_serializing_if = "Option::is_none")]
    hash_with_items: Option<String>,
    mistakes: Vec<Found>,
    warnings: Vec<Warning>,
}

#[derive(Serialize)]
struct Found {
    line: usize,
    code: &'static str,
    sentence: String,
}

/// A spoiler with its figures and its sentence.
#[derive(Serialize)]
pub(super) struct Warning {
    #[serde(flatten)]
    spoiler: Spoiler,
    sentence: String,
}

/// What would spoil an evening with these rules.
pub(super) fn warnings(rules: &Rules) -> Vec<Warning> {
    let found = lint(rules).into_iter();
    found.map(|spoiler| Warning { sentence: spoiler.to_string(), spoiler }).collect()
}

/// Writes every warning as `FILE: warning: sentence`.
pub(super) fn write_warnings(
    out: &mut impl Write,
    file: &str,
    warnings: &[Warning],
) -> std::io::Result<()> {
    warnings.iter().try_for_each(|found| writeln!(out, "{file}: warning: {}", found.sentence))
}

pub(super) fn tell(args: &Check, out: &mut impl Write) -> Result<(), Stop> {
    let file = RuleFile::open(&args.rules)?;
    let election = args.ballots.as_deref().map(read_election).transpose()?;
    let rules = match file.rules() {
        Ok(rules) => rules,
        Err(mistakes) => return refuse(args, &file, &mistakes, out),
    };
    let played = match &election {
        Some(_) if rules.content.source == Source::File => {
            return Err(needs_no_projects(&file.name).into());
        }
        Some((election, _)) => Some(with_items(&rules, election)),
        None => None,
    };
    let judged = played.as_ref().unwrap_or(&rules);
    let warnings = warnings(judged);
    if args.json {
        let checked = Checked {
            file: file.name,
            valid: true,
            hash: Some(rules.hash()),
            hash_with_items: played.as_ref().map(Rules::hash),
            mistakes: Vec::new(),
            warnings,
        };
        write_json(out, &checked)?;
        return Ok(());
    }
    writeln!(out, "{} · {}", rules.meta.id, rules.meta.title)?;
    writeln!(out)?;
    paragraph(out, "File", &file.name)?;
    paragraph(out, "Hash", &rules.hash())?;
    if let Some(played) = &played {
        paragraph(out, "With items", &played.hash())?;
    }
    paragraph(out, "Played by", &describe::hall(&rules))?;
    paragraph(out, "Money", &describe::grant(&rules))?;
    paragraph(out, "Items", &describe::items(judged))?;
    paragraph(out, "Consent", &describe::consent(&rules))?;
    paragraph(out, "Phases", &describe::phases(&rules))?;
    let valid = match (warnings.len(), played.is_none() && needs_projects(&rules)) {
        (0, false) => "valid; nothing found that would spoil an evening".to_owned(),
        (0, true) => "valid; with --ballots FILE.pb, prices are judged too".to_owned(),
        (1, _) => "valid; 1 warning".to_owned(),
        (count, _) => format!("valid; {count} warnings"),
    };
    paragraph(out, "Verdict", &valid)?;
    write_warnings(out, &file.name, &warnings)?;
    Ok(())
}

fn needs_projects(rules: &Rules) -> bool {
    rules.content.source == Source::Edition
}

fn refuse(
    args: &Check,
    file: &RuleFile,
    mistakes: &[Mistake],
    out: &mut impl Write,
) -> Result<(), Stop> {
    if args.json {
        let found = mistakes.iter().map(|mistake| Found {
            line: mistake.line,
            code: mistake.kind.code(),
            sentence: mistake.kind.to_string(),
        });
        let checked = Checked {
            file: file.name.clone(),
            valid: false,
            hash: None,
            hash_with_items: None,
            mistakes: found.collect(),
            warnings: Vec::new(),
        };
        write_json(out, &checked)?;
    } else {
        mistakes.iter().try_for_each(|mistake| writeln!(out, "{mistake}"))?;
    }
    let sentence = match mistakes.len() {
        1 => "not valid: 1 mistake".to_owned(),
        count => format!("not valid: {count} mistakes"),
    };
    Err(Trouble::one(Trouble::INVALID, sentence).into())
}
