//! Six digits on their way to a contact: possession, beside what a person knows about themselves.
//! Every request queues one message and answers with one page, whoever was or was not found.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ConnectionTrait, DatabaseTransaction, Set};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::entity::{entry, slot, verification};
use super::evidence::{self, Way};
use super::pass::{Held, hex};
use super::policy::Policy;
use super::{namesakes, notice};
use crate::app::App;
use crate::clock::{Instant, random};
use crate::edition::Edition;
use crate::error::Result;
use crate::mail;
use crate::people::person_key;
use crate::store::Store;
use crate::text::Lang;

/// Seconds for which the digits work.
pub const LIFE: i64 = 600;
/// Times they may be typed wrong.
pub const TRIES: i64 = 5;

/// Where a browser is on the way to a pass; kept in a cookie that only this installation reads. It
/// looks the same whether the person is in the register or not.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Steps {
    pub edition: i64,
    /// Of the register, or declared.
    pub register: bool,
    #[serde(with = "hex")]
    pub person: Vec<u8>,
    /// The word that binds the digits to this browser.
    #[serde(with = "hex")]
    pub word: Vec<u8>,
    /// Digits were sent.
    pub sent: bool,
    pub until: Instant,
}

impl Steps {
    pub fn new(edition: i64, register: bool, person: Vec<u8>, now: Instant) -> Self {
        let word = random::<32>().to_vec();
        Self { edition, register, person, word, sent: false, until: now + super::pass::IDLE }
    }

    fn way(&self) -> Way {
        if self.register { Way::Register } else { Way::Contact }
    }
}

/// What came of typing the digits.
pub(super) enum Outcome {
    Pass(Held),
    /// So many tries are left.
    Wrong(i64),
    /// No digits wait any more: too late, too often, or never sent.
    Over,
    /// As many persons as the edition allows have come by this contact, or this person by another.
    Full,
}

fn contact_key(app: &App, edition: i64, contact: &str) -> Vec<u8> {
    person_key(&app.secret, edition, &format!("contact:{contact}"))
}

/// What attempts to write to a contact are counted by.
pub(super) fn throttle_key(app: &App, contact: &str) -> Vec<u8> {
    contact_key(app, 0, contact)
}

fn mac(app: &App, hash: &[u8], digits: &str) -> Vec<u8> {
    person_key(&app.secret, 0, &format!("digits:{}:{digits}", hex::of(hash)))
}

