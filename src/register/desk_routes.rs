use axum::body::Bytes;
use axum::extract::multipart::{Multipart, MultipartError, MultipartRejection};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;

use super::desk_pages::{self, CodesView, RegisterView};
use super::import;
use super::policy::{self, Policy};
use super::{codes, slips_pages};
use crate::app::{Access, App, Routes, see_other};
use crate::audit::{self, Act};
use crate::edition::{self, Edition, Phase, Room};
use crate::error::{Error, Result};
use crate::page::{Errors, Fields};
use crate::people::{Role, Visit};
use crate::sheet::Report;
use crate::text::Message;

const SETTERS: Access = Access::Staff(&[Role::Registrar, Role::Admin]);
const REGISTRARS: Access = Access::Staff(&[Role::Registrar]);

pub fn router() -> Routes {
    Routes::default()
        .get("/{l}/desk/{e}/eligibility", SETTERS, policy_page)
        .post("/{l}/desk/{e}/eligibility", SETTERS, set_policy)
        .get("/{l}/desk/{e}/register", REGISTRARS, register_page)
        .post_file("/{l}/desk/{e}/register/file", REGISTRARS, import::MOST_BYTES, read_file)
        .post("/{l}/desk/{e}/register/apply", REGISTRARS, apply)
        .get("/{l}/desk/{e}/codes", REGISTRARS, codes_page)
        .post("/{l}/desk/{e}/codes", REGISTRARS, make_codes)
        .post("/{l}/desk/{e}/codes/void", REGISTRARS, void)
        .post("/{l}/desk/{e}/codes/again", REGISTRARS, again)
}

type InEdition = Path<(String, String)>;

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
    shell.page(body)
}

/// The form as a policy fills it in.
fn fields_of(policy: &Policy) -> Fields {
    let mut fields = Fields::default();
    fields.set("account", policy.account.name());
    for (way, name) in [
        (policy.codes, "code"),
        (policy.register, "register"),
        (policy.contact, "contact"),
        (policy.desk, "desk"),
    ] {
        if way {
            fields.push("way", name);
        }
    }
    fields.set("by", policy.by.map_or("", super::identity::By::name));
    fields.set("per-contact", policy.per_contact.to_string());
    fields.set("children", policy.children.to_string());
    fields.set("pesel", if policy.pesel { "yes" } else { "" });
    fields.set("because", policy.mixed_because.as_str());
    fields
}

async fn policy_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): InEdition,
) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, &slug).await?;
    let policy = policy::of(db, edition.id).await?;
    let (fields, errors) = (fields_of(&policy), Errors::default());
    let body = desk_pages::policy(&visit, &edition, &policy, &fields, &errors);
    Ok(answer(&visit, &edition, "eligibility-title", &errors, body))
}

async fn set_policy(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): InEdition,
    fields: Fields,
) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, &slug).await?;
    policy::refuse_frozen(db, edition.id).await?;
    let wanted = match Policy::parse(&fields) {
        Ok(wanted) => wanted,
        Err(errors) => {
            let policy = policy::of(db, edition.id).await?;
            let body = desk_pages::policy(&visit, &edition, &policy, &fields, &errors);
            return Ok(answer(&visit, &edition, "eligibility-title", &errors, body));
        }
    };
    let before = policy::of(db, edition.id).await?;
    let entries = import::count(db, edition.id, false).await?.entries;
    let drops = before.register_key() != wanted.register_key() && entries > 0;
    if drops && fields.get("drop") != "yes" {
        let errors = Errors::of("drop", Message::new("eligibility-drops").arg("n", entries));
        let body = desk_pages::policy(&visit, &edition, &before, &fields, &errors);
        return Ok(answer(&visit, &edition, "eligibility-title", &errors, body));
    }
    let tx = app.store.begin().await?;
    policy::set(&tx, edition.id, &wanted).await?;
    let by = visit.person()?.id;
    let act = |kind, detail| Act {
        at: app.clock.now(),
        account: Some(by),
        edition: Some(edition.id),
        kind,
        subject: &edition.slug,
        detail,
    };
    audit::record(&tx, act("eligibility-set", &wanted.mixed_because)).await?;
    let dropped = entries.to_string();
    if drops {
        audit::record(&tx, act("register-dropped", &dropped)).await?;
    }
    tx.commit().await?;
    let done = if drops { "register-dropped" } else { "eligibility" };
    Ok(see_other(&visit.href(&format!("/desk/{slug}/eligibility?done={done}"))))
}

