use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use axum_client_ip::ClientIp;
use axum_extra::extract::Query;

use super::identity::{self, Question};
use super::pass::{self, Held, PASS, Pass, STEPS};
use super::policy::{self, Accounts, Policy};
use super::verify::{self, Outcome, Steps};
use super::verify_pages::{self, VerifyView};
use super::{codes, namesakes, office};
use crate::app::{Access, App, Routes, see_other};
use crate::edition::{self, Edition, Phase, Room};
use crate::error::Result;
use crate::page::{Errors, Fields};
use crate::people::{Visit, network};
use crate::text::Message;

pub fn router() -> Routes {
    Routes::default()
        .get("/{l}/{e}/vote/verify", Access::Public, start)
        .get("/{l}/{e}/vote/verify/code", Access::Public, code_page)
        .post("/{l}/{e}/vote/verify/code", Access::Public, code)
        .get("/{l}/{e}/vote/verify/register", Access::Public, register_page)
        .post("/{l}/{e}/vote/verify/register", Access::Public, in_register)
        .get("/{l}/{e}/vote/verify/address", Access::Public, address_page)
        .post("/{l}/{e}/vote/verify/address", Access::Public, by_address)
        .get("/{l}/{e}/vote/verify/contact", Access::Public, contact_page)
        .post("/{l}/{e}/vote/verify/contact", Access::Public, send)
        .get("/{l}/{e}/vote/verify/confirm", Access::Public, confirm_page)
        .post("/{l}/{e}/vote/verify/confirm", Access::Public, confirm)
        .post("/{l}/{e}/vote/verify/finish", Access::Public, finish)
}

type InEdition = Path<(String, String)>;
type Asked = Query<Vec<(String, String)>>;
type From = Result<ClientIp, axum_client_ip::Rejection>;

/// Somebody on the way to a ballot.
struct Door {
    edition: Edition,
    policy: Policy,
}

impl Door {
    async fn find(app: &App, slug: &str) -> Result<Self> {
        let db = app.store.read();
        let edition = edition::find(db, slug).await?;
        let policy = policy::of(db, edition.id).await?;
        Ok(Self { edition, policy })
    }

    fn path(&self, visit: &Visit, rest: &str) -> String {
        visit.href(&format!("/{}/vote{rest}", self.edition.slug))
    }

    /// Where to, when this page is not for now: before the voting there is nothing to show.
    fn closed(&self, visit: &Visit) -> Option<Response> {
        (self.edition.phase < Phase::Voting).then(|| see_other(&self.path(visit, "")))
    }

    /// Where a verified person goes: on with the ballot or, after the voting or when they asked, to
    /// what is recorded of them.
    fn onwards(&self, visit: &Visit, mine: bool) -> String {
        let votes = self.edition.phase == Phase::Voting && !mine;
        self.path(visit, if votes { "/ballot" } else { "/mine" })
    }

    fn question(&self, register: bool) -> Option<Question> {
        match register {
            true => self.policy.register_question().filter(|_| self.policy.register),
            false => self.policy.contact.then_some(Question::Declared { pesel: self.policy.pesel }),
        }
    }

    fn answer(&self, visit: &Visit, title: &str, errors: &Errors, body: maud::Markup) -> Response {
        let title = visit.text.say(title);
        let shell = edition::shell(visit, &self.edition, Room::Voting, title);
        let shell = if errors.is_empty() { shell } else { shell.invalid() };
        no_store(shell.page(body))
    }

    /// The pass into the browser, and on.
    fn let_in(&self, app: &App, visit: &Visit, held: &Held, mine: bool) -> Result<Response> {
        // At city hall one votes, and is told nothing of another ballot.
        let on = see_other(&self.onwards(visit, mine && held.office.is_none()));
        Ok(pass::with_cookies(app, &[(PASS, Some(pass::packed(held)?)), (STEPS, None)], on))
    }
}

/// Nobody keeps a copy of what was typed here.
fn no_store(mut response: Response) -> Response {
    let value = HeaderValue::from_static("no-store");
    response.headers_mut().insert(axum::http::header::CACHE_CONTROL, value);
    response
}

