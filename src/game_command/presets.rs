//! The games that come with the program.

use std::io::Write;

use game_rules::game::rules::{Mistake, PRESETS, Preset, Rules, preset};
use serde::Serialize;

use super::args::Presets;
use super::{Stop, describe};
use crate::terminal::{Trouble, paragraph, write_json};

/// A preset in the list.
#[derive(Serialize)]
struct Listed {
    id: &'static str,
    title: String,
    locale: String,
    about: String,
    hash: String,
    tables: [u32; 2],
    seats: [u32; 2],
    currency: String,
    money: String,
    items: String,
}

pub(super) fn tell(args: &Presets, out: &mut impl Write) -> Result<(), Stop> {
    if let Some(id) = &args.id {
        let preset = preset(id).ok_or_else(|| unknown(id))?;
        out.write_all(preset.text.as_bytes())?;
        return Ok(());
    }
    if args.json {
        let listed = PRESETS.iter().map(|preset| Ok(Listed::of(preset, &rules(preset)?)));
        write_json(out, &listed.collect::<Result<Vec<_>, Trouble>>()?)?;
        return Ok(());
    }
    for (place, preset) in PRESETS.iter().enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        let rules = rules(preset)?;
        writeln!(out, "{}", preset.id)?;
        paragraph(out, "  Title", &rules.meta.title)?;
        paragraph(out, "  Played by", &describe::hall(&rules))?;
        paragraph(out, "  Money", &describe::grant(&rules))?;
        paragraph(out, "  Items", &describe::items(&rules))?;
        paragraph(out, "  Special", &preset.about())?;
    }
    Ok(())
}

fn rules(preset: &Preset) -> Result<Rules, Trouble> {
    preset.rules().map_err(|mistakes| Trouble {
        code: Trouble::INVALID,
        lines: mistakes.iter().map(Mistake::to_string).collect(),
    })
}

fn unknown(id: &str) -> Trouble {
    let ids: Vec<&str> = PRESETS.iter().map(|preset| preset.id).collect();
    let sentence = format!("error: there is no preset {id}; there are {}", ids.join(", "));
    Trouble::one(Trouble::USAGE, sentence)
}

impl Listed {
    fn of(preset: &Preset, rules: &Rules) -> Self {
        let (tables, seats) = (rules.event.tables, rules.event.seats);
        Self {
            id: preset.id,
            title: rules.meta.title.clone(),
            locale: rules.meta.locale.clone(),
            about: preset.about(),
            hash: rules.hash(),
            tables: [tables.min, tables.max],
            seats: [seats.min, seats.max],
            currency: rules.money.name.clone(),
            money: describe::grant(rules),
            items: describe::items(rules),
        }
    }
}
