//! Telling an entitled person that a ballot was recorded in their name.

use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::*;

use super::entity::entry;
use crate::clock::Instant;
use crate::config::Config;
use crate::edition::Edition;
use crate::error::Result;
use crate::mail;
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

/// Queues, in the transaction that records a person's first ballot of an edition, a message to the
/// contact that the register has for them; does nothing where it has none. It never says for what
/// they voted. Call it once a person, not once a lane.
///
/// # Errors
/// The database's.
pub async fn notice(
    tx: &impl ConnectionTrait,
    config: &Config,
    at: Instant,
    edition: &Edition,
    person: &[u8],
) -> Result<()> {
    let entry = entry::Entity::find_by_id((edition.id, false, person.to_vec())).one(tx).await?;
    let Some(contact) = entry.map(|entry| entry.contact).filter(|contact| !contact.is_empty())
    else {
        return Ok(());
    };
    let Some(to) = address(config, &contact) else { return Ok(()) };
    let lang = Lang::parse(&edition.language).unwrap_or(Lang::Pl);
    let city = edition.city.clone();
    let kind = if contact.contains('@') { "vote-recorded" } else { "vote-recorded-sms" };
    let link = format!("/{}/{}/vote/mine", lang.code(), edition.slug);
    mail::queue(tx, at, &to, lang, kind, &[("city", city), ("link", link)]).await
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
