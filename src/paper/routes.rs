use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, Query, State};
use axum::response::Response;
use maud::Markup;

use super::batch::{self, MOST_CARDS};
use super::box_office;
use super::desk_pages::{self, BatchRow, BatchView, DeskView};
use super::entity::{State as BatchState, batch as batches};
use super::entry_pages::{self, EntryView};
use super::form::Blank;
use super::policy::{self, Policy};
use super::reading::{self, Looks, Reading};
use super::reconcile_pages::{self, DifferenceView, ReconcileView, SampleView};
use super::sums;
use crate::app::{Access, App, Routes, see_other};
use crate::clock::random;
use crate::edition::{self, Edition, Phase, Room};
use crate::error::{Error, Result};
use crate::page::{Errors, Fields, encode, tidy};
use crate::people::{Role, Visit, account};
use crate::register;
use crate::text::Message;
use crate::vote::{Roll, no_store};

const CLERKS: Access = Access::Staff(&[Role::Clerk]);
const SETTERS: Access = Access::Staff(&[Role::ReturningOfficer, Role::Admin]);
/// Who sees batches and sums, without a single card.
pub const WATCHERS: Access =
    Access::Staff(&[Role::Clerk, Role::ReturningOfficer, Role::Auditor, Role::Admin]);
/// Who compares cards with what was read of them.
const CHECKERS: Access = Access::Staff(&[Role::Clerk, Role::ReturningOfficer, Role::Auditor]);

pub fn router() -> Routes {
    Routes::default()
        .get("/{l}/desk/{e}/paper", WATCHERS, desk)
        .post("/{l}/desk/{e}/paper", CLERKS, open)
        .post("/{l}/desk/{e}/paper/policy", SETTERS, set_policy)
        .get("/{l}/desk/{e}/paper/{batch}", WATCHERS, batch_page)
        .post("/{l}/desk/{e}/paper/{batch}", CLERKS, declare)
        .get("/{l}/desk/{e}/paper/{batch}/entry", CLERKS, entry_page)
        .post("/{l}/desk/{e}/paper/{batch}/entry", CLERKS, enter)
        .get("/{l}/desk/{e}/paper/{batch}/difference", CLERKS, difference_page)
        .post("/{l}/desk/{e}/paper/{batch}/difference", CLERKS, resolve)
        .get("/{l}/desk/{e}/paper/{batch}/reconcile", CLERKS, reconcile_page)
        .post("/{l}/desk/{e}/paper/{batch}/reconcile", CLERKS, reconcile)
        .get("/{l}/desk/{e}/paper/{batch}/sample", CHECKERS, sample)
}

type InEdition = Path<(String, String)>;
type InBatch = Path<(String, String, String)>;
type Asked = Query<Vec<(String, String)>>;

/// For how long a page waits until the cards of a small batch are cast; a large one goes on by itself.
const PATIENCE: Duration = Duration::from_secs(8);

fn answer(
    visit: &Visit,
    edition: &Edition,
    title: String,
    errors: &Errors,
    body: Markup,
) -> Response {
    let shell = edition::shell(visit, edition, Room::Elsewhere, title);
    let mut shell = if errors.is_empty() { shell } else { shell.invalid() };
    shell.class = "desk";
    shell.banner = if errors.is_empty() { visit.done() } else { None };
    no_store(shell.page(body))
}

/// An edition and a batch of it, by the segments of a path.
pub async fn at(app: &App, slug: &str, number: &str) -> Result<(Edition, batches::Model)> {
    let db = app.store.read();
    let edition = edition::find(db, slug).await?;
    let number = number.parse().map_err(|_| Error::NotFound)?;
    let batch = batch::find(db, edition.id, number).await?;
    Ok((edition, batch))
}

async fn desk(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): InEdition,
) -> Result<Response> {
    draw_desk(&app, &visit, &slug, &Fields::default(), &Errors::default()).await
}

async fn draw_desk(
    app: &App,
    visit: &Visit,
    slug: &str,
    fields: &Fields,
    errors: &Errors,
) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, slug).await?;
    let rows = batch::of_edition(db, edition.id).await?;
    let names = account::names(db, rows.iter().map(|row| row.opened_by).collect()).await?;
    let rows: Vec<BatchRow> = rows
        .into_iter()
        .map(|batch| BatchRow {
            by: names.get(&batch.opened_by).cloned().unwrap_or_default(),
            batch,
        })
        .collect();
    let pools = edition::pool::of_edition(db, edition.id).await?;
    let viewer = visit.person()?;
    let view = DeskView {
        visit,
        edition: &edition,
        policy: policy::of(db, edition.id).await?,
        batches: &rows,
        pools: &pools,
        may_open: viewer.may(Role::Clerk) && batch::is_opening(db, &edition).await?,
        may_set: (viewer.may(Role::ReturningOfficer) || viewer.may(Role::Admin))
            && edition.phase < Phase::Voting,
        fields,
        errors,
    };
    let title = visit.text.say("paper-room");
    Ok(answer(visit, &edition, title, errors, desk_pages::desk(&view)))
}

