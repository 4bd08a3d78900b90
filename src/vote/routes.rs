use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use axum_client_ip::ClientIp;
use game_rules::ballot::Kind;
use sha2::{Digest, Sha256};

use super::booth::{self, Booth, Roll};
use super::casting::{Job, Source, fingerprint};
use super::draft::{Choices, Own};
use super::envelope::Channel;
use super::pages::{self, StartView};
use super::receipt_routes;
use super::sheet::Sheet;
use crate::app::{Access, App, Routes, see_other};
use crate::clock::random;
use crate::edition::{self, Edition, Phase, Pool, Room, phase, pool};
use crate::error::{Error, Result};
use crate::page::{Errors, Fields, encode};
use crate::people::{self, Visit};
use crate::register::{self, Pass, Voter};
use crate::text::Message;

pub fn router() -> Routes {
    Routes::default()
        .get("/{l}/{e}/vote", Access::Public, start)
        .post("/{l}/{e}/vote/again", Access::Public, again)
        .get("/{l}/{e}/vote/area", Access::Public, area_page)
        .post("/{l}/{e}/vote/area", Access::Public, choose_area)
        .get("/{l}/{e}/vote/ballot", Access::Public, ballot_page)
        .post("/{l}/{e}/vote/ballot", Access::Public, press)
        .get("/{l}/{e}/vote/check", Access::Public, check_page)
        .post("/{l}/{e}/vote/cast", Access::Public, cast)
}

/// Whether the visitor's ballot of this edition, with these pools, is in the box.
pub async fn has_voted(
    app: &App,
    visit: &Visit,
    pass: &Pass,
    edition: &Edition,
    pools: &[Pool],
) -> Result<bool> {
    match pass.voter(app, visit, edition).await? {
        Some(voter) if edition.phase == Phase::Voting => {
            let (person, lanes) = (&voter.person[..], &booth::lanes(pools)[..]);
            let key = &*app.keys.of(app.store.read(), edition.id).await?;
            Own { edition: edition.id, key, person, lanes }.has_voted(app.store.read()).await
        }
        _ => Ok(false),
    }
}

async fn start(
    State(app): State<App>,
    visit: Visit,
    pass: Pass,
    Path((_, slug)): Path<(String, String)>,
) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, &slug).await?;
    let pools = pool::of_edition(db, edition.id).await?;
    let calendar = phase::calendar(db, edition.id).await?;
    let ends_at = phase::ends_at(&calendar, Phase::Voting);
    let voter = pass.voter(&app, &visit, &edition).await?;
    let may = voter.is_some();
    let is_open =
        edition.phase == Phase::Voting && ends_at.is_some_and(|end| app.clock.now() < end);
    let (mut has_voted, mut begun) = (false, false);
    if let Some(Voter { person, .. }) = voter
        && edition.phase == Phase::Voting
    {
        let (key, lanes) = (app.keys.of(db, edition.id).await?, booth::lanes(&pools));
        let own = Own { edition: edition.id, key: &key, person: &person, lanes: &lanes };
        has_voted = own.has_voted(db).await?;
        begun = own.draft(db).await?.is_some();
    }
    let shell = edition::shell(&visit, &edition, Room::Voting, visit.text.say("vote-title"));
    let view = StartView {
        visit: &visit,
        edition: &edition,
        pools: &pools,
        ends_at,
        has_voted,
        is_open,
        begun,
        policy: &register::policy_of(db, edition.id).await?,
        may,
        pass: &pass,
    };
    Ok(shell.page(pages::start(&view)))
}

type InEdition = Path<(String, String)>;

/// Lays the ballot in the box before its voter once more, to be changed.
async fn again(
    State(app): State<App>,
    visit: Visit,
    pass: Pass,
    Path((_, slug)): InEdition,
) -> Result<Response> {
    let edition = edition::find(app.store.read(), &slug).await?;
    let booth = Booth::enter(&app, &visit, &pass, edition).await?;
    let choices = booth.in_the_box(&app).await?;
    if choices.marks.is_empty() {
        return Ok(see_other(&visit.href(&format!("/{slug}/vote"))));
    }
    booth.own().take_up(&app, &choices).await?;
    Ok(see_other(&visit.href(&format!("/{slug}/vote/ballot"))))
}

