//! Forms as they arrive: every field a list of texts, kept as typed, and complaints that belong to
//! a field. A form is parsed once into a value that can no longer be wrong.

use axum::extract::{FromRequest, Request};

use maud::{Markup, html};

use super::parts::words::{Fault, error_summary};
use crate::error::Error;
use crate::text::{Message, Text, normal};

/// The fields of a form or a query, in the order sent. Unknown names are carried and never read.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// The field as typed; an absent field is empty.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// Every value sent under a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// Replaces all values of a name by one.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.retain(|(key, _)| key != name);
        self.0.push((name.to_owned(), value.into()));
    }

    pub fn push(&mut self, name: &str, value: impl Into<String>) {
        self.0.push((name.to_owned(), value.into()));
    }

    pub fn remove(&mut self, name: &str) {
        self.0.retain(|(key, _)| key != name);
    }
}

impl From<Vec<(String, String)>> for Fields {
    fn from(fields: Vec<(String, String)>) -> Self {
        Self(fields)
    }
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let form = axum_extra::extract::Form::<Vec<(String, String)>>::from_request(request, state);
        match form.await {
            Ok(axum_extra::extract::Form(fields)) => Ok(Self(fields)),
            Err(rejection) => Err(Error::BadRequest(rejection.to_string())),
        }
    }
}

/// Complaints by field, in the order of the form; the first complaint about a field stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Errors(Vec<(String, Message)>);

impl Errors {
    pub fn add(&mut self, field: impl Into<String>, message: Message) {
        let field = field.into();
        if self.get(&field).is_none() {
            self.0.push((field, message));
        }
    }

    pub fn get(&self, field: &str) -> Option<&Message> {
        self.iter().find(|(name, _)| *name == field).map(|(_, message)| message)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &Message)> {
        self.0.iter().map(|(field, message)| (field.as_str(), message))
    }

    /// Adds those of a part of the form that has been read on its own; gives what was read.
    pub fn note<T>(&mut self, read: Result<T, Self>) -> Option<T> {
        match read {
            Ok(read) => Some(read),
            Err(more) => {
                more.0.into_iter().for_each(|(field, message)| self.add(field, message));
                None
            }
        }
    }

    /// A single complaint.
    pub fn of(field: &str, message: Message) -> Self {
        let mut errors = Self::default();
        errors.add(field, message);
        errors
    }
}

/// Text of a field, trimmed, without characters nobody sees, with control characters and runs of
/// blanks folded into one blank; line breaks stay where `lines` says so.
pub fn tidy(typed: &str, lines: bool) -> String {
    let mut tidy = String::with_capacity(typed.len());
    for line in normal(typed).replace("\r\n", "\n").split('\n') {
        let words: Vec<&str> = line
            .split(|c: char| c.is_whitespace() || c.is_control())
            .filter(|w| !w.is_empty())
            .collect();
        if !tidy.is_empty() {
            tidy.push(if lines { '\n' } else { ' ' });
        }
        tidy.push_str(&words.join(" "));
    }
    tidy.trim().to_owned()
}

/// Percent-encodes a value for a query or a path segment.
pub fn encode(value: &str) -> String {
    let mut encoded = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                encoded.push(byte.into());
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

/// The complaints of a form in the visitor's language, ready to stand beside the fields.
pub struct Complaints {
    title: String,
    sentences: Vec<(String, String)>,
}

impl Complaints {
    pub fn new(text: Text, errors: &Errors) -> Self {
        let sentences: Vec<_> = errors
            .iter()
            .map(|(field, message)| (field.to_owned(), text.message(message)))
            .collect();
        Self { title: text.count("errors-title", sentences.len()), sentences }
    }

    /// The sentence beside a field.
    pub fn of(&self, field: &str) -> Option<&str> {
        self.sentences.iter().find(|(name, _)| name == field).map(|(_, sentence)| sentence.as_str())
    }

    /// The summary on top; nothing when nothing is wrong.
    pub fn summary(&self) -> Markup {
        let faults: Vec<Fault<'_>> =
            self.sentences.iter().map(|(field, sentence)| Fault { field, sentence }).collect();
        html! { @if !faults.is_empty() { (error_summary(&self.title, &faults)) } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_no_text() {
        for nothing in
            ["\u{200b}", "\u{3164}", "\u{2800}", "\u{ad}", "\u{202e}", "\u{fe0f}", "\u{200d}"]
        {
            assert_eq!(tidy(&nothing.repeat(15), false), "", "{nothing:?}");
        }
        for (typed, read) in [
            ("\u{feff}Ławki\u{200b} w\u{a0} \u{ad}parku", "Ławki w parku"),
            ("Plac \u{202e}ukrap\u{202c} zabaw", "Plac ukrap zabaw"),
            ("rodzina 👨\u{200d}👩\u{200d}👧", "rodzina 👨\u{200d}👩\u{200d}👧"),
            ("❤\u{fe0f}\u{200d}🔥 i 1\u{fe0f}\u{20e3}", "❤\u{fe0f}\u{200d}🔥 i 1\u{fe0f}\u{20e3}"),
            ("a\u{200d}b\u{fe0f}", "ab"),
            ("мʼяч і Zażółć gęślą", "мʼяч і Zażółć gęślą"),
        ] {
            assert_eq!(tidy(typed, false), read);
        }
    }
}
