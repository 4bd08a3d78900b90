use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use axum::response::Response;
use axum_extra::extract::Query;
use sea_orm::ActiveEnum;

use super::late::{self, Agreed, Reason};
use super::late_pages::{self, Case, LateView};
use super::office::Document;
use super::policy::{self, Policy};
use super::slips_pages;
use crate::app::{Access, App, Routes, see_other};
use crate::edition::{self, Edition, Phase, Room};
use crate::error::{Error, Result};
use crate::page::{Errors, Fields, tidy};
use crate::people::{Role, Visit, account};
use crate::text::{Message, personal};

/// Who opens a case and who approves it are two of these.
const OFFICE: Access = Access::Staff(&[Role::Registrar, Role::ReturningOfficer]);

pub fn router() -> Routes {
    Routes::default().get("/{l}/desk/{e}/late", OFFICE, page).post(
        "/{l}/desk/{e}/late",
        OFFICE,
        act,
    )
}

type Slug = Path<(String, String)>;
type Asked = Query<Vec<(String, String)>>;

/// What a clerk may add to a reason, in letters.
const MOST_WORDS: usize = 500;

async fn page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Slug,
    Query(query): Asked,
) -> Result<Response> {
    let edition = edition::find(app.store.read(), &slug).await?;
    let policy = policy::of(app.store.read(), edition.id).await?;
    let asked = Fields::from(query);
    // Who somebody is never stands in an address.
    let (shown, fields) = (asked.get("show"), Fields::default());
    draw(&app, &visit, &edition, &policy, shown, &fields, &Errors::default()).await
}

async fn draw(
    app: &App,
    visit: &Visit,
    edition: &Edition,
    policy: &Policy,
    shown: &str,
    fields: &Fields,
    errors: &Errors,
) -> Result<Response> {
    let db = app.store.read();
    let own = visit.person()?.id;
    let rows = late::of_edition(db, edition.id).await?;
    let both = rows.iter().flat_map(|row| [Some(row.opened_by), row.approved_by]);
    let names = account::names(db, both.flatten().collect()).await?;
    let name = |id: i64| names.get(&id).cloned().unwrap_or_default();
    let cases: Vec<Case> = rows
        .into_iter()
        .map(|row| Case {
            by: name(row.opened_by),
            second: row.approved_by.map(name),
            own: row.opened_by == own,
            row,
        })
        .collect();
    let view = LateView {
        visit,
        edition,
        policy,
        open: edition.phase == Phase::Voting,
        districts: &late::districts(db, edition.id).await?,
        shown: cases.iter().find(|case| case.row.id.to_string() == shown),
        cases: &cases,
        fields,
        errors,
    };
    Ok(answer(visit, edition, "late-title", errors, late_pages::late(&view)))
}

fn answer(
    visit: &Visit,
    edition: &Edition,
    title: &str,
    errors: &Errors,
    body: maud::Markup,
) -> Response {
    let shell = edition::shell(visit, edition, Room::Elsewhere, visit.text.say(title));
    let mut shell = if errors.is_empty() { shell } else { shell.invalid() };
    shell.class = "desk";
    shell.banner = if errors.is_empty() { visit.done() } else { None };
    let mut response = shell.page(body);
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn act(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Slug,
    fields: Fields,
) -> Result<Response> {
    let edition = edition::find(app.store.read(), &slug).await?;
    let policy = policy::of(app.store.read(), edition.id).await?;
    let id = || fields.get("case").parse().map_err(|_| Error::BadRequest("case".to_owned()));
    let done = match fields.get("act") {
        "open" => return open(&app, &visit, &edition, &policy, &fields).await,
        "approve" => return approve(&app, &visit, &edition, &policy, id()?, &fields).await,
        "void" => {
            late::void(&app, &edition, id()?, visit.person()?.id).await?;
            "late-void"
        }
        _ => return Err(Error::BadRequest("act".to_owned())),
    };
    Ok(see_other(&visit.href(&format!("/desk/{slug}/late?done={done}"))))
}

async fn open(
    app: &App,
    visit: &Visit,
    edition: &Edition,
    policy: &Policy,
    fields: &Fields,
) -> Result<Response> {
    let reason = Reason::try_from_value(&fields.get("reason").to_owned()).ok();
    let db = app.store.read();
    let mut errors = Errors::default();
    let seen = errors.note(late::visitor(db, app, edition, policy, reason, fields).await?);
    let document = Document::try_from_value(&fields.get("document").to_owned()).ok();
    if document.is_none() {
        errors.add("document", Message::new("office-document-missing"));
    }
    if reason.is_none() {
        errors.add("reason", Message::new("office-reason-missing"));
    }
    let words = tidy(fields.get("words"), true);
    if words.chars().count() > MOST_WORDS {
        let most = i64::try_from(MOST_WORDS).unwrap_or(i64::MAX);
        errors.add("words", Message::new("office-words-long").arg("most", most));
    } else if !personal::find(&words).is_empty() {
        errors.add("words", Message::new("office-words-personal"));
    } else if words.is_empty() && reason == Some(Reason::Other) {
        errors.add("words", Message::new("office-words-missing"));
    }
    let (Some(seen), Some(document), Some(reason), true) =
        (seen, document, reason, errors.is_empty())
    else {
        return draw(app, visit, edition, policy, "", fields, &errors).await;
    };
    late::open(app, edition, seen, (document, reason, &words), visit.person()?.id).await?;
    let path = format!("/desk/{}/late?done=late-opened", edition.slug);
    Ok(see_other(&visit.href(&path)))
}

async fn approve(
    app: &App,
    visit: &Visit,
    edition: &Edition,
    policy: &Policy,
    id: i64,
    fields: &Fields,
) -> Result<Response> {
    match late::approve(app, edition, policy, id, fields, visit.person()?.id).await? {
        Agreed::Wrong(errors) => {
            draw(app, visit, edition, policy, &id.to_string(), fields, &errors).await
        }
        Agreed::Added(slip) => {
            let body = slips_pages::slips(visit, edition, &app.config.base(), &[slip]);
            Ok(answer(visit, edition, "slips-title", &Errors::default(), body))
        }
    }
}