async fn area_page(
    State(app): State<App>,
    visit: Visit,
    pass: Pass,
    Path((_, slug)): InEdition,
) -> Result<Response> {
    let booth = Booth::open(&app, &visit, &pass, &slug).await?;
    if !booth.has_areas() {
        return Ok(see_other(&visit.href(&format!("/{slug}/vote/ballot"))));
    }
    let body = pages::area(&visit, booth.areas(), booth.choices.area, &Errors::default());
    Ok(booth.shell(&visit, "vote-area-title").page(body))
}

async fn choose_area(
    State(app): State<App>,
    visit: Visit,
    pass: Pass,
    Path((_, slug)): InEdition,
    fields: Fields,
) -> Result<Response> {
    let mut booth = Booth::open(&app, &visit, &pass, &slug).await?;
    let Some(area) = booth.roll.area(fields.get("area")) else {
        let errors = Errors::of("area", Message::new("vote-area-missing"));
        let body = pages::area(&visit, booth.areas(), booth.choices.area, &errors);
        return Ok(booth.shell(&visit, "vote-area-title").invalid().page(body));
    };
    booth.choices.area = Some(area);
    // What was chosen in another district leaves the ballot with it.
    let paper = booth.paper();
    let change = |choices: &mut Choices| {
        choices.area = Some(area);
        choices.marks.retain(|(project, _)| paper.has(*project).is_some());
    };
    booth.own().change(&app, change).await?;
    Ok(see_other(&visit.href(&format!("/{slug}/vote/ballot"))))
}

async fn ballot_page(
    State(app): State<App>,
    visit: Visit,
    pass: Pass,
    Path((_, slug)): InEdition,
) -> Result<Response> {
    let booth = Booth::open(&app, &visit, &pass, &slug).await?;
    if booth.has_areas() && booth.choices.area.is_none() {
        return Ok(see_other(&visit.href(&format!("/{slug}/vote/area"))));
    }
    let paper = booth.paper();
    let mut shell = booth.shell(&visit, "vote-ballot-title");
    shell.class = "vote";
    shell.bar = Some(pages::purse(&visit, booth.edition(), &paper));
    let view = pages::BallotView {
        visit: &visit,
        edition: booth.edition(),
        paper: &paper,
        areas: booth.has_areas(),
        again: booth.has_voted,
    };
    Ok(shell.page(pages::ballot(&view)))
}

/// One press on the ballot: `add:12`, `remove:12`, `more:12`, `less:12`, `up:12`, `down:12`. Going over the limit is
/// allowed here and said; casting it is not.
async fn press(
    State(app): State<App>,
    visit: Visit,
    pass: Pass,
    Path((_, slug)): InEdition,
    fields: Fields,
) -> Result<Response> {
    let booth = Booth::open(&app, &visit, &pass, &slug).await?;
    let paper = booth.paper();
    let (act, project) = fields
        .get("press")
        .split_once(':')
        .and_then(|(act, id)| Some((act, id.parse::<i64>().ok()?)))
        .ok_or(Error::BadRequest("press".to_owned()))?;
    let sheet = paper.has(project).ok_or(Error::NotFound)?;
    let rivals = |id: i64| sheet.has(id);
    if sheet.rules.kind == Kind::Ordinal && matches!(act, "up" | "down") {
        booth.own().change(&app, |choices| choices.shift(project, act == "up", &rivals)).await?;
        return Ok(see_other(&visit.href(&to_card(&slug, sheet, project))));
    }
    let most = sheet.rules.max_points.or(sheet.rules.max_sum_points).unwrap_or(i64::MAX);
    let step: fn(i64) -> i64 = match act {
        "add" => |points| points.max(1),
        "more" if sheet.rules.kind.has_points() => |points| points.saturating_add(1),
        "less" => |points| points - 1,
        "remove" => |_| 0,
        _ => return Err(Error::BadRequest("press".to_owned())),
    };
    let change = |choices: &mut Choices| {
        choices.give(project, step(choices.points(project)).min(most));
    };
    booth.own().change(&app, change).await?;
    Ok(see_other(&visit.href(&to_card(&slug, sheet, project))))
}

/// The ballot, at the card of a project.
fn to_card(slug: &str, sheet: &Sheet, project: i64) -> String {
    let code =
        sheet.projects().into_iter().find(|row| row.id == project).map(|row| encode(&row.code));
    format!("/{slug}/vote/ballot#p{}", code.unwrap_or_default())
}