/// How many cards a form says there are.
fn declared(fields: &Fields, least: i64, errors: &mut Errors) -> i64 {
    let typed = fields.get("declared").trim();
    let read = if typed.is_empty() && least == 0 { Some(0) } else { typed.parse().ok() };
    match read.filter(|n| (least..=MOST_CARDS).contains(n)) {
        Some(n) => n,
        None => {
            errors.add("declared", Message::new("paper-declared-wrong").arg("most", MOST_CARDS));
            0
        }
    }
}

async fn open(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): InEdition,
    fields: Fields,
) -> Result<Response> {
    let edition = edition::find(app.store.read(), &slug).await?;
    let mut errors = Errors::default();
    let place = tidy(fields.get("place"), false);
    if !(2..=200).contains(&place.chars().count()) {
        errors.add("place", Message::new("paper-place-wrong"));
    }
    let declared = declared(&fields, 0, &mut errors);
    if !errors.is_empty() {
        return draw_desk(&app, &visit, &slug, &fields, &errors).await;
    }
    let in_person = fields.get("in_person") == "yes";
    let by = visit.person()?.id;
    let number = batch::open(&app, &edition, &place, in_person, declared, by).await?;
    Ok(see_other(&visit.href(&format!("/desk/{slug}/paper/{number}?done=paper-opened"))))
}

async fn set_policy(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): InEdition,
    fields: Fields,
) -> Result<Response> {
    let edition = edition::find(app.store.read(), &slug).await?;
    let Some(wanted) = Policy::parse(fields.get("policy")) else {
        let errors = Errors::of("policy", Message::new("paper-policy-missing"));
        return draw_desk(&app, &visit, &slug, &fields, &errors).await;
    };
    policy::set(&app, &edition, wanted, visit.person()?.id).await?;
    Ok(see_other(&visit.href(&format!("/desk/{slug}/paper?done=paper-policy"))))
}

async fn batch_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, number)): InBatch,
) -> Result<Response> {
    draw_batch(&app, &visit, &slug, &number, &Fields::default(), &Errors::default()).await
}

async fn draw_batch(
    app: &App,
    visit: &Visit,
    slug: &str,
    number: &str,
    fields: &Fields,
    errors: &Errors,
) -> Result<Response> {
    let db = app.store.read();
    let (edition, batch) = at(app, slug, number).await?;
    let people = [Some(batch.opened_by), batch.compared_by, batch.signed_by];
    let view = BatchView {
        visit,
        edition: &edition,
        sums: &sums::of(app, &batch).await?,
        names: &account::names(db, people.into_iter().flatten().collect()).await?,
        taking: batch::is_taking(db, &edition).await?,
        is_clerk: visit.person()?.may(Role::Clerk),
        checks: [Role::Clerk, Role::ReturningOfficer, Role::Auditor]
            .into_iter()
            .any(|role| visit.person().is_ok_and(|viewer| viewer.may(role))),
        batch: &batch,
        fields,
        errors,
    };
    let title = visit.text.with("paper-batch", &[("n", batch.number.to_string().into())]);
    Ok(answer(visit, &edition, title, errors, desk_pages::batch(&view)))
}

async fn declare(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, number)): InBatch,
    fields: Fields,
) -> Result<Response> {
    let (edition, batch) = at(&app, &slug, &number).await?;
    let mut errors = Errors::default();
    let declared = declared(&fields, 1, &mut errors);
    if !errors.is_empty() {
        return draw_batch(&app, &visit, &slug, &number, &fields, &errors).await;
    }
    batch::declare(&app, &edition, batch.number, declared, visit.person()?.id).await?;
    let done = format!("/desk/{slug}/paper/{}?done=paper-declared", batch.number);
    Ok(see_other(&visit.href(&done)))
}

/// The form of a card of an edition that takes paper.
async fn blank(app: &App, edition: &Edition) -> Result<Blank> {
    let db = app.store.read();
    if !batch::is_taking(db, edition).await? {
        return Err(Error::conflict("paper-not-now"));
    }
    let policy = register::policy_of(db, edition.id).await?;
    Ok(Blank { roll: Arc::new(Roll::of(app, edition).await?), policy })
}

