use std::collections::HashMap;

use axum::extract::{Path, Query, State};
use axum::response::Response;
use sea_orm::ActiveEnum;

use super::entity::Reason;
use super::lists::{self, Lists};
use super::pages::{self, DeskView, PersonRow, Shown};
use super::{challenge, who};
use crate::app::{Access, App, Routes, see_other};
use crate::edition::{self, Edition, Room};
use crate::error::{Error, Result};
use crate::page::{Errors, Fields, tidy};
use crate::people::{Role, Visit};
use crate::register::{self, Apart};
use crate::text::{Message, Text};

/// Who keeps the register challenges; those who confirm look too.
pub const WATCHERS: Access = Access::Staff(&[Role::Registrar, Role::ReturningOfficer]);
const REGISTRARS: Access = Access::Staff(&[Role::Registrar]);

pub fn router() -> Routes {
    Routes::default().get("/{l}/desk/{e}/integrity", WATCHERS, page).post(
        "/{l}/desk/{e}/integrity",
        REGISTRARS,
        propose,
    )
}

type Slug = Path<(String, String)>;
type Asked = Query<Vec<(String, String)>>;

/// What a reason may be long, in letters.
pub const WORDS: std::ops::RangeInclusive<usize> = 20..=2000;
/// So many people of a group are shown by name.
const MOST_SHOWN: usize = 200;

async fn page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Slug,
    Query(query): Asked,
) -> Result<Response> {
    let edition = edition::find(app.store.read(), &slug).await?;
    let fields = Fields::from(query);
    let shown = fields.get("show").to_owned();
    draw(&app, &visit, &edition, &shown, &fields, &Errors::default()).await
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
    let lists = app.desk.of(app, edition).await?;
    let group = match lists.as_deref().and_then(|lists| Some((lists, lists.cluster(shown)?))) {
        Some((lists, cluster)) => {
            let persons = persons(app, visit.text, edition, lists, cluster).await?;
            Some(Shown { cluster, persons })
        }
        None => None,
    };
    let title = visit.text.say("integrity-title");
    let shell = edition::shell(visit, edition, Room::Elsewhere, title);
    let mut shell = if errors.is_empty() { shell } else { shell.invalid() };
    shell.class = "desk";
    shell.banner = visit.done();
    let view = DeskView {
        visit,
        edition,
        lists: lists.as_deref(),
        shown: group.as_ref(),
        late: count(Apart::Late.count(db, edition.id).await?),
        children: count(Apart::Children.count(db, edition.id).await?),
        given: count(register::office::given(db, edition.id).await?),
        challenges: visit.person()?.may(Role::Registrar),
        fields,
        errors,
    };
    Ok(shell.page(pages::desk(&view)))
}

fn count(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

async fn persons(
    app: &App,
    text: Text,
    edition: &Edition,
    lists: &Lists,
    cluster: &super::clusters::Cluster,
) -> Result<Vec<PersonRow>> {
    let db = app.store.read();
    let people = lists.people(app).await?;
    let seen: Vec<&lists::Seen> = people.of(cluster).take(MOST_SHOWN).collect();
    let ids: Vec<Vec<u8>> = seen.iter().map(|one| one.person.clone()).collect();
    let known = who::known(app, db, edition.id, &people.directory, &ids).await?;
    let states: HashMap<_, _> =
        challenge::states(db, edition.id, &ids).await?.into_iter().collect();
    let row = |one: &lists::Seen| PersonRow {
        name: known.name(text, &one.person),
        channel: one.channel,
        day: one.day.clone(),
        state: states.get(&one.person).copied(),
    };
    let mut rows: Vec<PersonRow> = seen.into_iter().map(row).collect();
    // Neither the order of casting nor that of any digest.
    rows.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(rows)
}

/// Reads words that somebody gives for an act.
pub fn read_words(fields: &Fields, name: &str, field: &str, errors: &mut Errors) -> String {
    let words = tidy(fields.get(name), true);
    if !WORDS.contains(&words.chars().count()) {
        errors.add(field, Message::new("challenge-words-missing"));
    }
    words
}

async fn propose(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Slug,
    fields: Fields,
) -> Result<Response> {
    let edition = edition::find(app.store.read(), &slug).await?;
    if !lists::is_open(&app, &edition).await? {
        return Err(Error::conflict("challenge-over"));
    }
    let mut errors = Errors::default();
    let id = fields.get("cluster");
    let persons: Vec<Vec<u8>> = match id {
        "" => {
            let person = who::by_email(&app, edition.id, fields.get("email")).await?;
            if person.is_none() {
                errors.add("email", Message::new("challenge-email-unknown"));
            }
            person.into_iter().collect()
        }
        id => {
            let lists = app.desk.of(&app, &edition).await?;
            let lists = lists.ok_or(Error::conflict("challenge-over"))?;
            let cluster = lists.cluster(id).ok_or(Error::conflict("integrity-gone"))?;
            lists.people(&app).await?.of(cluster).map(|one| one.person.clone()).collect()
        }
    };
    let reason = Reason::try_from_value(&fields.get("reason").to_owned()).ok();
    if reason.is_none() {
        errors.add("reason", Message::new("challenge-reason-missing"));
    }
    let words = read_words(&fields, "words", "words", &mut errors);
    let Some(reason) = reason.filter(|_| errors.is_empty()) else {
        return draw(&app, &visit, &edition, id, &fields, &errors).await;
    };
    let by = visit.person()?.id;
    challenge::propose(&app, &edition, by, &persons, reason, &words).await?;
    Ok(see_other(&visit.href(&format!("/desk/{slug}/challenges?done=challenge-proposed"))))
}
