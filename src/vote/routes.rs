use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use axum_client_ip::ClientIp;
use axum_extra::extract::Query;
use game_rules::ballot::Kind;
use sha2::{Digest, Sha256};

use super::ballot_pages::{self, BallotView};
use super::booth::{self, Booth, Roll};
use super::casting::{Job, Source, fingerprint};
use super::draft::{Choices, Own};
use super::envelope::Channel;
use super::pages::{self, StartView};
use super::sheet::{Order, Sheet};
use super::{receipt_routes, words};
use crate::app::{Access, App, Routes, see_other};
use crate::clock::random;
use crate::edition::{self, Edition, Phase, Pool, Room, phase, pool};
use crate::error::{Error, Result};
use crate::page::{Errors, Fields, encode};
use crate::people::{self, Visit};
use crate::register::{self, Pass};
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
            let key = app.keys.of(app.store.read(), edition.id).await?;
            let lanes = booth::lanes(pools);
            Own::of(edition.id, &key, &lanes, &voter).has_voted(app.store.read()).await
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
    let (mut had, mut begun, mut at_office) = (None, false, false);
    if let Some(voter) = voter
        && edition.phase == Phase::Voting
    {
        let (key, lanes) = (app.keys.of(db, edition.id).await?, booth::lanes(&pools));
        let own = Own::of(edition.id, &key, &lanes, &voter);
        at_office = voter.office.is_some();
        had = own.channel(db).await?;
        begun = own.draft(db).await?.is_some();
    }
    let shell = edition::shell(&visit, &edition, Room::Voting, visit.text.say("vote-title"));
    let view = StartView {
        visit: &visit,
        edition: &edition,
        pools: &pools,
        ends_at,
        had,
        at_office,
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
    // What another channel has brought is shown to nobody who could not replace it.
    if let Some(word) = booth.own().channel(app.store.read()).await?.and_then(Channel::stays) {
        return Err(Error::conflict(word));
    }
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
    let booth = Booth::open(&app, &visit, &pass, &slug).await?;
    let Some(area) = booth.roll.area(fields.get("area")) else {
        let errors = Errors::of("area", Message::new("vote-area-missing"));
        let body = pages::area(&visit, booth.areas(), booth.choices.area, &errors);
        return Ok(booth.shell(&visit, "vote-area-title").invalid().page(body));
    };
    // What was chosen in another district is not cast with this one, and waits until its voter is back.
    booth.own().change(&app, |choices| choices.area = Some(area)).await?;
    Ok(see_other(&visit.href(&format!("/{slug}/vote/ballot"))))
}

/// The order that an address asks for.
fn order_of(query: Vec<(String, String)>) -> Order {
    Order::of(Fields::from(query).get("order"))
}

