use axum::extract::{Path, Query, State};
use axum::response::Response;
use sea_orm::{ActiveEnum, DatabaseTransaction};

use super::office_pages::{self, Case, CasesView, SlipView};
use super::routes::WATCHERS;
use super::who;
use crate::app::{Access, App, Routes, see_other};
use crate::edition::{self, Edition, Phase, Room};
use crate::error::{Error, Result};
use crate::mail;
use crate::page::{Errors, Fields, tidy};
use crate::people::{Visit, account};
use crate::register::office::{self, Document, Given, Reason};
use crate::register::{self, OfficeVote, Policy};
use crate::text::{Message, Text, personal};
use crate::vote::no_store;

/// Who opens a case and who approves it are two of these.
const OFFICE: Access = WATCHERS;

pub fn router() -> Routes {
    Routes::default().get("/{l}/desk/{e}/correction", OFFICE, page).post(
        "/{l}/desk/{e}/correction",
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
    let policy = register::policy_of(app.store.read(), edition.id).await?;
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
    let rows = office::of_edition(db, edition.id).await?;
    let both = rows.iter().flat_map(|row| [Some(row.opened_by), row.approved_by]);
    let names = account::names(db, both.flatten().collect()).await?;
    let name = |id: i64| names.get(&id).cloned().unwrap_or_default();
    let case = |row: OfficeVote| Case {
        by: name(row.opened_by),
        second: row.approved_by.map(name),
        own: row.opened_by == own,
        row,
    };
    let cases: Vec<Case> = rows.into_iter().map(case).collect();
    let view = CasesView {
        visit,
        edition,
        policy,
        open: edition.phase == Phase::Voting,
        shown: cases.iter().find(|case| case.row.id.to_string() == shown),
        cases: &cases,
        fields,
        errors,
    };
    let body = office_pages::cases(&view);
    Ok(answer(visit, edition, "office-title", errors, body))
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
    no_store(shell.page(body))
}

async fn act(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Slug,
    fields: Fields,
) -> Result<Response> {
    let edition = edition::find(app.store.read(), &slug).await?;
    let policy = register::policy_of(app.store.read(), edition.id).await?;
    let id = || fields.get("case").parse().map_err(|_| Error::BadRequest("case".to_owned()));
    let done = match fields.get("act") {
        "open" => return open(&app, &visit, &edition, &policy, &fields).await,
        "approve" => return approve(&app, &visit, &edition, &policy, id()?, &fields).await,
        "void" => {
            office::void(&app, &edition, id()?, visit.person()?.id).await?;
            "office-void"
        }
        _ => return Err(Error::BadRequest("act".to_owned())),
    };
    Ok(see_other(&visit.href(&format!("/desk/{slug}/correction?done={done}"))))
}

async fn open(
    app: &App,
    visit: &Visit,
    edition: &Edition,
    policy: &Policy,
    fields: &Fields,
) -> Result<Response> {
    let mut errors = Errors::default();
    let voter = errors.note(register::visitor(app, edition, policy, fields).await?);
    let document = Document::try_from_value(&fields.get("document").to_owned()).ok();
    if document.is_none() {
        errors.add("document", Message::new("office-document-missing"));
    }
    let reason = Reason::try_from_value(&fields.get("reason").to_owned()).ok();
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
    let (Some(voter), Some(document), Some(reason), true) =
        (voter, document, reason, errors.is_empty())
    else {
        return draw(app, visit, edition, policy, "", fields, &errors).await;
    };
    let by = visit.person()?.id;
    office::open(app, edition, voter, document, reason, &words, by).await?;
    let path = format!("/desk/{}/correction?done=office-opened", edition.slug);
    Ok(see_other(&visit.href(&path)))
}

/// The second person finds out anew who the visitor is: a wrong word of the first is noticed here.
async fn approve(
    app: &App,
    visit: &Visit,
    edition: &Edition,
    policy: &Policy,
    id: i64,
    fields: &Fields,
) -> Result<Response> {
    let refuse = async |errors: &Errors| {
        draw(app, visit, edition, policy, &id.to_string(), fields, errors).await
    };
    let voter = match register::visitor(app, edition, policy, fields).await? {
        Ok(voter) => voter,
        Err(errors) => return refuse(&errors).await,
    };
    // Reads every account, and so before the transaction.
    let directory = who::directory(app, edition.id).await?;
    let tx = app.store.begin().await?;
    let by = visit.person()?.id;
    let given = match office::approve(&tx, app, edition, id, &voter.person, by).await {
        Err(Error::Conflict { key: "office-other" }) => {
            drop(tx);
            let first = policy.card_question().fields().first().copied().unwrap_or_default();
            return refuse(&Errors::of(first, Message::new("office-other"))).await;
        }
        other => other?,
    };
    tell(app, &tx, edition, &directory, &voter.person, &given).await?;
    tx.commit().await?;
    let path = if policy.takes_codes() { "verify" } else { "verify/code" };
    let path = visit.href(&format!("/{}/vote/{path}", edition.slug));
    let address = format!("{}{path}", app.config.base());
    let view = SlipView { visit, edition, address: &address, given: &given };
    let body = office_pages::slip(&view);
    Ok(answer(visit, edition, "office-slip-title", &Errors::default(), body))
}

/// Writes to whom city hall knows how to reach: a correction can itself be a theft.
async fn tell(
    app: &App,
    tx: &DatabaseTransaction,
    edition: &Edition,
    directory: &who::Directory,
    person: &Vec<u8>,
    given: &Given,
) -> Result<()> {
    let known = who::known(app, tx, edition.id, directory, [person]).await?;
    let Some((to, lang)) = known.address(edition, person) else { return Ok(()) };
    let args = [
        ("city", edition.city.clone()),
        ("until", Text(lang).moment(given.close)),
        ("link", format!("/{}/{}/vote/mine", lang.code(), edition.slug)),
    ];
    mail::queue(tx, given.at, to, lang, "office-vote", &args).await
}
