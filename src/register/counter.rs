//! Whose card is this? The person of a ballot on paper, found by what the edition's policy knows
//! people by and the clerk reads off the card. Nothing of it is kept.

use super::codes;
use super::entity::entry;
use super::identity::Question;
use super::pass::{Voter, of_account};
use super::policy::{Accounts, Policy};
use crate::app::App;
use crate::edition::Edition;
use crate::error::Result;
use crate::page::{Errors, Fields};
use crate::people::{account, is_linked};
use crate::text::Message;
use sea_orm::entity::prelude::*;

/// What a ballot on paper asks of its voter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardQuestion {
    Identity(Question),
    /// The one-time code from the letter.
    Code,
    /// The e-mail address of an account.
    Account,
}

impl CardQuestion {
    /// Names of the fields, in the order in which they stand on the card.
    pub fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Identity(question) => question.fields(),
            Self::Code => &["code"],
            Self::Account => &["email"],
        }
    }
}

impl Policy {
    /// What a ballot on paper asks: whatever makes its voter the same person as online.
    pub fn card_question(&self) -> CardQuestion {
        match self.register_question() {
            Some(question) => CardQuestion::Identity(question),
            None if self.desk || self.contact => CardQuestion::Identity(self.desk_question()),
            None if self.codes => CardQuestion::Code,
            None => CardQuestion::Account,
        }
    }
}

/// Somebody entitled, by the register in force.
pub async fn registered(app: &App, edition: &Edition, person: Vec<u8>) -> Result<Option<Voter>> {
    let entry = entry::Entity::find_by_id((edition.id, false, person));
    let entry = entry.one(app.store.read()).await?;
    Ok(entry.map(|entry| Voter::new(entry.person, entry.district_id)))
}

/// The voter of a card. The errors name the fields.
pub async fn of_card(
    app: &App,
    edition: &Edition,
    policy: &Policy,
    fields: &Fields,
) -> Result<std::result::Result<Voter, Errors>> {
    let unknown = match policy.card_question() {
        CardQuestion::Identity(_) => "card-unregistered",
        CardQuestion::Code => "card-code-unknown",
        CardQuestion::Account => "card-account-unknown",
    };
    asked(app, edition, policy, fields, unknown).await
}

/// The voter who stands before a clerk. The errors name the fields.
pub async fn visitor(
    app: &App,
    edition: &Edition,
    policy: &Policy,
    fields: &Fields,
) -> Result<std::result::Result<Voter, Errors>> {
    asked(app, edition, policy, fields, "office-unknown").await
}

async fn asked(
    app: &App,
    edition: &Edition,
    policy: &Policy,
    fields: &Fields,
    unknown: &'static str,
) -> Result<std::result::Result<Voter, Errors>> {
    let question = policy.card_question();
    let found = match question {
        CardQuestion::Identity(identity) => {
            let person = match super::at_desk(app, edition, identity, fields).await? {
                Ok(person) => person,
                Err(errors) => return Ok(Err(errors)),
            };
            match policy.by {
                Some(_) => registered(app, edition, person).await?,
                None => Some(Voter::new(person, None)),
            }
        }
        CardQuestion::Code => codes::voter(app, edition, policy, fields.get("code")).await?,
        CardQuestion::Account => account_voter(app, edition, policy, fields.get("email")).await?,
    };
    let first = question.fields().first().copied().unwrap_or_default();
    Ok(found.ok_or_else(|| Errors::of(first, Message::new(unknown))))
}

async fn account_voter(
    app: &App,
    edition: &Edition,
    policy: &Policy,
    typed: &str,
) -> Result<Option<Voter>> {
    let Some(email) = account::normal_email(typed) else { return Ok(None) };
    let Some(found) = account::by_email(app.store.read(), &email).await? else { return Ok(None) };
    let may = match policy.account {
        Accounts::None => false,
        Accounts::Any => true,
        Accounts::Provider => is_linked(app, found.id).await?,
    };
    Ok(may.then(|| Voter::new(of_account(app, edition.id, found.id), None)))
}

/// A person as a text, to lie under the link key.
pub fn spell(person: &[u8]) -> String {
    super::pass::hex::of(person)
}

/// What [`spell`] made a text of.
pub fn unspell(text: &str) -> Option<Vec<u8>> {
    super::pass::hex::parse(text)
}
