//! Personal data in what people write: PESEL numbers, e-mail addresses, telephone numbers. Every text
//! is looked through before it becomes public.

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The number of a person in the Polish register. Never becomes public.
    Pesel,
    Email,
    Phone,
}

impl Kind {
    /// Of the message that names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pesel => "pesel",
            Self::Email => "email",
            Self::Phone => "phone",
        }
    }
}

/// A finding, as it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub kind: Kind,
    pub words: String,
}

/// Everything in a text that looks like personal data, the gravest first.
pub fn find(text: &str) -> Vec<Found> {
    // A number that a soft hyphen or a decomposed letter stands in is a number.
    let text = &super::normal(text);
    let mut found = Vec::new();
    for run in runs(text) {
        if let Some(words) = pesel_in(&run) {
            found.push(Found { kind: Kind::Pesel, words });
        } else if is_phone(&run) {
            found.push(Found { kind: Kind::Phone, words: run.words() });
        }
    }
    found.extend(emails(text).map(|words| Found { kind: Kind::Email, words }));
    found.sort_by_key(|one| one.kind != Kind::Pesel);
    found
}

/// Whether eleven digits are a PESEL number: a date that can be, and the check digit.
pub fn is_pesel(digits: &str) -> bool {
    const WEIGHTS: [u32; 10] = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3];
    let values: Vec<u32> = digits.chars().filter_map(|c| c.to_digit(10)).collect();
    if values.len() != 11 || digits.len() != 11 {
        return false;
    }
    // The month also says the century: 81 is January of the 1800s, 21 of the 2000s.
    let month = (values[2] * 10 + values[3]) % 20;
    let day = values[4] * 10 + values[5];
    let sum: u32 = values.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    (1..=12).contains(&month) && (1..=31).contains(&day) && (10 - sum % 10) % 10 == values[10]
}

/// Groups of digits with one sign between neighbours: `600 700 800`, `88-01-01-12345`.
struct Run {
    plus: bool,
    groups: Vec<String>,
    /// What stands between the groups, to show the run as it was typed.
    signs: Vec<char>,
    /// An amount of money follows or a unit does.
    amount: bool,
}

impl Run {
    fn words(&self) -> String {
        let mut words = if self.plus { "+".to_owned() } else { String::new() };
        for (i, group) in self.groups.iter().enumerate() {
            if i > 0 {
                words.push(self.signs[i - 1]);
            }
            words.push_str(group);
        }
        words
    }
}

fn is_joint(sign: char) -> bool {
    matches!(sign, ' ' | '\u{a0}' | '\u{202f}' | '-' | '–' | '.' | '/')
}

/// Full-width digits count as digits too.
fn digit(sign: char) -> Option<char> {
    match sign {
        '0'..='9' => Some(sign),
        '０'..='９' => char::from_u32(sign as u32 - '０' as u32 + '0' as u32),
        _ => None,
    }
}

fn runs(text: &str) -> Vec<Run> {
    let signs: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < signs.len() {
        if digit(signs[at]).is_none() {
            at += 1;
            continue;
        }
        let plus = at > 0 && signs[at - 1] == '+';
        let mut run = Run { plus, groups: vec![String::new()], signs: Vec::new(), amount: false };
        while at < signs.len() {
            if let Some(digit) = digit(signs[at]) {
                if let Some(group) = run.groups.last_mut() {
                    group.push(digit);
                }
                at += 1;
            } else if is_joint(signs[at])
                && signs.get(at + 1).is_some_and(|next| digit(*next).is_some())
            {
                run.signs.push(signs[at]);
                run.groups.push(String::new());
                at += 1;
            } else {
                break;
            }
        }
        let rest: String = signs[at..].iter().take(8).collect::<String>().to_lowercase();
        let rest = rest.trim_start();
        run.amount = [",", "zł", "pln", "gr", "m²", "m2"].iter().any(|unit| match *unit {
            "," => rest
                .strip_prefix(',')
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())),
            unit => rest.starts_with(unit),
        });
        found.push(run);
    }
    found
}

