//! The games of real cities, as rule files.

use super::{Mistake, Rules, read};

/// A rule file that comes with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preset {
    /// The `meta.id` of the file, and its name without `.toml`.
    pub id: &'static str,
    /// The file.
    pub text: &'static str,
}

macro_rules! presets {
    ($($id:literal),+ $(,)?) => {
        &[$(Preset { id: $id, text: include_str!(concat!("../../../presets/", $id, ".toml")) }),+]
    };
}

/// Every game that comes with the program.
pub const PRESETS: &[Preset] = presets![
    "lublin-2014",
    "san-jose-2011",
    "san-jose-2013",
    "san-jose-2014",
    "san-jose-zero-based",
    "buy-a-feature",
    "kortrijk-2013",
    "kortrijk-online",
    "empaville",
    "safe-blind",
];

/// The preset with this id.
pub fn preset(id: &str) -> Option<Preset> {
    PRESETS.iter().copied().find(|preset| preset.id == id)
}

impl Preset {
    /// Its rules.
    ///
    /// # Errors
    /// Mistakes in the file; a test reads every preset.
    pub fn rules(&self) -> Result<Rules, Vec<Mistake>> {
        read(&format!("{}.toml", self.id), self.text)
    }
}
