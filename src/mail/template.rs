//! A city's own words for a letter, in place of the shipped ones: for one edition, or for all and
//! for letters that belong to none. The edition of a letter is the one its link leads into.

use std::collections::BTreeMap;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, QueryOrder, Set};

use crate::error::Result;
use crate::text::{Lang, Text};

/// Stands for every edition, where the edition has no words of its own.
pub const EVERYWHERE: &str = "";

/// A kind of letter and the variables of its words.
#[derive(Debug)]
pub struct Kind {
    pub name: &'static str,
    pub variables: &'static [&'static str],
}

/// Every kind that is sent. A test compares them with the messages.
pub const KINDS: &[Kind] = &[
    Kind { name: "sign-up", variables: &["link"] },
    Kind { name: "sign-up-known", variables: &["link"] },
    Kind { name: "sign-up-first", variables: &["link"] },
    Kind { name: "sign-up-city", variables: &["link"] },
    Kind { name: "sign-in", variables: &["link"] },
    Kind { name: "password", variables: &["link"] },
    Kind { name: "password-changed", variables: &["link"] },
    Kind { name: "factor-forgotten", variables: &["link"] },
    Kind { name: "factor-reset", variables: &["link"] },
    Kind { name: "email-change", variables: &["link"] },
    Kind { name: "email-known", variables: &["link"] },
    Kind { name: "email-changed", variables: &["link"] },
    Kind { name: "account-closed", variables: &["link"] },
    Kind { name: "project-returned", variables: &["link", "number", "reason", "title", "until"] },
    Kind { name: "project-passed", variables: &["link", "number", "title"] },
    Kind { name: "project-cost", variables: &["link", "number", "reason", "title"] },
    Kind { name: "project-accepted", variables: &["link", "number", "title"] },
    Kind { name: "project-rejected", variables: &["link", "number", "reason", "title", "until"] },
    Kind { name: "appeal-received", variables: &["link", "number", "title", "until"] },
    Kind { name: "appeal-dismissed", variables: &["link", "number", "reason", "title"] },
    Kind { name: "appeal-reopened", variables: &["link", "number", "reason", "title"] },
    Kind { name: "co-author", variables: &["city", "link", "title"] },
    Kind { name: "merge-offer", variables: &["link", "title"] },
    Kind { name: "merge-accepted", variables: &["link", "title"] },
    Kind { name: "merge-declined", variables: &["link", "title"] },
    Kind { name: "follow", variables: &["link", "title"] },
    Kind { name: "verify-code", variables: &["city", "code", "link"] },
    Kind { name: "verify-nobody", variables: &["city", "link"] },
    Kind { name: "verify-shared", variables: &["city", "link"] },
    Kind { name: "verify-sms-shared", variables: &["city", "link"] },
    Kind { name: "verify-sms", variables: &["city", "code", "link"] },
    Kind { name: "verify-sms-nobody", variables: &["city", "link"] },
    Kind { name: "vote-recorded", variables: &["city", "link"] },
    Kind { name: "vote-recorded-sms", variables: &["city", "link"] },
    Kind { name: "vote-replaced", variables: &["city", "link"] },
    Kind { name: "vote-replaced-sms", variables: &["city", "link"] },
    Kind { name: "challenge", variables: &["link", "until"] },
    Kind { name: "challenge-lifted", variables: &["link"] },
    Kind { name: "challenge-upheld", variables: &["link"] },
    Kind { name: "office-vote", variables: &["city", "link", "until"] },
    Kind { name: "followed", variables: &["link", "title", "what"] },
];

impl Kind {
    pub fn find(name: &str) -> Option<&'static Self> {
        KINDS.iter().find(|kind| kind.name == name)
    }

    /// The shipped words, with `{ $variable }` where values will stand.
    pub fn shipped(&self, lang: Lang) -> Words {
        let holes =
            self.variables.iter().map(|name| ((*name).to_owned(), format!("{{ ${name} }}")));
        Words::shipped(lang, self.name, &holes.collect())
    }
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail_template")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub edition: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub language: String,
    pub subject: String,
    pub body: String,
}

impl ActiveModelBehavior for ActiveModel {}

/// The two texts of a letter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    pub subject: String,
    pub body: String,
}

impl Words {
    pub(super) fn shipped(lang: Lang, kind: &str, args: &BTreeMap<String, String>) -> Self {
        let say = |part: &str| Text(lang).with_texts(&format!("mail-{kind}-{part}"), args);
        Self { subject: say("subject"), body: say("body") }
    }