async fn ballot_page(
    State(app): State<App>,
    visit: Visit,
    pass: Pass,
    Path((_, slug)): InEdition,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response> {
    let booth = Booth::open(&app, &visit, &pass, &slug).await?;
    if booth.has_areas() && booth.choices.area.is_none() {
        return Ok(see_other(&visit.href(&format!("/{slug}/vote/area"))));
    }
    draw_ballot(&visit, &booth, order_of(query), None)
}

/// The ballot, with the reason on the card whose press was refused.
fn draw_ballot(
    visit: &Visit,
    booth: &Booth,
    order: Order,
    refused: Option<(i64, String)>,
) -> Result<Response> {
    let paper = booth.paper().arranged(order);
    let shell = booth.shell(visit, "vote-ballot-title");
    let mut shell = if refused.is_some() { shell.invalid() } else { shell };
    shell.class = "vote";
    shell.bar = Some(ballot_pages::purse(visit, booth.edition(), &paper, order));
    let view = BallotView {
        visit,
        edition: booth.edition(),
        paper: &paper,
        order,
        areas: booth.has_areas(),
        again: booth.has_voted,
        at_office: booth.voter.office.is_some(),
        refused: refused.as_ref(),
    };
    Ok(shell.page(ballot_pages::ballot(&view)))
}

/// One press on the ballot: `add:12`, `remove:12`, `more:12`, `less:12`, `up:12`, `down:12`, and `place:12` or `places`
/// for the numbers typed beside ranked projects. Going over the limit is allowed here and said, unless the city wants
/// it refused at once; casting it is not.
async fn press(
    State(app): State<App>,
    visit: Visit,
    pass: Pass,
    Path((_, slug)): InEdition,
    Query(query): Query<Vec<(String, String)>>,
    fields: Fields,
) -> Result<Response> {
    let mut booth = Booth::open(&app, &visit, &pass, &slug).await?;
    let order = order_of(query);
    let paper = booth.paper();
    if fields.get("press") == "places" {
        return set_places(&app, &visit, &booth, order, &fields).await;
    }
    let (act, project) = fields
        .get("press")
        .split_once(':')
        .and_then(|(act, id)| Some((act, id.parse::<i64>().ok()?)))
        .ok_or(Error::BadRequest("press".to_owned()))?;
    let sheet = paper.has(project).ok_or(Error::NotFound)?;
    let to_card = see_other(&to_card(&visit, booth.edition(), order, sheet, project));
    let rivals = |id: i64| sheet.has(id);
    if sheet.rules.kind == Kind::Ordinal && matches!(act, "up" | "down") {
        booth.own().change(&app, |choices| choices.shift(project, act == "up", &rivals)).await?;
        return Ok(to_card);
    }
    if sheet.rules.kind == Kind::Ordinal && act == "place" {
        let Some(place) = typed_place(&fields, sheet, project) else {
            return draw_ballot(&visit, &booth, order, Some((project, no_place(&visit, sheet))));
        };
        booth.own().change(&app, |choices| choices.place(project, place, &rivals)).await?;
        return Ok(to_card);
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
    if sheet.rules.refuse_at_once && matches!(act, "add" | "more") {
        let before = booth.choices.clone();
        change(&mut booth.choices);
        let tried = booth.paper();
        if let Some(refusal) = tried.has(project).and_then(Sheet::over) {
            let why = words::refused(visit.text, sheet, refusal);
            booth.choices = before;
            return draw_ballot(&visit, &booth, order, Some((project, why)));
        }
    }
    booth.own().change(&app, change).await?;
    Ok(to_card)
}

/// The place typed beside a ranked project, from 1.
fn typed_place(fields: &Fields, sheet: &Sheet, project: i64) -> Option<usize> {
    let typed = fields.get(&format!("place-{project}")).trim().parse().ok()?;
    (1..=sheet.chosen().len()).contains(&typed).then_some(typed)
}

fn no_place(visit: &Visit, sheet: &Sheet) -> String {
    visit.text.with("ballot-place-wrong", &[("most", sheet.chosen().len().into())])
}

/// Takes every place that was typed and is not where its project stands, the first places first.
async fn set_places(
    app: &App,
    visit: &Visit,
    booth: &Booth,
    order: Order,
    fields: &Fields,
) -> Result<Response> {
    let paper = booth.paper();
    let mut moves = Vec::new();
    for sheet in paper.sheets.iter().filter(|sheet| sheet.rules.kind == Kind::Ordinal) {
        for (place, (row, _)) in (1..).zip(sheet.chosen()) {
            if !fields.has(&format!("place-{}", row.id)) {
                continue;
            }
            match typed_place(fields, sheet, row.id) {
                Some(typed) if typed == place => {}
                Some(typed) => moves.push((typed, row.id, sheet)),
                None => {
                    let why = no_place(visit, sheet);
                    return draw_ballot(visit, booth, order, Some((row.id, why)));
                }
            }
        }
    }
    moves.sort_by_key(|(place, ..)| *place);
    let change = |choices: &mut Choices| {
        for (place, project, sheet) in &moves {
            let rivals = |id: i64| sheet.has(id);
            choices.place(*project, *place, &rivals);
        }
    };
    booth.own().change(app, change).await?;
    let to = match moves.first() {
        Some((_, project, sheet)) => to_card(visit, booth.edition(), order, sheet, *project),
        None => ballot_pages::address(visit, booth.edition(), "ballot", order),
    };
    Ok(see_other(&to))
}

/// The ballot, at the card of a project.
fn to_card(visit: &Visit, edition: &Edition, order: Order, sheet: &Sheet, project: i64) -> String {
    let code =
        sheet.projects().into_iter().find(|row| row.id == project).map(|row| encode(&row.code));
    let page = ballot_pages::address(visit, edition, "ballot", order);
    format!("{page}#p{}", code.unwrap_or_default())
}

async fn check_page(
    State(app): State<App>,
    visit: Visit,
    pass: Pass,
    Path((_, slug)): InEdition,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response> {
    let booth = Booth::open(&app, &visit, &pass, &slug).await?;
    let present = booth.own().cast(app.store.read()).await?;
    let instead = (!present.is_empty())
        .then(|| fingerprint(present.iter().map(|(_, content)| content.receipt.as_str())));
    draw_check(&visit, &booth, instead.as_deref().unwrap_or_default(), order_of(query))
}

/// The form holds everything that is on the page: what one sees is what one casts.
fn draw_check(visit: &Visit, booth: &Booth, instead: &str, order: Order) -> Result<Response> {
    let paper = booth.paper();
    let shell = booth.shell(visit, "vote-check-title");
    let shell = if paper.is_ready() { shell } else { shell.invalid() };
    let key = uuid::Builder::from_random_bytes(random()).into_uuid().simple().to_string();
    let area = booth.area_code();
    let back = ballot_pages::address(visit, booth.edition(), "ballot", order);
    let form =
        pages::CastForm { key: &key, area: &area, instead, choices: &booth.choices, back: &back };
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
        return draw_check(&visit, &booth, instead, Order::default());
    }
    let job = Job {
        edition_id: booth.edition().id,
        key: booth.roll.key.clone(),
        day: app.clock.today(),
        channel: if booth.voter.office.is_some() { Channel::Office } else { Channel::Internet },
        lanes: booth.roll.lanes.clone(),
        parts: paper.parts(&slug, &own_key(&key, &booth.voter.person)),
        instead: (!instead.is_empty()).then(|| instead.to_owned()),
        paper_wins: false,
        owner: None,
        // The devices of city hall are alike, and no sign of one hand.
        source: if booth.voter.office.is_some() {
            Source::default()
        } else {
            source(from, &headers)
        },
        person: booth.voter.person.clone(),
        code: booth.voter.code.clone(),
    };
    let receipts = match app.casting.cast(job).await {
        Err(Error::Conflict { key: word @ "vote-code-void" }) => {
            let shell = booth.shell(&visit, "verify-title");
            let mut response = shell.page(pages::code_void(&visit, booth.edition(), word));
            *response.status_mut() = StatusCode::CONFLICT;
            return Ok(response);
        }
        answered => answered?,
    };
    let token = receipt_routes::token(&app, &receipts)?;
    let on = see_other(&visit.href(&format!("/{slug}/vote/receipt/{token}")));
    if booth.voter.office.is_none() {
        return Ok(on);
    }
    // One code, one ballot; and nothing is left for the next visitor of a shared screen.
    booth.own().forget(&app).await?;
    Ok(register::end(&app, on))
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
