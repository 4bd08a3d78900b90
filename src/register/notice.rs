//! Telling an entitled person that a ballot was recorded in their name.

use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::*;

use super::entity::entry;
use crate::clock::Instant;
use crate::config::Config;
use crate::edition;
use crate::error::Result;
use crate::mail;
use crate::store::padded;
use crate::text::Lang;

/// What the mail server is told: an e-mail address is one, a phone number becomes one by the
/// operator's gateway; none where there is no gateway.
pub(super) fn address(config: &Config, contact: &str) -> Option<String> {
    if contact.contains('@') {
        return Some(contact.to_owned());
    }
    let number = contact.trim_start_matches('+');
    Some(config.sms_gateway.as_deref()?.replace("{number}", number))
}

/// Asks for those of some people whom the register has a contact for.
pub fn reachable(edition: i64, persons: Vec<Vec<u8>>) -> Select<entry::Entity> {
    entry::Entity::find()
        .filter(entry::Column::EditionId.eq(edition))
        .filter(entry::Column::IsDraft.eq(false))
        .filter(entry::Column::Person.is_in(padded(persons)))
        .filter(entry::Column::Contact.ne(""))
}

/// Queues, in the transaction that records the first ballots of an edition of those who are
/// [`reachable`], a message to each of them. It never says for what they voted.
///
/// # Errors
/// The database's.
pub async fn notice(
    tx: &impl ConnectionTrait,
    config: &Config,
    at: Instant,
    edition: i64,
    entries: Vec<entry::Model>,
) -> Result<()> {
    tell(tx, config, at, edition, entries, ["vote-recorded", "vote-recorded-sms"]).await
}

/// The same for whom another's hand has put a ballot in the place of their own: a card at city hall can
/// be a theft.
///
/// # Errors
/// The database's.
pub async fn replaced(
    tx: &impl ConnectionTrait,
    config: &Config,
    at: Instant,
    edition: i64,
    entries: Vec<entry::Model>,
) -> Result<()> {
    tell(tx, config, at, edition, entries, ["vote-replaced", "vote-replaced-sms"]).await
}

/// `kinds`: of a letter, and of a message to a phone.
async fn tell(
    tx: &impl ConnectionTrait,
    config: &Config,
    at: Instant,
    edition: i64,
    entries: Vec<entry::Model>,
    kinds: [&'static str; 2],
) -> Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    let edition = edition::by_id(tx, edition).await?;
    let lang = Lang::parse(&edition.language).unwrap_or(Lang::Pl);
    for entry in entries {
        let Some(to) = address(config, &entry.contact) else { continue };
        let city = edition.city.clone();
        let kind = kinds[usize::from(!entry.contact.contains('@'))];
        let link = format!("/{}/{}/vote/mine", lang.code(), edition.slug);
        mail::queue(tx, at, &to, lang, kind, &[("city", city), ("link", link)]).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_has_an_address_only_through_the_gateway() {
        let without = Config::default();
        assert_eq!(address(&without, "+48501502503"), None);
        assert_eq!(address(&without, "ola@example.pl").as_deref(), Some("ola@example.pl"));
        let gateway = Some("{number}@sms.example".to_owned());
        let with = Config { sms_gateway: gateway, ..Config::default() };
        assert_eq!(address(&with, "+48501502503").as_deref(), Some("48501502503@sms.example"));
    }
}