async fn check_page(
    State(app): State<App>,
    visit: Visit,
    pass: Pass,
    Path((_, slug)): InEdition,
) -> Result<Response> {
    let booth = Booth::open(&app, &visit, &pass, &slug).await?;
    let present = booth.own().cast(app.store.read()).await?;
    let instead = (!present.is_empty())
        .then(|| fingerprint(present.iter().map(|(_, content)| content.receipt.as_str())));
    draw_check(&visit, &booth, instead.as_deref().unwrap_or_default())
}

/// The form holds everything that is on the page: what one sees is what one casts.
fn draw_check(visit: &Visit, booth: &Booth, instead: &str) -> Result<Response> {
    let paper = booth.paper();
    let shell = booth.shell(visit, "vote-check-title");
    let shell = if paper.is_ready() { shell } else { shell.invalid() };
    let key = uuid::Builder::from_random_bytes(random()).into_uuid().simple().to_string();
    let area = booth.area_code();
    let form = pages::CastForm { key: &key, area: &area, instead, choices: &booth.choices };
    // The page holds a one-time key.
    Ok(no_store(shell.page(pages::check(visit, booth.edition(), &paper, &form))))
}

async fn cast(
    State(app): State<App>,
    visit: Visit,
    pass: Pass,
    Path((_, slug)): InEdition,
    from: Result<ClientIp, axum_client_ip::Rejection>,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response> {
    let key = uuid::Uuid::try_parse(fields.get("key"))
        .map_err(|_| Error::BadRequest("key".to_owned()))?
        .into_bytes();
    let roll = app.rolls.of(&app, &slug).await?;
    let choices = read_choices(&fields, &roll)?;
    let booth = Booth::with(&app, &visit, &pass, roll, choices).await?;
    let paper = booth.paper();
    if !paper.holds_all(&booth.choices) {
        // Nothing that was chosen may be left out in silence.
        return Err(Error::BadRequest("choice".to_owned()));
    }
    let instead = fields.get("instead");
    if !paper.is_ready() {
        return draw_check(&visit, &booth, instead);
    }
    let job = Job {
        edition_id: booth.edition().id,
        key: booth.roll.key.clone(),
        day: app.clock.today(),
        channel: Channel::Internet,
        lanes: booth.roll.lanes.clone(),
        parts: paper.parts(&slug, &own_key(&key, &booth.person)),
        instead: (!instead.is_empty()).then(|| instead.to_owned()),
        paper_wins: false,
        source: source(from, &headers),
        person: booth.person,
    };
    let receipts = app.casting.cast(job).await?;
    let token = receipt_routes::token(&app, &receipts)?;
    Ok(see_other(&visit.href(&format!("/{slug}/vote/receipt/{token}"))))
}

/// The one-time key of a form as this person's: two people who send one key, by mistake or on
/// purpose, still cast two ballots.
fn own_key(key: &[u8; 16], person: &[u8]) -> [u8; 16] {
    let mixed = Sha256::new().chain_update(key).chain_update(person).finalize();
    let mut own = [0; 16];
    own.copy_from_slice(&mixed[..16]);
    own
}

/// `12:1`: a project and its points, in the order chosen.
fn read_choices(fields: &Fields, roll: &Roll) -> Result<Choices> {
    let read = |typed: &str| {
        let (project, points) = typed.split_once(':')?;
        Some((project.parse().ok()?, points.parse().ok()?))
    };
    let marks: Option<Vec<(i64, i64)>> = fields.all("choice").map(read).collect();
    let marks = marks.ok_or(Error::BadRequest("choice".to_owned()))?;
    Ok(Choices { area: roll.area(fields.get("area")), marks })
}

/// What a request says of where it came from, as coarse as it can be and still show many alike.
fn source(from: Result<ClientIp, axum_client_ip::Rejection>, headers: &HeaderMap) -> Source {
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    let agent = agent.unwrap_or_default();
    let known = ["Android", "iPhone", "iPad", "Windows", "Macintosh", "Linux"];
    let agent = known.into_iter().find(|name| agent.contains(name)).unwrap_or("other");
    Source { network: people::network(from), agent }
}

/// For pages of which nobody keeps a copy.
pub fn no_store(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