fn pesel_in(run: &Run) -> Option<String> {
    for from in 0..run.groups.len() {
        let mut digits = String::new();
        for group in &run.groups[from..] {
            digits.push_str(group);
            if digits.len() >= 11 {
                break;
            }
        }
        if is_pesel(&digits) {
            return Some(digits);
        }
    }
    None
}

fn is_phone(run: &Run) -> bool {
    let digits = run.groups.concat();
    let national = match digits.strip_prefix("0048").or_else(|| digits.strip_prefix("48")) {
        Some(rest) if rest.len() == 9 => rest,
        _ => &digits,
    };
    let grouped =
        |lengths: &[usize]| run.groups.iter().map(String::len).eq(lengths.iter().copied());
    let usual = run.groups.len() == 1
        || run.plus
        || national.len() < digits.len()
        || grouped(&[3, 3, 3])
        || grouped(&[2, 3, 2, 2])
        || grouped(&[2, 7])
        || grouped(&[3, 2, 2, 2]);
    national.len() == 9 && !national.starts_with('0') && usual && !run.amount
}

fn emails(text: &str) -> impl Iterator<Item = String> {
    let plain = text.replace("(at)", "@").replace("[at]", "@").replace("(małpa)", "@");
    let of_address = |c: char| c.is_alphanumeric() || "@.!#$%&'*+-/=?^_{|}~".contains(c);
    let words: Vec<String> = plain
        .split(|c: char| !of_address(c))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned())
        .collect();
    words.into_iter().filter(|word| {
        word.split_once('@').is_some_and(|(local, domain)| {
            let ending = domain.rsplit('.').next().unwrap_or_default();
            !local.is_empty()
                && domain.contains('.')
                && !domain.contains("..")
                && ending.chars().count() >= 2
                && ending.chars().all(char::is_alphabetic)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Kind> {
        find(text).into_iter().map(|found| found.kind).collect()
    }

    #[test]
    fn pesel_numbers_are_told_from_other_numbers() {
        for pesel in ["44051401359", "02070803628", "02221407563", "90090515836"] {
            assert!(is_pesel(pesel), "{pesel}");
            assert_eq!(kinds(&format!("Mój PESEL to {pesel}.")), [Kind::Pesel]);
        }
        for other in ["44051401358", "00000000000", "44991401359", "4405140135", "440514013590"] {
            assert!(!is_pesel(other), "{other}");
        }
        for typed in [
            "4405\u{ad}1401359",
            "440514 01359",
            "44-05-14-01359",
            "44 05 14 01 359",
            "４４０５１４０１３５９",
        ] {
            assert_eq!(kinds(typed), [Kind::Pesel], "{typed}");
        }
        assert_eq!(kinds("konto 61 1090 1014 0000 0712 1981 2874"), []);
    }

    #[test]
    fn telephone_numbers_are_told_from_money_and_dates() {
        for phone in [
            "600 700 800",
            "+48 600700800",
            "0048 600 700 800",
            "22 443 10 00",
            "600-700-800",
            "tel.600700800",
        ] {
            assert_eq!(kinds(phone), [Kind::Phone], "{phone}");
        }
        for other in [
            "150 000 000 zł",
            "123 456 789,50 zł",
            "15 000",
            "2026-03-05",
            "od 8.00 do 16.00",
            "działka 141201_1.0001.123/4",
            "ul. Prosta 51, 00-838 Warszawa",
            "52,2915 i 21,0360",
        ] {
            assert_eq!(kinds(other), [], "{other}");
        }
    }

    #[test]
    fn addresses_are_found_in_disguise_too() {
        for (text, found) in [
            ("pisz: ola.nowak+bo@example.com.pl.", "ola.nowak+bo@example.com.pl"),
            ("(ola@example.pl)", "ola@example.pl"),
            ("ola(at)example.pl", "ola@example.pl"),
            ("ola@exam\u{200b}ple.pl", "ola@example.pl"),
        ] {
            let all = find(text);
            assert_eq!((all.len(), &*all[0].words), (1, found), "{text}");
        }
        assert_eq!(kinds("spotkajmy się @ park, @miasto, 5 szt. @ 20 zł"), []);
    }
}