    /// With values in place of the variables; a variable that is not given stays as it is.
    pub fn filled(&self, args: &BTreeMap<String, String>) -> Self {
        let fill = |text: &str| {
            let mut filled = String::with_capacity(text.len());
            for part in parts(text) {
                match part {
                    Part::Text(text) => filled.push_str(text),
                    Part::Variable(name, whole) => {
                        filled.push_str(args.get(name).map_or(whole, String::as_str));
                    }
                }
            }
            filled
        };
        Self { subject: fill(&self.subject), body: fill(&self.body) }
    }

    /// The variables these words use.
    pub fn variables(&self) -> Vec<&str> {
        let both = parts(&self.subject).into_iter().chain(parts(&self.body));
        both.filter_map(|part| match part {
            Part::Variable(name, _) => Some(name),
            Part::Text(_) => None,
        })
        .collect()
    }
}

enum Part<'a> {
    Text(&'a str),
    /// The name, and all of `{ $name }`.
    Variable(&'a str, &'a str),
}

fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let Some(length) = rest[open..].find('}') else { break };
        let whole = &rest[open..=open + length];
        let name = whole.trim_matches(['{', '}']).trim().strip_prefix('$');
        parts.push(Part::Text(&rest[..open]));
        parts.push(name.map_or(Part::Text(whole), |name| Part::Variable(name, whole)));
        rest = &rest[open + length + 1..];
    }
    parts.push(Part::Text(rest));
    parts
}

/// The city's own words for letters of this kind: the edition's, else those for all.
pub async fn own(
    db: &impl ConnectionTrait,
    edition: &str,
    kind: &str,
    lang: Lang,
) -> Result<Option<Words>> {
    let rows = Entity::find()
        .filter(Column::Edition.is_in([edition, EVERYWHERE]))
        .filter(Column::Kind.eq(kind))
        .filter(Column::Language.eq(lang.code()))
        .order_by_desc(Column::Edition)
        .all(db)
        .await?;
    Ok(rows.into_iter().next().map(|row| Words { subject: row.subject, body: row.body }))
}

/// The kinds and languages for which an edition has words of its own.
pub async fn changed(db: &impl ConnectionTrait, edition: &str) -> Result<Vec<(String, String)>> {
    let rows = Entity::find().filter(Column::Edition.eq(edition)).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.kind, row.language)).collect())
}

/// Keeps an edition's words.
pub async fn keep(
    tx: &impl ConnectionTrait,
    edition: &str,
    kind: &Kind,
    lang: Lang,
    words: Words,
) -> Result<()> {
    let row = ActiveModel {
        edition: Set(edition.to_owned()),
        kind: Set(kind.name.to_owned()),
        language: Set(lang.code().to_owned()),
        subject: Set(words.subject),
        body: Set(words.body),
    };
    let key = OnConflict::columns([Column::Edition, Column::Kind, Column::Language])
        .update_columns([Column::Subject, Column::Body])
        .to_owned();
    Entity::insert(row).on_conflict(key).exec_without_returning(tx).await?;
    Ok(())
}

/// Goes back to the words for all, or to the shipped ones.
pub async fn forget(
    tx: &impl ConnectionTrait,
    edition: &str,
    kind: &Kind,
    lang: Lang,
) -> Result<()> {
    let key = (edition.to_owned(), kind.name.to_owned(), lang.code().to_owned());
    Entity::delete_by_id(key).exec(tx).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_found_and_filled() {
        let words = Words {
            subject: "Do {$name}: { $title }".to_owned(),
            body: "{ $link } {zł} { $name".to_owned(),
        };
        assert_eq!(words.variables(), ["name", "title", "link"]);
        let args = [("name", "Ola"), ("link", "{ $title }")];
        let args = args.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        let filled = words.filled(&args);
        assert_eq!(filled.subject, "Do Ola: { $title }");
        assert_eq!(filled.body, "{ $title } {zł} { $name");
    }

    #[test]
    fn shipped_words_show_where_values_stand() {
        for kind in KINDS {
            for lang in Lang::ALL {
                let words = kind.shipped(lang);
                assert!(words.body.contains("{ $link }"), "{}", kind.name);
                assert!(words.variables().iter().all(|name| kind.variables.contains(name)));
            }
        }
    }
}