/// Whether somebody came to ask what is recorded of them.
fn wants_mine(fields: &Fields) -> bool {
    fields.get("to") == "mine"
}

fn mine(to_mine: bool) -> &'static str {
    if to_mine { "?to=mine" } else { "" }
}

/// The first step. Where there is one way only, it is that way's.
async fn start(
    State(app): State<App>,
    visit: Visit,
    pass: Pass,
    Path((_, slug)): InEdition,
    Query(query): Asked,
) -> Result<Response> {
    let door = Door::find(&app, &slug).await?;
    if let Some(away) = door.closed(&visit) {
        return Ok(away);
    }
    let fields: Fields = query.into();
    let policy = &door.policy;
    let to_mine = mine(wants_mine(&fields));
    if policy.account == Accounts::None && !policy.takes_codes() && !pass.is_of(&door.edition) {
        if policy.register && !policy.contact {
            return Ok(see_other(&door.path(&visit, &format!("/verify/register{to_mine}"))));
        }
        if policy.contact && !policy.register {
            return Ok(see_other(&door.path(&visit, &format!("/verify/address{to_mine}"))));
        }
    }
    let may = pass.voter(&app, &visit, &door.edition).await?.is_some();
    draw_start(&app, &visit, &pass, &door, may, &fields, &Errors::default())
}

fn draw_start(
    app: &App,
    visit: &Visit,
    pass: &Pass,
    door: &Door,
    may: bool,
    fields: &Fields,
    errors: &Errors,
) -> Result<Response> {
    let onwards = door.onwards(visit, wants_mine(fields));
    let view = VerifyView {
        visit,
        edition: &door.edition,
        policy: &door.policy,
        provider: app.provider.as_ref().map(|provider| provider.name.as_str()),
        onwards: &onwards,
        may,
        has_pass: pass.is_of(&door.edition),
        fields,
        errors,
    };
    Ok(door.answer(visit, "verify-title", errors, verify_pages::start(&view)))
}

async fn code_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): InEdition,
    Query(query): Asked,
) -> Result<Response> {
    let door = Door::find(&app, &slug).await?;
    let fields: Fields = query.into();
    if door.policy.takes_codes() || door.closed(&visit).is_some() {
        let to_mine = mine(wants_mine(&fields));
        return Ok(see_other(&door.path(&visit, &format!("/verify{to_mine}"))));
    }
    Ok(draw_code(&visit, &door, &fields, &Errors::default()))
}

/// Where no letters with codes are sent, a code comes only from city hall.
fn draw_code(visit: &Visit, door: &Door, fields: &Fields, errors: &Errors) -> Response {
    let body = verify_pages::office_code(visit, &door.edition, fields, errors);
    door.answer(visit, "verify-office-title", errors, body)
}

async fn code(
    State(app): State<App>,
    visit: Visit,
    pass: Pass,
    from: From,
    Path((_, slug)): InEdition,
    mut fields: Fields,
) -> Result<Response> {
    let door = Door::find(&app, &slug).await?;
    if let Some(away) = door.closed(&visit) {
        return Ok(away);
    }
    let typed = fields.get("code");
    let mut held = codes::open(&app, &door.edition, &door.policy, typed).await?;
    if held.is_none() {
        held = office::redeem(&app, &door.edition, typed).await?;
    }
    if let Some(held) = held {
        return door.let_in(&app, &visit, &held, wants_mine(&fields));
    }
    let refused = if app.throttle.may_mistype(&network(from)) {
        "verify-code-wrong"
    } else {
        tracing::warn!(event = "one-time codes slowed down", "security");
        "verify-slow"
    };
    let errors = Errors::of("code", Message::new(refused));
    let may = pass.voter(&app, &visit, &door.edition).await?.is_some();
    // A page that is kept or looked at from behind holds no longer text than a code.
    let typed: String = fields.get("code").chars().take(40).collect();
    fields.set("code", typed);
    if !door.policy.takes_codes() {
        return Ok(draw_code(&visit, &door, &fields, &errors));
    }
    draw_start(&app, &visit, &pass, &door, may, &fields, &errors)
}