/// The number of a card in a form or a query.
fn card_of(fields: &Fields) -> Option<i64> {
    fields.get("card").trim().parse().ok().filter(|card| (1..=MOST_CARDS).contains(card))
}

async fn entry_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, number)): InBatch,
    Query(query): Asked,
) -> Result<Response> {
    let (edition, batch) = at(&app, &slug, &number).await?;
    let asked = Fields::from(query);
    let mut fields = Fields::default();
    fields.set("area", asked.get("area"));
    let card = card_of(&asked);
    draw_entry(&app, &visit, &edition, &batch, card, &fields, &Errors::default()).await
}

async fn draw_entry(
    app: &App,
    visit: &Visit,
    edition: &Edition,
    batch: &batches::Model,
    card: Option<i64>,
    fields: &Fields,
    errors: &Errors,
) -> Result<Response> {
    let blank = blank(app, edition).await?;
    let progress = reading::progress(app.store.read(), batch.id, visit.person()?.id).await?;
    let card = card.unwrap_or_else(|| reading::next(&progress));
    let own = progress.values().filter(|(own, _)| *own).count();
    let view = EntryView { visit, edition, batch, blank: &blank, card, own, fields, errors };
    let title = visit.text.with("paper-entry-title", &[("n", card.to_string().into())]);
    Ok(answer(visit, edition, title, errors, entry_pages::entry(&view)))
}

async fn enter(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, number)): InBatch,
    fields: Fields,
) -> Result<Response> {
    let (edition, batch) = at(&app, &slug, &number).await?;
    if batch.state != BatchState::Open {
        return Err(refused(batch.state));
    }
    let card = card_of(&fields).ok_or(Error::BadRequest("card".to_owned()))?;
    let blank = blank(&app, &edition).await?;
    let found = match blank.read(&app, visit.text, &fields).await? {
        Ok(found) => found,
        Err(errors) => {
            return draw_entry(&app, &visit, &edition, &batch, Some(card), &fields, &errors).await;
        }
    };
    reading::keep(&app, &edition, batch.number, card, visit.person()?.id, &found).await?;
    let area = encode(fields.get("area"));
    let next = format!("/desk/{slug}/paper/{}/entry?done=paper-card&area={area}", batch.number);
    Ok(see_other(&visit.href(&next)))
}

/// Why nothing is read in a batch any more.
fn refused(state: BatchState) -> Error {
    match state {
        BatchState::Open | BatchState::Compared => Error::conflict("paper-compared"),
        BatchState::Signed | BatchState::Cast => Error::conflict("paper-signed"),
    }
}

/// The cards of a batch, opened for a clerk.
async fn looks(
    app: &App,
    edition: &Edition,
    batch: &batches::Model,
) -> Result<BTreeMap<i64, Looks>> {
    let key = app.keys.of(app.store.read(), edition.id).await?;
    reading::of_batch(app.store.read(), &key, batch).await
}

async fn difference_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, number)): InBatch,
    Query(query): Asked,
) -> Result<Response> {
    let (edition, batch) = at(&app, &slug, &number).await?;
    let asked = Fields::from(query);
    draw_difference(&app, &visit, &edition, &batch, &asked, &Fields::default(), &Errors::default())
        .await
}

async fn draw_difference(
    app: &App,
    visit: &Visit,
    edition: &Edition,
    batch: &batches::Model,
    asked: &Fields,
    fields: &Fields,
    errors: &Errors,
) -> Result<Response> {
    let blank = blank(app, edition).await?;
    let cards = looks(app, edition, batch).await?;
    let disputed = card_of(asked).and_then(|card| Some((card, cards.get(&card)?)));
    let Some((card, looks)) = disputed.filter(|(_, looks)| looks.disputed()) else {
        let back = format!("/desk/{}/paper/{}/reconcile", edition.slug, batch.number);
        return Ok(see_other(&visit.href(&back)));
    };
    let view = DifferenceView { visit, edition, batch, blank: &blank, card, looks, fields, errors };
    let title = visit.text.with("paper-difference-title", &[("n", card.to_string().into())]);
    Ok(answer(visit, edition, title, errors, reconcile_pages::difference(&view)))
}

