//! What makes a person one: the answers they give, in one spelling. The spelling goes into
//! [`crate::people::person_key`] and nowhere else.

use chrono::Datelike;

use crate::clock::{Instant, warsaw};
use crate::page::{Errors, Fields, tidy};
use crate::people::account::normal_email;
use crate::text::{Message, normal, words};

/// By what a register tells its people apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// A number of the city's own (a card) or, where the city asks for it, the PESEL.
    Number,
    /// Name, year of birth and postcode.
    Postcode,
    /// Name, year of birth, street and house.
    Street,
}

impl By {
    pub const ALL: [Self; 3] = [Self::Number, Self::Postcode, Self::Street];

    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Postcode => "postcode",
            Self::Street => "street",
        }
    }
}

/// Who are you?, as an edition asks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// To find the person in the register.
    Register { by: By, pesel: bool },
    /// Declared; there is nothing to compare it with.
    Declared { pesel: bool },
    /// A guardian's child.
    Child,
}

impl Question {
    /// Names of the fields, which are also the columns of a register's file.
    pub fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Register { by: By::Number, pesel: true } => &["pesel"],
            Self::Register { by: By::Number, .. } => &["number"],
            Self::Register { by: By::Postcode, .. } => &["name", "born", "postcode"],
            Self::Register { by: By::Street, .. } => &["name", "born", "street"],
            Self::Declared { pesel: true } => &["name", "street", "postcode", "pesel"],
            Self::Declared { pesel: false } => &["name", "street", "postcode"],
            Self::Child => &["name", "born"],
        }
    }

    /// Whether it asks for everything that a guardian says of a child.
    pub fn names_children(self) -> bool {
        Self::Child.fields().iter().all(|name| self.fields().contains(name))
    }

    /// What a guardian of whoever answers so would say of them, in one spelling.
    pub fn as_child(self, fields: &Fields, now: Instant) -> Option<String> {
        if self.names_children() { Self::Child.read(fields, now).ok() } else { None }
    }

    /// The one spelling of the answers. The errors name the fields.
    pub fn read(self, fields: &Fields, now: Instant) -> Result<String, Errors> {
        let mut errors = Errors::default();
        let mut parts: Vec<String> = Vec::new();
        for name in self.fields() {
            match one(name, fields.get(name), now) {
                Ok(part) => parts.push(part),
                Err(key) => errors.add(*name, Message::new(key)),
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let (kind, parts) = match self {
            Self::Register { .. } => ("register", &parts[..]),
            // With a PESEL, one person is one however the address is written.
            Self::Declared { pesel: true } => ("declared-pesel", &parts[3..]),
            Self::Declared { pesel: false } => ("declared", &parts[..]),
            Self::Child => ("child", &parts[..]),
        };
        Ok(format!("{kind}:{}", parts.join("|")))
    }
}

/// The one spelling of an answer; the error is the key of a message.
pub(super) fn one(name: &str, typed: &str, now: Instant) -> Result<String, &'static str> {
    let text = tidy(&normal(typed), false);
    if text.chars().count() > 200 {
        return Err("identity-long");
    }
    match name {
        "name" => {
            let mut words = words(&text);
            // `Nowak Anna` and `Anna Nowak` are one.
            words.sort();
            let letters: usize = words.iter().map(|word| word.chars().count()).sum();
            let whole = words.len() >= 2 && letters >= 4;
            whole.then(|| words.join(" ")).ok_or("identity-name-wrong")
        }
        "born" => {
            let year: i32 = text.parse().map_err(|_| "identity-born-wrong")?;
            is_plausible(year, now).then(|| year.to_string()).ok_or("identity-born-wrong")
        }
        "postcode" => {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            let odd = text.chars().any(|c| !c.is_ascii_digit() && c != '-' && c != ' ');
            (digits.len() == 5 && !odd).then_some(digits).ok_or("identity-postcode-wrong")
        }
        "street" => {
            let skipped = ["ul", "ulica", "al", "aleja", "os", "osiedle", "m"];
            let words = words(&text);
            let kept = words.iter().filter(|word| !skipped.contains(&word.as_str()));
            let kept: Vec<&str> = kept.map(String::as_str).collect();
            let number = kept.iter().any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
            let whole = number && kept.len() >= 2;
            whole.then(|| kept.join(" ")).ok_or("identity-street-wrong")
        }
        "pesel" => {
            let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            is_pesel(&digits, now).then_some(digits).ok_or("identity-pesel-wrong")
        }
        _ => {
            let number = words(&text).concat();
            (3..=60).contains(&number.len()).then_some(number).ok_or("identity-number-wrong")
        }
    }
}

