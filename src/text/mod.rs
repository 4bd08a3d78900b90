//! What people read: Fluent messages in three languages, and money, numbers and dates as each
//! language writes them (CLDR shapes). There is no visible word anywhere else in the program.

mod format;
mod normal;
pub mod personal;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{Loader, static_loader};
use game_rules::money::Money;
use unic_langid::{LanguageIdentifier, langid};

pub use normal::{folded, is_invisible, normal, words};

use crate::clock::Instant;

static_loader! {
    static LOCALES = {
        locales: "./src/text",
        fallback_language: "pl",
        // All three languages run left to right; isolation marks would end up in copied text.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static PL: LanguageIdentifier = langid!("pl");
static EN: LanguageIdentifier = langid!("en");
static UK: LanguageIdentifier = langid!("uk");

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lang {
    Pl,
    En,
    Uk,
}

impl Lang {
    pub const ALL: [Self; 3] = [Self::Pl, Self::En, Self::Uk];

    /// The path segment and the `lang` attribute.
    pub fn code(self) -> &'static str {
        match self {
            Self::Pl => "pl",
            Self::En => "en",
            Self::Uk => "uk",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// The language's own name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pl => "Polski",
            Self::En => "English",
            Self::Uk => "Українська",
        }
    }

    /// The first of ours in an Accept-Language header, in the order the browser gives.
    pub fn negotiate(accept: &str) -> Self {
        accept
            .split(',')
            .filter_map(|part| part.trim().get(..2))
            .find_map(|code| Self::parse(&code.to_ascii_lowercase()))
            .unwrap_or(Self::Pl)
    }

    fn identifier(self) -> &'static LanguageIdentifier {
        match self {
            Self::Pl => &PL,
            Self::En => &EN,
            Self::Uk => &UK,
        }
    }
}

/// A lower-case letter without its Polish mark, for searching and for path segments.
pub fn without_mark(letter: char) -> char {
    match letter {
        'ą' => 'a',
        'ć' => 'c',
        'ę' => 'e',
        'ł' => 'l',
        'ń' => 'n',
        'ó' => 'o',
        'ś' => 's',
        'ź' | 'ż' => 'z',
        other => other,
    }
}

/// A value inside a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// Shown as given.
    Text(String),
    /// Chooses the plural form; shown with the language's separators as `{ $name }` would not be,
    /// so a count `n` also arrives as the text `n-shown`.
    Count(i64),
    Money(Money),
    Moment(Instant),
    Day(Instant),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<i64> for Arg {
    fn from(count: i64) -> Self {
        Self::Count(count)
    }
}
impl From<usize> for Arg {
    fn from(count: usize) -> Self {
        Self::Count(i64::try_from(count).unwrap_or(i64::MAX))
    }
}
impl From<Money> for Arg {
    fn from(money: Money) -> Self {
        Self::Money(money)
    }
}

/// A sentence that has not met its language yet: a form's complaint, a refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub key: Cow<'static, str>,
    pub args: Vec<(&'static str, Arg)>,
}

impl Message {
    pub fn new(key: impl Into<Cow<'static, str>>) -> Self {
        Self { key: key.into(), args: Vec::new() }
    }

    pub fn arg(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}

/// The voice of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text(pub Lang);

impl Text {
    /// A message without arguments. A missing key shows as `⟦key⟧`, which the tests look for.
    pub fn say(self, key: &str) -> String {
        self.known(key).unwrap_or_else(|| format!("⟦{key}⟧"))
    }

    /// The same for a key made of what was stored; none where there is no such message.
    pub fn known(self, key: &str) -> Option<String> {
        LOCALES.try_lookup(self.0.identifier(), key)
    }

