//! Submission: a draft, kept at every step on small pages that the city configures, is checked as a
//! whole and becomes one project with its places, estimate, attachments and co-authors.

mod amend;
mod amend_pages;
mod co_author;
mod draft;
mod files;
mod files_pages;
mod merge;
mod merge_pages;
mod pages;
mod photo;
mod place_pages;
mod proposal;
mod routes;
mod rules;
mod rules_pages;
mod rules_routes;
mod send;
mod similar;
mod withdraw;

pub use amend::{amend, fields_of};
pub use amend_pages::part_fields;
pub use pages::{signature_list, sure};
pub use photo::MOST_BYTES as MOST_PHOTO_BYTES;
pub use routes::router;
pub use rules::{Asked, FieldRule, Price, Question, Rules, of_edition as rules_of};

use crate::page::{Errors, Fields};
use crate::text::Message;
use crate::text::personal::{self, Kind};

/// Looks a public text through for personal data. A PESEL number is always refused; an address or a
/// telephone number only until its author has ticked that everybody may see it: `sure` holds what was
/// ticked, by the words found, so that a tick does not cover what is added later.
pub fn complain_of_personal_data(field: &str, text: &str, sure: &[String], errors: &mut Errors) {
    let found = personal::find(text);
    if found.iter().any(|one| one.kind == Kind::Pesel) {
        errors.add(field, Message::new("personal-pesel"));
        return;
    }
    let unsure: Vec<String> =
        found.into_iter().map(|one| one.words).filter(|words| !sure.contains(words)).collect();
    if !unsure.is_empty() {
        let words = unsure.join(", ");
        errors.add(field, Message::new("personal-found").arg("words", words));
    }
}

/// The same for a field of a form: what was ticked stands under `sure-` and its name.
pub fn complain_of_field(fields: &Fields, field: &str, text: &str, errors: &mut Errors) {
    let sure: Vec<String> = fields.all(&format!("sure-{field}")).map(str::to_owned).collect();
    complain_of_personal_data(field, text, &sure, errors);
}

/// The words in a text that need its author's tick, one line each; a PESEL number has no tick.
pub fn to_be_sure_of(text: &str) -> Vec<String> {
    let found = personal::find(text);
    if found.iter().any(|one| one.kind == Kind::Pesel) {
        return Vec::new();
    }
    let mut words: Vec<String> = found.into_iter().map(|one| one.words).collect();
    words.dedup();
    words
}