async fn draw_register(
    app: &App,
    visit: &Visit,
    slug: &str,
    refused: Option<&Report>,
    errors: &Errors,
) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, slug).await?;
    let policy = policy::of(db, edition.id).await?;
    let view = RegisterView {
        visit,
        edition: &edition,
        policy: &policy,
        size: import::count(db, edition.id, false).await?,
        kept: import::kept(db, edition.id, false).await?,
        draft: import::count(db, edition.id, true).await?,
        draft_kept: import::kept(db, edition.id, true).await?,
        is_frozen: edition.phase >= Phase::Voting,
        refused,
        errors,
    };
    let body = desk_pages::register(&view);
    let mut response = answer(visit, &edition, "register-title", errors, body);
    // Faults quote what stands in the file.
    let no_store = HeaderValue::from_static("no-store");
    response.headers_mut().insert(axum::http::header::CACHE_CONTROL, no_store);
    Ok(response)
}

async fn register_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): InEdition,
) -> Result<Response> {
    draw_register(&app, &visit, &slug, None, &Errors::default()).await
}

async fn read_file(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): InEdition,
    parts: std::result::Result<Multipart, MultipartRejection>,
) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, &slug).await?;
    let policy = policy::of(db, edition.id).await?;
    let mut parts = parts.map_err(|error| Error::BadRequest(error.to_string()))?;
    let bytes = match file_of(&mut parts).await {
        Ok(bytes) => bytes,
        Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            let message =
                Message::new("import-too-large").arg("n", import::MOST_BYTES / (1024 * 1024));
            return draw_register(&app, &visit, &slug, None, &Errors::of("file", message)).await;
        }
        Err(error) => return Err(Error::BadRequest(error.to_string())),
    };
    if bytes.is_empty() {
        let errors = Errors::of("file", Message::new("import-empty"));
        return draw_register(&app, &visit, &slug, None, &errors).await;
    }
    let report = import::read(&app, &edition, &policy, bytes).await?;
    if report.found == 0 {
        return Ok(see_other(&visit.href(&format!("/desk/{slug}/register?done=register-read"))));
    }
    let errors = Errors::of("file", Message::new("import-faults").arg("n", report.found));
    draw_register(&app, &visit, &slug, Some(&report), &errors).await
}

/// The file of a form; nothing where there is none.
async fn file_of(parts: &mut Multipart) -> std::result::Result<Bytes, MultipartError> {
    let mut bytes = Bytes::new();
    while let Some(part) = parts.next_field().await? {
        if part.name() == Some("file") {
            bytes = part.bytes().await?;
        }
    }
    Ok(bytes)
}

async fn apply(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): InEdition,
    fields: Fields,
) -> Result<Response> {
    let edition = edition::find(app.store.read(), &slug).await?;
    let done = match fields.get("press") {
        "apply" => {
            let kept = import::kept(app.store.read(), edition.id, true).await?;
            let unsure = kept.is_some_and(|(_, kept)| kept.by_desk() > 0);
            if unsure && fields.get("sure") != "yes" {
                let errors = Errors::of("sure", Message::new("register-namesakes-unsure"));
                return draw_register(&app, &visit, &slug, None, &errors).await;
            }
            import::apply(&app, &edition, visit.person()?.id).await?;
            "register-applied"
        }
        "discard" => {
            import::discard(&app, &edition).await?;
            "register-discarded"
        }
        _ => return Err(Error::BadRequest("press".to_owned())),
    };
    Ok(see_other(&visit.href(&format!("/desk/{slug}/register?done={done}"))))
}

/// Batches shown on the page of codes.
const BATCHES: u64 = 50;

async fn draw_codes(
    app: &App,
    visit: &Visit,
    slug: &str,
    fields: &Fields,
    errors: &Errors,
) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, slug).await?;
    let policy = policy::of(db, edition.id).await?;
    let view = CodesView {
        visit,
        edition: &edition,
        policy: &policy,
        batches: &codes::batches(db, edition.id, BATCHES).await?,
        is_over: edition.phase > Phase::Voting,
        fields,
        errors,
    };
    let body = desk_pages::codes(&view);
    Ok(answer(visit, &edition, "codes-title", errors, body))
}

