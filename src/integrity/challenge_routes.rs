use std::time::Duration;

use axum::extract::{Path, Query, State};
use axum::response::Response;

use super::challenge::{self, Which};
use super::challenge_pages::{self, AppealRow, BatchRow, ChallengesView, OwnView, Shown};
use super::entity;
use super::routes::{WATCHERS, read_words};
use super::{lists, notice, who};
use crate::app::{Access, App, Routes, see_other};
use crate::edition::{self, Edition, Room};
use crate::error::{Error, Result};
use crate::page::{Errors, Fields};
use crate::people::{Visit, account};
use crate::register::Pass;
use crate::vote::no_store;

pub fn router() -> Routes {
    Routes::default()
        .get("/{l}/desk/{e}/challenges", WATCHERS, page)
        .post("/{l}/desk/{e}/challenges", WATCHERS, act)
        .get("/{l}/{e}/vote/challenge", Access::Public, own_page)
        .post("/{l}/{e}/vote/challenge", Access::Public, appeal)
}

type Slug = Path<(String, String)>;
type Asked = Query<Vec<(String, String)>>;

/// So many people of a batch, and appeals, stand on a page.
const MOST_SHOWN: u64 = 200;
const MOST_APPEALS: u64 = 50;
/// For how long a page waits until a small batch's letters are queued; a large one goes on by itself.
const PATIENCE: Duration = Duration::from_secs(5);

async fn page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Slug,
    Query(query): Asked,
) -> Result<Response> {
    let edition = edition::find(app.store.read(), &slug).await?;
    let fields = Fields::from(query);
    draw(&app, &visit, &edition, fields.get("show"), &fields, &Errors::default()).await
}

async fn draw(
    app: &App,
    visit: &Visit,
    edition: &Edition,
    shown: &str,
    fields: &Fields,
    errors: &Errors,
) -> Result<Response> {
    let db = app.store.read();
    let own = visit.person()?.id;
    let standing = challenge::batches(db, edition.id).await?;
    let names =
        account::names(db, standing.iter().map(|(act, _)| act.proposed_by).collect()).await?;
    let batches: Vec<BatchRow> = standing
        .into_iter()
        .map(|(act, counts)| BatchRow {
            by: names.get(&act.proposed_by).cloned().unwrap_or_default(),
            own: act.proposed_by == own,
            act,
            counts,
        })
        .collect();
    let mut appeals = Vec::new();
    let waiting = challenge::some(db, edition.id, None, MOST_APPEALS).await?;
    let batch = batches.iter().find(|batch| batch.act.id.to_string() == shown);
    let directory = match (batch, waiting.is_empty()) {
        (None, true) => who::Directory::default(),
        _ => who::directory(app, edition.id).await?,
    };
    let persons = waiting.iter().map(|row| &row.person);
    let known = who::known(app, db, edition.id, &directory, persons).await?;
    for row in waiting {
        let name = known.name(visit.text, &row.person);
        appeals.push(AppealRow { name, may: challenge::may_decide(app, &row, own), row });
    }
    let shown = match batch {
        Some(batch) => {
            let rows = challenge::some(db, edition.id, Some(batch.act.id), MOST_SHOWN).await?;
            let persons = rows.iter().map(|row| &row.person);
            let known = who::known(app, db, edition.id, &directory, persons).await?;
            let named = |row: entity::challenge::Model| {
                let name = known.name(visit.text, &row.person);
                (row, name)
            };
            Some(Shown { batch, persons: rows.into_iter().map(named).collect() })
        }
        None => None,
    };
    let title = visit.text.say("challenges-title");
    let shell = edition::shell(visit, edition, Room::Elsewhere, title);
    let mut shell = if errors.is_empty() { shell } else { shell.invalid() };
    shell.class = "desk";
    shell.banner = visit.done();
    let view = ChallengesView {
        visit,
        edition,
        batches: &batches,
        appeals: &appeals,
        shown,
        open: lists::is_open(app, edition).await?,
        fields,
        errors,
    };
    Ok(shell.page(challenge_pages::challenges(&view)))
}