async fn resolve(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, number)): InBatch,
    fields: Fields,
) -> Result<Response> {
    let (edition, batch) = at(&app, &slug, &number).await?;
    if batch.state != BatchState::Open {
        return Err(refused(batch.state));
    }
    let card = card_of(&fields).ok_or(Error::BadRequest("card".to_owned()))?;
    let blank = blank(&app, &edition).await?;
    let found = match blank.read(&app, visit.text, &fields).await? {
        Ok(found) => found,
        Err(errors) => {
            return draw_difference(&app, &visit, &edition, &batch, &fields, &fields, &errors)
                .await;
        }
    };
    reading::resolve(&app, &edition, batch.number, card, visit.person()?.id, &found).await?;
    let back = format!("/desk/{slug}/paper/{}/reconcile?done=paper-resolved", batch.number);
    Ok(see_other(&visit.href(&back)))
}

async fn reconcile_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, number)): InBatch,
) -> Result<Response> {
    let (edition, batch) = at(&app, &slug, &number).await?;
    draw_reconcile(&app, &visit, &edition, &batch, &Fields::default(), &Errors::default()).await
}

async fn draw_reconcile(
    app: &App,
    visit: &Visit,
    edition: &Edition,
    batch: &batches::Model,
    fields: &Fields,
    errors: &Errors,
) -> Result<Response> {
    let taking = batch::is_taking(app.store.read(), edition).await?;
    let (cards, blank) = match taking {
        true => (looks(app, edition, batch).await?, Some(blank(app, edition).await?)),
        false => (BTreeMap::new(), None),
    };
    let view = ReconcileView {
        visit,
        edition,
        batch,
        sums: &sums::of(app, batch).await?,
        blank: blank.as_ref(),
        cards: &cards,
        own: visit.person()?.id,
        fields,
        errors,
    };
    let title = visit.text.say("paper-reconcile-title");
    Ok(answer(visit, edition, title, errors, reconcile_pages::reconcile(&view)))
}

async fn reconcile(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, number)): InBatch,
    fields: Fields,
) -> Result<Response> {
    let (edition, batch) = at(&app, &slug, &number).await?;
    let by = visit.person()?.id;
    let done = match fields.get("act") {
        "compare" => {
            let reason = tidy(fields.get("reason"), false);
            let said = (10..=500).contains(&reason.chars().count());
            let reason = if said { reason.as_str() } else { "" };
            match batch::compare(&app, &edition, batch.number, reason, by).await {
                Err(Error::Conflict { key: "paper-reason-missing" }) => {
                    let errors = Errors::of("reason", Message::new("paper-reason-missing"));
                    return draw_reconcile(&app, &visit, &edition, &batch, &fields, &errors).await;
                }
                other => other?,
            }
            "paper-compared"
        }
        "reopen" => {
            batch::reopen(&app, &edition, batch.number, by).await?;
            "paper-reopened"
        }
        "sign" => {
            batch::sign(&app, &edition, batch.number, by).await?;
            let work = tokio::spawn(async move { box_office::resume_all(&app).await });
            match tokio::time::timeout(PATIENCE, work).await {
                Ok(Ok(cast)) => cast?,
                Ok(Err(failed)) => return Err(anyhow::Error::from(failed).into()),
                Err(_) => {}
            }
            "paper-signed"
        }
        _ => return Err(Error::BadRequest("act".to_owned())),
    };
    Ok(see_other(&visit.href(&format!("/desk/{slug}/paper/{}?done={done}", batch.number))))
}

/// Cards drawn by chance, to be held beside the paper: one in ten, at least ten.
async fn sample(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, number)): InBatch,
) -> Result<Response> {
    let (edition, batch) = at(&app, &slug, &number).await?;
    let blank = blank(&app, &edition).await?;
    let cards: Vec<(i64, Reading)> = looks(&app, &edition, &batch)
        .await?
        .into_iter()
        .filter_map(|(card, looks)| Some((card, looks.agreed()?.clone())))
        .collect();
    let size = (cards.len() / 10).max(10);
    let mut drawn: Vec<([u8; 8], (i64, Reading))> =
        cards.into_iter().map(|card| (random(), card)).collect();
    drawn.sort_by_key(|(chance, _)| *chance);
    let mut cards: Vec<(i64, Reading)> =
        drawn.into_iter().take(size).map(|(_, card)| card).collect();
    cards.sort_by_key(|(card, _)| *card);
    let view = SampleView {
        visit: &visit,
        edition: &edition,
        batch: &batch,
        blank: &blank,
        // Only of a batch in which nothing changes any more.
        cards: if batch.state == BatchState::Cast { &cards } else { &[] },
    };
    let title = visit.text.say("paper-sample-title");
    Ok(answer(&visit, &edition, title, &Errors::default(), reconcile_pages::sample(&view)))
}