/// Sends six digits to the contact if this is a person who may come by it, else a message that says
/// so. Whoever asks cannot tell which.
pub(super) async fn send(
    app: &App,
    lang: Lang,
    edition: &Edition,
    policy: &Policy,
    steps: &Steps,
    contact: &str,
) -> Result<()> {
    let digits = format!("{:06}", rand_digits());
    let hash = Sha256::digest(&steps.word).to_vec();
    let key = contact_key(app, edition.id, contact);
    let tx = app.store.begin().await?;
    let (reach, person) = reach(&tx, edition.id, steps, contact).await?;
    let may = match reach {
        Reach::Nobody | Reach::Shared => false,
        // The city itself wrote this contact down, perhaps for a whole family.
        Reach::Registered => true,
        Reach::Any => has_room(&tx, edition.id, &key, &person, policy.per_contact).await?,
    };
    let is_shared = matches!(reach, Reach::Shared);
    // Nobody's digits: an empty hash is the hash of nothing.
    let expected = if may { mac(app, &hash, &digits) } else { Vec::new() };
    let now = app.clock.now();
    let row = verification::ActiveModel {
        hash: Set(hash),
        edition_id: Set(edition.id),
        way: Set(steps.way().name().to_owned()),
        person: Set(person),
        contact: Set(key),
        mac: Set(expected),
        tries: Set(0),
        expires_at: Set(now + LIFE),
    };
    verification::Entity::insert(row)
        .on_conflict(
            OnConflict::column(verification::Column::Hash)
                .update_columns([
                    verification::Column::Person,
                    verification::Column::Contact,
                    verification::Column::Mac,
                    verification::Column::Tries,
                    verification::Column::ExpiresAt,
                ])
                .to_owned(),
        )
        .exec_without_returning(&tx)
        .await?;
    let is_phone = !contact.contains('@');
    let link = format!("/{}/{}", lang.code(), edition.slug);
    let city = edition.city.clone();
    let address = notice::address(&app.config, contact);
    if let Some(to) = address {
        let kind = match (may, is_phone) {
            (false, false) if is_shared => "verify-shared",
            (false, true) if is_shared => "verify-sms-shared",
            (true, false) => "verify-code",
            (true, true) => "verify-sms",
            (false, false) => "verify-nobody",
            (false, true) => "verify-sms-nobody",
        };
        let mut args = vec![("city", city), ("link", link)];
        if may {
            args.push(("code", digits));
        }
        mail::queue(&tx, now, &to, lang, kind, &args).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// A number of six digits; those of `random` modulo a million lean by less than one in a trillion.
fn rand_digits() -> u64 {
    u64::from_be_bytes(random::<8>()) % 1_000_000
}

/// By which contact a person may come.
enum Reach {
    Nobody,
    /// Several people answer so, and the contact tells of none which it is.
    Shared,
    /// By this one: the register has it for them.
    Registered,
    /// By any that has room.
    Any,
}

/// Who comes, and whether by this contact. Of people who answer alike, the contact that the city wrote
/// down for one of them tells which it is.
async fn reach(
    tx: &impl ConnectionTrait,
    edition: i64,
    steps: &Steps,
    contact: &str,
) -> Result<(Reach, Vec<u8>)> {
    let own = steps.person.clone();
    if !steps.register {
        return Ok((Reach::Any, own));
    }
    match entry::Entity::find_by_id((edition, false, own.clone())).one(tx).await? {
        Some(entry) if entry.contact.is_empty() => return Ok((Reach::Any, own)),
        Some(entry) if entry.contact == contact => return Ok((Reach::Registered, own)),
        Some(_) => return Ok((Reach::Nobody, own)),
        None => {}
    }
    let sharing = namesakes::sharing(tx, edition, &own).await?;
    let mut theirs = sharing.iter().filter(|(entry, _)| entry.contact == contact);
    Ok(match (theirs.next(), theirs.next()) {
        (Some((one, _)), None) => (Reach::Registered, one.person.clone()),
        _ if sharing.is_empty() => (Reach::Nobody, own),
        _ => (Reach::Shared, own),
    })
}

/// Whether this person has come by this contact, or could.
async fn has_room(
    tx: &impl ConnectionTrait,
    edition: i64,
    contact: &[u8],
    person: &[u8],
    most: i64,
) -> Result<bool> {
    let own = slot::Entity::find()
        .filter(slot::Column::EditionId.eq(edition))
        .filter(slot::Column::Person.eq(person.to_vec()))
        .one(tx)
        .await?;
    if let Some(own) = own {
        return Ok(own.contact == contact);
    }
    let taken = slot::Entity::find()
        .filter(slot::Column::EditionId.eq(edition))
        .filter(slot::Column::Contact.eq(contact.to_vec()))
        .count(tx)
        .await?;
    Ok(i64::try_from(taken).unwrap_or(i64::MAX) < most)
}

/// Takes a place under the contact, by constraint: of two who want the last one, one gets it.
async fn take_slot(
    tx: &DatabaseTransaction,
    edition: i64,
    contact: &[u8],
    person: &[u8],
    most: i64,
) -> Result<bool> {
    let is_ours = async || -> Result<Option<bool>> {
        let own = slot::Entity::find()
            .filter(slot::Column::EditionId.eq(edition))
            .filter(slot::Column::Person.eq(person.to_vec()))
            .one(tx)
            .await?;
        Ok(own.map(|own| own.contact == contact))
    };
    if let Some(ours) = is_ours().await? {
        return Ok(ours);
    }
    for number in 1..=most {
        let row = slot::ActiveModel {
            edition_id: Set(edition),
            contact: Set(contact.to_vec()),
            slot: Set(number),
            person: Set(person.to_vec()),
        };
        slot::Entity::insert(row)
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(tx)
            .await?;
        if let Some(ours) = is_ours().await? {
            return Ok(ours);
        }
    }
    Ok(false)
}

/// Compares typed digits with those that were sent. A wrong try is counted before it is judged, so
/// that a thousand at once are five.
pub(super) async fn confirm(
    app: &App,
    edition: &Edition,
    policy: &Policy,
    steps: &Steps,
    typed: &str,
) -> Result<Outcome> {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let hash = Sha256::digest(&steps.word).to_vec();
    let now = app.clock.now();
    let tx = app.store.begin().await?;
    let counted = verification::Entity::update_many()
        .col_expr(verification::Column::Tries, Expr::col(verification::Column::Tries).add(1))
        .filter(verification::Column::Hash.eq(hash.clone()))
        .filter(verification::Column::EditionId.eq(edition.id))
        .filter(verification::Column::Tries.lt(TRIES))
        .filter(verification::Column::ExpiresAt.gt(now))
        .exec(&tx)
        .await?;
    if counted.rows_affected == 0 {
        return Ok(Outcome::Over);
    }
    let row = verification::Entity::find_by_id(hash.clone()).one(&tx).await?;
    let Some(row) = row else { return Ok(Outcome::Over) };
    if row.mac != mac(app, &hash, &digits) {
        tx.commit().await?;
        let left = TRIES - row.tries;
        return Ok(if left > 0 { Outcome::Wrong(left) } else { Outcome::Over });
    }
    verification::Entity::delete_by_id(hash).exec(&tx).await?;
    let entry = entry::Entity::find_by_id((edition.id, false, row.person.clone())).one(&tx).await?;
    let entry = entry.filter(|_| steps.register);
    if steps.register && entry.is_none() {
        return Ok(Outcome::Over);
    }
    let is_registered = entry.as_ref().is_some_and(|entry| !entry.contact.is_empty());
    if !is_registered
        && !take_slot(&tx, edition.id, &row.contact, &row.person, policy.per_contact).await?
    {
        tx.commit().await?;
        return Ok(Outcome::Full);
    }
    let district = entry.and_then(|entry| entry.district_id);
    evidence::record(&tx, app, edition.id, &row.person, steps.way()).await?;
    tx.commit().await?;
    Ok(Outcome::Pass(Held::new(edition.id, row.person, district, now)))
}

/// Removes digits that open nothing any more.
pub(super) async fn sweep(store: &Store, now: Instant) -> Result<()> {
    let tx = store.begin().await?;
    verification::Entity::delete_many()
        .filter(verification::Column::ExpiresAt.lte(now))
        .exec(&tx)
        .await?;
    tx.commit().await?;
    Ok(())
}
