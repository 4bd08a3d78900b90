//! Receipts: the page after casting, and what a code says to whoever has it.

use axum::extract::{Path, State};
use axum::response::Response;
use maud::Markup;
use sea_orm::entity::prelude::*;
use sha2::{Digest, Sha256};

use super::entity::leaf::Fate;
use super::entity::{ballot, envelope as envelopes, leaf, replaced};
use super::envelope;
use super::link::LinkKey;
use super::pages;
use super::routes::no_store;
use crate::app::{Access, App, Routes};
use crate::edition::{self, Edition, Phase, Pool, Room, pool};
use crate::error::{Error, Result};
use crate::page::{self, Errors, Fields};
use crate::people::Visit;
use crate::project::pool_name;
use crate::register::Pass;
use crate::text::Message;

pub fn router() -> Routes {
    Routes::default()
        .get("/{l}/{e}/vote/receipt/{key}", Access::Public, receipt_page)
        .get("/{l}/receipt", Access::Public, lookup_page)
        .post("/{l}/receipt", Access::Public, lookup)
}

/// The receipt's page stands under a token that only we can read, not under its codes: an address
/// ends up in logs and histories, and a code is what the published file calls the ballot.
pub fn token(app: &App, receipts: &[String]) -> Result<String> {
    address_key(app).token(&receipts.join(","))
}

fn address_key(app: &App) -> LinkKey {
    let mixed = Sha256::new().chain_update("sakwa/receipt/1").chain_update(app.secret).finalize();
    LinkKey::new(&mixed.into())
}

async fn receipt_page(
    State(app): State<App>,
    visit: Visit,
    pass: Pass,
    Path((_, slug, token)): Path<(String, String, String)>,
) -> Result<Response> {
    let db = app.store.read();
    let receipts = address_key(&app).read_token(&token).ok_or(Error::NotFound)?;
    let edition = edition::find(db, &slug).await?;
    let mut codes = Vec::new();
    for receipt in receipts.split(',') {
        let Some(Found { pool: Some(pool), edition: of, .. }) = find(&app, receipt).await? else {
            continue;
        };
        if of.id == edition.id {
            codes.push((pool_name(visit.text, &pool), dashed(receipt)));
        }
    }
    if codes.is_empty() {
        return Err(Error::NotFound);
    }
    let qr = |code: &str| qr(&app, &visit, code);
    let shell = edition::shell(&visit, &edition, Room::Voting, visit.text.say("receipt-title"));
    let base = app.config.base();
    Ok(no_store(shell.page(pages::receipt(&visit, &edition, &pass, &base, &codes, &qr))))
}

/// A QR code that leads to the look-up of this receipt. What follows `#` never leaves the phone; a
/// script puts it into the field.
fn qr(app: &App, visit: &Visit, code: &str) -> Option<Markup> {
    let address = format!("{}{}#{code}", app.config.base(), visit.href("/receipt"));
    page::qr(&address, &visit.text.say("receipt-qr"))
}

async fn lookup_page(visit: Visit) -> Response {
    let shell = visit.shell(visit.text.say("receipt-lookup-title"));
    shell.page(pages::lookup(&visit, "", None, &Errors::default()))
}

/// A form and not an address asks, so that a code stays out of logs and histories.
async fn lookup(State(app): State<App>, visit: Visit, fields: Fields) -> Result<Response> {
    let typed = fields.get("code").trim();
    let shell = visit.shell(visit.text.say("receipt-lookup-title"));
    let Ok(code) = game_rules::ballot::parse_receipt_code(typed) else {
        let errors = Errors::of("code", Message::new("receipt-code-wrong"));
        return Ok(no_store(shell.invalid().page(pages::lookup(&visit, typed, None, &errors))));
    };
    let found = find(&app, &code.replace('-', "")).await?;
    Ok(no_store(shell.page(pages::lookup(&visit, typed, Some(found.as_ref()), &Errors::default()))))
}

/// What a code leads to.
pub struct Found {
    pub edition: Edition,
    /// Not known of a ballot that is no longer in the box.
    pub pool: Option<Pool>,
    pub fate: Fate,
}

/// The ballot with this receipt, if there is one: opened, still in an envelope of an edition that
/// votes, or taken out of the box.
async fn find(app: &App, receipt: &str) -> Result<Option<Found>> {
    let db = app.store.read();
    let opened = ballot::Entity::find().filter(ballot::Column::Receipt.eq(receipt)).one(db).await?;
    let mut pool_id = opened.map(|ballot| ballot.pool_id);
    for edition in edition::all(db).await? {
        if pool_id.is_some() || !matches!(edition.phase, Phase::Voting | Phase::Counting) {
            continue;
        }
        // A sealed edition has no key any more, and nothing in envelopes.
        let Ok(key) = app.keys.of(db, edition.id).await else { continue };
        let code = envelope::code(&key, receipt);
        let row = envelopes::Entity::find().filter(envelopes::Column::Code.eq(code.clone()));
        pool_id = row.one(db).await?.map(|row| row.pool_id);
        if pool_id.is_none()
            && replaced::Entity::find_by_id((edition.id, code)).one(db).await?.is_some()
        {
            return Ok(Some(Found { edition, pool: None, fate: Fate::Superseded }));
        }
    }
    if let Some(pool_id) = pool_id {
        let pool = pool::Entity::find_by_id(pool_id).one(db).await?.ok_or(Error::NotFound)?;
        let edition = edition::by_id(db, pool.edition_id).await?;
        return Ok(Some(Found { edition, pool: Some(pool), fate: Fate::Counted }));
    }
    let Ok((first, last)) = game_rules::ballot::leaves_of(receipt) else { return Ok(None) };
    let leaf = leaf::Entity::find()
        .filter(leaf::Column::Hash.gte(first.to_vec()))
        .filter(leaf::Column::Hash.lte(last.to_vec()))
        .filter(leaf::Column::Fate.is_not_null())
        .one(db)
        .await?;
    let Some(leaf) = leaf else { return Ok(None) };
    let edition = edition::by_id(db, leaf.edition_id).await?;
    Ok(Some(Found { edition, pool: None, fate: leaf.fate.unwrap_or(Fate::Counted) }))
}

fn dashed(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join("-")
}
