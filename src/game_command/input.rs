//! Rule files, elections and logs as they come in.

use std::path::Path;

use game_rules::game::rules::{self, Mistake, Rules, Source};
use game_rules::game::simulate::project_items;
use game_rules::pabulib::Election;

use crate::terminal::{Trouble, read};

/// A rule file as it was given.
pub(super) struct RuleFile {
    /// Its path, or a preset's id.
    pub name: String,
    text: String,
}

impl RuleFile {
    /// A preset by its id, any other name as a file.
    pub fn open(given: &Path) -> Result<Self, Trouble> {
        let name = given.display().to_string();
        if let Some(preset) = rules::preset(&name) {
            return Ok(Self { name, text: preset.text.to_owned() });
        }
        let bytes = read(given).map_err(|mut trouble| {
            if given.extension().is_none() {
                let hint = "it is no preset either; sakwa game presets lists them";
                trouble.lines.push(hint.to_owned());
            }
            trouble
        })?;
        let text = text(&name, bytes)?;
        Ok(Self { name, text })
    }

    /// The rules, or every mistake.
    pub fn rules(&self) -> Result<Rules, Vec<Mistake>> {
        rules::read(&self.name, &self.text)
    }

    /// The rules; mistakes are a trouble.
    pub fn valid_rules(&self) -> Result<Rules, Trouble> {
        self.rules().map_err(|mistakes| Trouble {
            code: Trouble::INVALID,
            lines: mistakes.iter().map(Mistake::to_string).collect(),
        })
    }
}

/// The rules as they are played: with the projects of an edition as items, where they need any.
pub(super) fn with_items(rules: &Rules, election: &Election) -> Rules {
    match rules.content.source {
        Source::Edition => rules.with_projects(project_items(election)),
        Source::File => rules.clone(),
    }
}

/// An option that changes nothing is a mistake of who gave it.
pub(super) fn needs_no_projects(name: &str) -> Trouble {
    let sentence = format!(
        "error: --ballots is for rules that take their items from an edition; {name} has its own"
    );
    Trouble::one(Trouble::USAGE, sentence)
}

/// The text of a file, without a byte order mark.
pub(super) fn text(name: &str, bytes: Vec<u8>) -> Result<String, Trouble> {
    let mut text = String::from_utf8(bytes).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count();
        let sentence = format!("{name}:{line}: this is not UTF-8; save the file in that encoding");
        Trouble::one(Trouble::INVALID, sentence)
    })?;
    if text.starts_with('\u{feff}') {
        text.remove(0);
    }
    Ok(text)
}