async fn register_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): InEdition,
    Query(query): Asked,
) -> Result<Response> {
    who_page(&app, &visit, &slug, true, query.into()).await
}

async fn address_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): InEdition,
    Query(query): Asked,
) -> Result<Response> {
    who_page(&app, &visit, &slug, false, query.into()).await
}

async fn who_page(
    app: &App,
    visit: &Visit,
    slug: &str,
    register: bool,
    asked: Fields,
) -> Result<Response> {
    let door = Door::find(app, slug).await?;
    let Some(question) = door.question(register).filter(|_| door.closed(visit).is_none()) else {
        return Ok(see_other(&door.path(visit, "/verify")));
    };
    // What stands in an address is not put into the fields: it should not have stood there.
    let mut fields = Fields::default();
    fields.set("to", asked.get("to"));
    let more = namesakes::asked(app.store.read(), door.edition.id).await?;
    Ok(draw_who(visit, &door, (question, &more), &fields, &Errors::default()))
}

fn draw_who(
    visit: &Visit,
    door: &Door,
    question: (Question, &[&'static str]),
    fields: &Fields,
    errors: &Errors,
) -> Response {
    let body = verify_pages::who(visit, &door.edition, question, fields, errors);
    door.answer(visit, "verify-who-title", errors, body)
}

async fn in_register(
    State(app): State<App>,
    visit: Visit,
    from: From,
    Path((_, slug)): InEdition,
    fields: Fields,
) -> Result<Response> {
    who(&app, &visit, from, &slug, true, fields).await
}

async fn by_address(
    State(app): State<App>,
    visit: Visit,
    from: From,
    Path((_, slug)): InEdition,
    fields: Fields,
) -> Result<Response> {
    who(&app, &visit, from, &slug, false, fields).await
}

/// Takes who somebody says they are. Only the pseudonym goes on; whether the register has it is
/// not looked up yet, and the answer is the same.
async fn who(
    app: &App,
    visit: &Visit,
    from: From,
    slug: &str,
    register: bool,
    fields: Fields,
) -> Result<Response> {
    let door = Door::find(app, slug).await?;
    let Some(question) = door.question(register).filter(|_| door.closed(visit).is_none()) else {
        return Ok(see_other(&door.path(visit, "/verify")));
    };
    let more = namesakes::asked(app.store.read(), door.edition.id).await?;
    let refuse = |errors: &Errors| draw_who(visit, &door, (question, &more), &fields, errors);
    let person = match namesakes::online(app, &door.edition, question, &fields).await? {
        Ok(person) => person,
        Err(errors) => return Ok(refuse(&errors)),
    };
    if !app.throttle.may_be(&person, &network(from)) {
        tracing::warn!(event = "identification slowed down", "security");
        let first = question.fields().first().copied().unwrap_or_default();
        return Ok(refuse(&Errors::of(first, Message::new("verify-slow"))));
    }
    let steps = Steps::new(door.edition.id, register, person, app.clock.now());
    let on = see_other(&door.path(visit, &format!("/verify/contact{}", mine(wants_mine(&fields)))));
    Ok(pass::with_cookies(app, &[(STEPS, Some(pass::packed(&steps)?))], on))
}

/// Where this browser is on the way.
fn steps(app: &App, headers: &HeaderMap, door: &Door) -> Option<Steps> {
    let steps: Steps = pass::read(app, headers, STEPS)?;
    let goes_on = steps.edition == door.edition.id
        && app.clock.now() < steps.until
        && door.question(steps.register).is_some();
    goes_on.then_some(steps)
}

async fn contact_page(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Path((_, slug)): InEdition,
    Query(query): Asked,
) -> Result<Response> {
    let door = Door::find(&app, &slug).await?;
    let asked: Fields = query.into();
    if steps(&app, &headers, &door).is_none() {
        return Ok(see_other(&door.path(&visit, "/verify")));
    }
    let mut fields = Fields::default();
    fields.set("to", asked.get("to"));
    Ok(draw_contact(&app, &visit, &door, &fields, &Errors::default()))
}

fn draw_contact(
    app: &App,
    visit: &Visit,
    door: &Door,
    fields: &Fields,
    errors: &Errors,
) -> Response {
    let phones = app.config.sms_gateway.is_some();
    let body = verify_pages::contact(visit, &door.edition, phones, fields, errors);
    door.answer(visit, "verify-contact-title", errors, body)
}

async fn send(
    State(app): State<App>,
    visit: Visit,
    from: From,
    headers: HeaderMap,
    Path((_, slug)): InEdition,
    fields: Fields,
) -> Result<Response> {
    let door = Door::find(&app, &slug).await?;
    let Some(mut steps) = steps(&app, &headers, &door) else {
        return Ok(see_other(&door.path(&visit, "/verify")));
    };
    let phones = app.config.sms_gateway.is_some();
    let refuse = |key: &'static str| {
        let errors = Errors::of("contact", Message::new(key));
        Ok(draw_contact(&app, &visit, &door, &fields, &errors))
    };
    let Some(contact) = identity::contact(fields.get("contact"), phones) else {
        return refuse(if phones { "verify-contact-wrong" } else { "field-email-wrong" });
    };
    if !app.throttle.may_write(&verify::throttle_key(&app, &contact), &network(from)) {
        tracing::warn!(event = "digits by mail slowed down", "security");
        return refuse("mail-slow");
    }
    verify::send(&app, visit.lang(), &door.edition, &door.policy, &steps, &contact).await?;
    steps.sent = true;
    let on =
        see_other(&door.path(&visit, &format!("/verify/confirm{}", mine(wants_mine(&fields)))));
    Ok(pass::with_cookies(&app, &[(STEPS, Some(pass::packed(&steps)?))], on))
}

async fn confirm_page(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Path((_, slug)): InEdition,
    Query(query): Asked,
) -> Result<Response> {
    let door = Door::find(&app, &slug).await?;
    let asked: Fields = query.into();
    if steps(&app, &headers, &door).is_none_or(|steps| !steps.sent) {
        return Ok(see_other(&door.path(&visit, "/verify")));
    }
    Ok(draw_confirm(&visit, &door, wants_mine(&asked), &Errors::default()))
}

fn draw_confirm(visit: &Visit, door: &Door, to_mine: bool, errors: &Errors) -> Response {
    let body = verify_pages::confirm(visit, &door.edition, to_mine, errors);
    door.answer(visit, "verify-confirm-title", errors, body)
}

async fn confirm(
    State(app): State<App>,
    visit: Visit,
    from: From,
    headers: HeaderMap,
    Path((_, slug)): InEdition,
    fields: Fields,
) -> Result<Response> {
    let door = Door::find(&app, &slug).await?;
    let Some(steps) = steps(&app, &headers, &door).filter(|steps| steps.sent) else {
        return Ok(see_other(&door.path(&visit, "/verify")));
    };
    let to_mine = wants_mine(&fields);
    let refuse =
        |message: Message| Ok(draw_confirm(&visit, &door, to_mine, &Errors::of("digits", message)));
    if !app.throttle.may_try_digits(&network(from)) {
        return refuse(Message::new("verify-slow"));
    }
    let typed = fields.get("digits");
    match verify::confirm(&app, &door.edition, &door.policy, &steps, typed).await? {
        Outcome::Pass(held) => door.let_in(&app, &visit, &held, to_mine),
        Outcome::Wrong(left) => refuse(Message::new("verify-digits-wrong").arg("n", left)),
        Outcome::Over => refuse(Message::new("verify-digits-over")),
        Outcome::Full => refuse(Message::new("verify-contact-full")),
    }
}

/// Ends the pass in this browser.
async fn finish(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): InEdition,
) -> Result<Response> {
    let edition = edition::find(app.store.read(), &slug).await?;
    let home = see_other(&visit.href(&format!("/{}?done=pass-ended", edition.slug)));
    let mut response = pass::with_cookies(&app, &[(PASS, None), (STEPS, None)], home);
    let cache = HeaderValue::from_static("\"cache\"");
    response.headers_mut().insert("clear-site-data", cache);
    Ok(response)
}