/// Whether somebody born in that year can be alive: 0 to 115 years old.
pub(super) fn is_plausible(year: i32, now: Instant) -> bool {
    let this = warsaw(now).year();
    (this - 115..=this).contains(&year)
}

/// Whether these are eleven digits with the right check digit, of a day that was, within the last
/// 115 years. It tells nothing about whose they are.
fn is_pesel(text: &str, now: Instant) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    if digits.len() != 11 || text.len() != 11 {
        return false;
    }
    let weights = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1];
    let sum: u32 = digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum();
    let two = |at: usize| digits[at] * 10 + digits[at + 1];
    let (month, century) = match two(2) {
        month @ 81..=92 => (month - 80, 1800),
        month @ 1..=12 => (month, 1900),
        month @ 21..=32 => (month - 20, 2000),
        month @ 41..=52 => (month - 40, 2100),
        month @ 61..=72 => (month - 60, 2200),
        _ => return false,
    };
    let year = i32::try_from(century + two(0)).unwrap_or(0);
    let day = chrono::NaiveDate::from_ymd_opt(year, month, two(4));
    sum.is_multiple_of(10)
        && is_plausible(year, now)
        && day.is_some_and(|day| day <= warsaw(now).date_naive())
}

/// An e-mail address or, where messages to phones can be sent, a phone number, in one spelling:
/// `ola@example.pl`, `+48123456789`.
pub fn contact(typed: &str, phones: bool) -> Option<String> {
    let typed = &normal(typed);
    if typed.contains('@') {
        return normal_email(typed);
    }
    let odd = |c: char| !c.is_ascii_digit() && !matches!(c, '+' | ' ' | '-' | '(' | ')' | '\u{a0}');
    if !phones || typed.contains(odd) {
        return None;
    }
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.strip_prefix("00").unwrap_or(&digits);
    match digits.len() {
        9 if !digits.starts_with('0') => Some(format!("+48{digits}")),
        10..=15 => Some(format!("+{digits}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 12 January 2027.
    const NOW: Instant = 1_799_751_600;

    fn read(question: Question, answers: &[(&str, &str)]) -> Result<String, Errors> {
        let pairs = answers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        question.read(&Fields::from(pairs.collect::<Vec<_>>()), NOW)
    }

    #[test]
    fn one_person_is_one_however_it_is_typed() {
        let question = Question::Register { by: By::Street, pesel: false };
        let spell = |name, born, street| {
            read(question, &[("name", name), ("born", born), ("street", street)]).unwrap()
        };
        let one = spell("Żaneta  Łącka-Nowak", "1980", "ul. Święta 5 m. 3");
        assert_eq!(one, spell("ŁĄCKA NOWAK  zaneta", " 1980 ", "SWIETA 5/3"));
        assert_ne!(one, spell("Żaneta Łącka-Nowak", "1981", "Święta 5/3"));
    }

    #[test]
    fn nobody_is_142_or_200_or_not_born_yet() {
        let question = Question::Register { by: By::Postcode, pesel: false };
        let born = |year: &str| {
            read(question, &[("name", "Jan Nowak"), ("born", year), ("postcode", "90-001")])
        };
        for year in ["1885", "1827", "1911", "2028", "", "x", "-1", "19800"] {
            assert!(born(year).is_err(), "{year}");
        }
        for year in ["1912", "2027", "1980"] {
            assert!(born(year).is_ok(), "{year}");
        }
    }

    #[test]
    fn a_pesel_has_a_check_digit_a_century_and_a_plausible_day() {
        for (right, wrong) in [("44051401359", "44051401358"), ("02270803624", "02270803625")] {
            assert!(is_pesel(right, NOW), "{right}");
            assert!(!is_pesel(wrong, NOW), "{wrong}");
        }
        // Born in 1885 and in 2205, with right check digits.
        for (head, what) in [("8585140135", "1885"), ("0565140135", "2205"), ("2791140135", "1827")]
        {
            let whole = (0..10).map(|last| format!("{head}{last}"));
            assert!(whole.into_iter().all(|pesel| !is_pesel(&pesel, NOW)), "{what}");
        }
        assert!(!is_pesel("00000000000", NOW) && !is_pesel("4405140135", NOW));
    }

    #[test]
    fn a_contact_has_one_spelling() {
        let phone = Some("+48501502503".to_owned());
        for typed in ["501 502 503", "+48 501-502-503", "0048501502503"] {
            assert_eq!(contact(typed, true), phone, "{typed}");
        }
        assert_eq!(contact("501502503", false), None);
        assert_eq!(contact(" Ola@Example.pl", false).as_deref(), Some("ola@example.pl"));
        for wrong in ["", "12", "501502503x", "<a>@b", "1234567890123456"] {
            assert_eq!(contact(wrong, true), None, "{wrong}");
        }
    }
}