    pub fn with(self, key: &str, args: &[(&'static str, Arg)]) -> String {
        let mut values: HashMap<Cow<'static, str>, FluentValue> = HashMap::new();
        for (name, value) in args {
            let shown = match value {
                Arg::Text(text) => text.clone(),
                Arg::Money(money) => self.money(*money),
                Arg::Moment(at) => self.moment(*at),
                Arg::Day(at) => self.day(*at),
                Arg::Count(count) => {
                    values.insert(format!("{name}-shown").into(), self.number(*count).into());
                    values.insert((*name).into(), (*count).into());
                    continue;
                }
            };
            values.insert((*name).into(), shown.into());
        }
        LOCALES
            .try_lookup_with_args(self.0.identifier(), key, &values)
            .unwrap_or_else(|| format!("⟦{key}⟧"))
    }

    /// A message whose variables are texts that were kept somewhere.
    pub fn with_texts(self, key: &str, args: &BTreeMap<String, String>) -> String {
        let values: HashMap<Cow<'static, str>, FluentValue> =
            args.iter().map(|(name, value)| (name.clone().into(), value.as_str().into())).collect();
        LOCALES
            .try_lookup_with_args(self.0.identifier(), key, &values)
            .unwrap_or_else(|| format!("⟦{key}⟧"))
    }

    /// A message that counts one thing: `$n` picks the plural form, `$n-shown` is printed.
    pub fn count(self, key: &str, n: impl Into<Arg>) -> String {
        self.with(key, &[("n", n.into())])
    }

    pub fn message(self, message: &Message) -> String {
        self.with(&message.key, &message.args)
    }

    /// `12 345,67 zł`; whole złoty without grosze. Never rounded.
    pub fn money(self, money: Money) -> String {
        format::money(self.0, money)
    }

    /// `2,02`, of a number of hundredths that is not negative.
    pub fn hundredths(self, hundredths: i64) -> String {
        format::hundredths(self.0, hundredths)
    }

    /// `93,41%`, of parts of ten thousand.
    pub fn percent(self, parts_per_10_000: i64) -> String {
        format!("{}%", self.hundredths(parts_per_10_000))
    }

    /// `30 375`.
    pub fn number(self, number: i64) -> String {
        format::number(self.0, number)
    }

    /// `5 marca 2026, 18:05` on the clocks of Poland.
    pub fn moment(self, at: Instant) -> String {
        format::moment(self, at)
    }

    /// `5 marca 2026`.
    pub fn day(self, at: Instant) -> String {
        format::day(self, at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    /// Every key with the variables its patterns use.
    fn messages(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/text").join(lang.code());
        let mut found = BTreeMap::new();
        for file in std::fs::read_dir(folder).unwrap() {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
            let mut key = String::new();
            for line in text.lines().filter(|line| !line.starts_with('#')) {
                if let Some((name, _)) = line.split_once(" =")
                    && !line.starts_with([' ', '\t'])
                {
                    key = name.to_owned();
                    assert!(
                        found.insert(key.clone(), BTreeSet::new()).is_none(),
                        "{lang:?} says {key} twice"
                    );
                }
                for rest in line.split('$').skip(1) {
                    let variable: String = rest
                        .chars()
                        .take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_')
                        .collect();
                    let variable = variable.trim_end_matches("-shown").to_owned();
                    found.get_mut(&key).unwrap().insert(variable);
                }
            }
        }
        found
    }

    #[test]
    fn three_languages_say_the_same_things() {
        let polish = messages(Lang::Pl);
        assert!(polish.len() > 100);
        for lang in [Lang::En, Lang::Uk] {
            let other = messages(lang);
            for (key, variables) in &polish {
                let theirs = other.get(key).unwrap_or_else(|| panic!("{lang:?} lacks {key}"));
                assert_eq!(variables, theirs, "{lang:?} {key}");
            }
            for key in other.keys() {
                assert!(polish.contains_key(key), "{lang:?} has {key}, Polish has not");
            }
        }
    }

    #[test]
    fn plurals_follow_each_language() {
        let say = |lang, n: i64| Text(lang).count("projects-found", n);
        let polish: Vec<String> = [1, 2, 5, 12, 21, 22, 112].map(|n| say(Lang::Pl, n)).into();
        assert_eq!(
            polish,
            [
                "1 projekt",
                "2 projekty",
                "5 projektów",
                "12 projektów",
                "21 projektów",
                "22 projekty",
                "112 projektów"
            ]
        );
        let ukrainian: Vec<String> = [1, 3, 5, 11, 21].map(|n| say(Lang::Uk, n)).into();
        assert_eq!(ukrainian, ["1 проєкт", "3 проєкти", "5 проєктів", "11 проєктів", "21 проєкт"]);
        assert_eq!(say(Lang::En, 1), "1 project");
        assert_eq!(say(Lang::En, 30_375), "30,375 projects");
    }
}