fn id(fields: &Fields, name: &str) -> Result<i64> {
    fields.get(name).parse().map_err(|_| Error::BadRequest(name.to_owned()))
}

async fn act(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Slug,
    fields: Fields,
) -> Result<Response> {
    let edition = edition::find(app.store.read(), &slug).await?;
    let by = visit.person()?.id;
    let mut errors = Errors::default();
    let batch = fields.get("batch");
    match fields.get("act") {
        "confirm" => {
            challenge::confirm(&app, &edition, by, id(&fields, "batch")?).await?;
        }
        "withdraw" => {
            let which = match fields.get("challenge") {
                "" => Which::Batch(id(&fields, "batch")?),
                _ => Which::One(id(&fields, "challenge")?),
            };
            let why = read_words(&fields, "why", "why", &mut errors);
            if !errors.is_empty() {
                return draw(&app, &visit, &edition, batch, &fields, &errors).await;
            }
            challenge::withdraw(&app, &edition, by, which, &why).await?;
        }
        ruling @ ("uphold" | "lift") => {
            let one = id(&fields, "challenge")?;
            let words = read_words(&fields, "words", &format!("words-{one}"), &mut errors);
            if !errors.is_empty() {
                return draw(&app, &visit, &edition, "", &fields, &errors).await;
            }
            challenge::decide(&app, &edition, by, one, ruling == "uphold", &words).await?;
        }
        _ => return Err(Error::BadRequest("act".to_owned())),
    }
    let letters = tokio::spawn({
        let app = app.clone();
        async move { notice::send_due(&app).await }
    });
    match tokio::time::timeout(PATIENCE, letters).await {
        Ok(Ok(sent)) => sent?,
        Ok(Err(failed)) => return Err(anyhow::Error::from(failed).into()),
        Err(_) => {}
    }
    let show =
        if batch.is_empty() { String::new() } else { format!("&show={}", id(&fields, "batch")?) };
    Ok(see_other(&visit.href(&format!("/desk/{slug}/challenges?done=challenge{show}"))))
}

async fn own_page(
    State(app): State<App>,
    visit: Visit,
    pass: Pass,
    Path((_, slug)): Slug,
) -> Result<Response> {
    let edition = edition::find(app.store.read(), &slug).await?;
    draw_own(&app, &visit, &pass, &edition, &Fields::default(), &Errors::default()).await
}

async fn draw_own(
    app: &App,
    visit: &Visit,
    pass: &Pass,
    edition: &Edition,
    fields: &Fields,
    errors: &Errors,
) -> Result<Response> {
    let voter = pass.voter(app, visit, edition).await?;
    let own = match &voter {
        Some(voter) => challenge::of_person(app.store.read(), edition.id, &voter.person).await?,
        None => None,
    };
    let title = visit.text.say("challenge-own-title");
    let shell = edition::shell(visit, edition, Room::Voting, title);
    let mut shell = if errors.is_empty() { shell } else { shell.invalid() };
    shell.banner = visit.done();
    let view = OwnView {
        visit,
        edition,
        known: voter.is_some(),
        own: own.as_ref(),
        open: lists::is_open(app, edition).await?,
        fields,
        errors,
    };
    Ok(no_store(shell.page(challenge_pages::own(&view))))
}

async fn appeal(
    State(app): State<App>,
    visit: Visit,
    pass: Pass,
    Path((_, slug)): Slug,
    fields: Fields,
) -> Result<Response> {
    let edition = edition::find(app.store.read(), &slug).await?;
    let here = |rest: &str| visit.href(&format!("/{slug}/vote/challenge{rest}"));
    let Some(voter) = pass.voter(&app, &visit, &edition).await? else {
        return Ok(see_other(&here("")));
    };
    let mut errors = Errors::default();
    let words = read_words(&fields, "words", "words", &mut errors);
    if !errors.is_empty() {
        return draw_own(&app, &visit, &pass, &edition, &fields, &errors).await;
    }
    challenge::appeal(&app, &edition, &voter.person, &words).await?;
    Ok(see_other(&here("?done=challenge-appealed")))
}