async fn codes_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): InEdition,
) -> Result<Response> {
    draw_codes(&app, &visit, &slug, &Fields::default(), &Errors::default()).await
}

async fn make_codes(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): InEdition,
    fields: Fields,
) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, &slug).await?;
    let policy = policy::of(db, edition.id).await?;
    let refuse = async |message: Message| {
        let errors = Errors::of("amount", message);
        draw_codes(&app, &visit, &slug, &fields, &errors).await
    };
    if !policy.codes {
        return Err(Error::conflict("codes-not-here"));
    }
    let amount: i64 = fields.get("amount").trim().parse().unwrap_or(0);
    if policy.by.is_none() && !(1..=codes::MOST).contains(&amount) {
        let message = Message::new("codes-amount-wrong").arg("most", codes::MOST);
        return refuse(message).await;
    }
    let slips = codes::make(&app, &edition, &policy, amount, visit.person()?.id).await?;
    if slips.is_empty() {
        return refuse(Message::new("codes-all-have")).await;
    }
    Ok(printed(&app, &visit, &edition, &slips))
}

/// The one page on which codes are shown; nothing keeps it.
fn printed(app: &App, visit: &Visit, edition: &Edition, slips: &[codes::Slip]) -> Response {
    let base = app.config.base();
    let body = slips_pages::slips(visit, edition, &base, slips);
    let mut response = answer(visit, edition, "slips-title", &Errors::default(), body);
    let no_store = HeaderValue::from_static("no-store");
    response.headers_mut().insert(axum::http::header::CACHE_CONTROL, no_store);
    response
}

/// A batch, a number in it and the reason, as the page of codes sends them.
fn named(fields: &Fields, whole: bool) -> std::result::Result<(i64, Option<i64>, String), Errors> {
    let mut errors = Errors::default();
    let number = |name: &str| fields.get(name).trim().parse::<i64>().ok().filter(|n| *n > 0);
    let batch = number("batch");
    if batch.is_none() {
        errors.add("batch", Message::new("codes-batch-wrong"));
    }
    let one = number("number");
    if one.is_none() && (!whole || !fields.get("number").trim().is_empty()) {
        errors.add("number", Message::new("codes-number-wrong"));
    }
    let reason = crate::page::tidy(fields.get("reason"), false);
    if !(5..=500).contains(&reason.chars().count()) {
        errors.add("reason", Message::new("codes-reason-wrong"));
    }
    match batch {
        Some(batch) if errors.is_empty() => Ok((batch, one, reason)),
        _ => Err(errors),
    }
}

async fn void(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): InEdition,
    fields: Fields,
) -> Result<Response> {
    let edition = edition::find(app.store.read(), &slug).await?;
    let (batch, number, reason) = match named(&fields, true) {
        Ok(named) => named,
        Err(errors) => return draw_codes(&app, &visit, &slug, &fields, &errors).await,
    };
    let by = visit.person()?.id;
    match codes::void(&app, &edition, batch, number, &reason, by).await {
        Ok(_) => Ok(see_other(&visit.href(&format!("/desk/{slug}/codes?done=codes-void")))),
        Err(Error::NotFound) => nothing_there(&app, &visit, &slug, &fields).await,
        Err(error) => Err(error),
    }
}

async fn nothing_there(app: &App, visit: &Visit, slug: &str, fields: &Fields) -> Result<Response> {
    let errors = Errors::of("batch", Message::new("codes-none-such"));
    draw_codes(app, visit, slug, fields, &errors).await
}

async fn again(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): InEdition,
    fields: Fields,
) -> Result<Response> {
    let edition = edition::find(app.store.read(), &slug).await?;
    let (batch, number, reason) = match named(&fields, false) {
        Ok((batch, Some(number), reason)) => (batch, number, reason),
        Ok(_) => return Err(Error::BadRequest("number".to_owned())),
        Err(errors) => return draw_codes(&app, &visit, &slug, &fields, &errors).await,
    };
    let by = visit.person()?.id;
    match codes::again(&app, &edition, (batch, number), &reason, by).await {
        Ok(slip) => Ok(printed(&app, &visit, &edition, &[slip])),
        Err(Error::NotFound) => nothing_there(&app, &visit, &slug, &fields).await,
        Err(error) => Err(error),
    }
}
