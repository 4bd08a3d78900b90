use std::collections::HashSet;

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use maud::Markup;
use sea_orm::entity::prelude::*;
use sha2::{Digest, Sha256};

use super::casting::{Job, NewBallot, Part};
use super::draft::{self, Choices, Draft};
use super::entity::ballot;
use super::pages::{self, StartView};
use super::paper::Paper;
use crate::app::{Access, App, Routes, see_other};
use crate::clock::random;
use crate::edition::{self, Edition, Phase, Pool, Room, phase, pool};
use crate::error::{Error, Result};
use crate::page::{self, Errors, Fields, Shell, encode};
use crate::people::Visit;
use crate::project::{self, pool_name};
use crate::register::{self, Pass, Voter};
use crate::text::Message;

pub fn router() -> Routes {
    Routes::default()
        .get("/{l}/{e}/vote", Access::Public, start)
        .get("/{l}/{e}/vote/area", Access::Public, area_page)
        .post("/{l}/{e}/vote/area", Access::Public, choose_area)
        .get("/{l}/{e}/vote/ballot", Access::Public, ballot_page)
        .post("/{l}/{e}/vote/ballot", Access::Public, press)
        .get("/{l}/{e}/vote/check", Access::Public, check_page)
        .post("/{l}/{e}/vote/cast", Access::Public, cast)
        .get("/{l}/{e}/vote/receipt/{key}", Access::Public, receipt_page)
        .get("/{l}/receipt", Access::Public, lookup_page)
        .post("/{l}/receipt", Access::Public, lookup)
}

/// Whether the visitor's ballot of this edition is in the box.
pub async fn has_voted(app: &App, visit: &Visit, pass: &Pass, edition: &Edition) -> Result<bool> {
    match pass.voter(app, visit, edition).await? {
        Some(voter) => draft::has_voted(app.store.read(), edition.id, &voter.person).await,
        None => Ok(false),
    }
}

/// A voter in an edition that votes.
struct Booth {
    edition: Edition,
    pools: Vec<Pool>,
    person: Vec<u8>,
}

/// Who has not shown that they may vote is led to where they can.
async fn booth(app: &App, visit: &Visit, pass: &Pass, slug: &str) -> Result<Booth> {
    let db = app.store.read();
    let edition = edition::find(db, slug).await?;
    let Some(voter) = pass.voter(app, visit, &edition).await? else {
        return Err(Error::SeeOther { to: visit.href(&format!("/{slug}/vote/verify")) });
    };
    let pools = pool::of_edition(db, edition.id).await?;
    Ok(Booth { edition, pools, person: voter.person })
}

impl Booth {
    /// The booth is for who may still fill in a ballot; everybody else is told on the first page.
    async fn open(app: &App, visit: &Visit, pass: &Pass, slug: &str) -> Result<Self> {
        let booth = booth(app, visit, pass, slug).await?;
        let voted = draft::has_voted(app.store.read(), booth.edition.id, &booth.person).await?;
        let open = booth.edition.phase == Phase::Voting && in_time(app, &booth.edition).await?;
        if voted || !open {
            return Err(Error::SeeOther { to: visit.href(&format!("/{slug}/vote")) });
        }
        Ok(booth)
    }

    fn shell(&self, visit: &Visit, title: &str) -> Shell {
        let mut shell = edition::shell(visit, &self.edition, Room::Voting, visit.text.say(title));
        let home = visit.href(&format!("/{}", self.edition.slug));
        shell.focus = Some((visit.text.say("vote-save-and-leave"), home));
        shell
    }

    /// The pools this voter fills in, one of each lane: the chosen area's first, then the city's and
    /// the area's other pools.
    fn pools(&self, choices: &Choices) -> Vec<Pool> {
        let chosen = choices.area.and_then(|id| self.pools.iter().find(|pool| pool.id == id));
        let area = chosen.or(self.only_area());
        let district = area.and_then(|pool| pool.district_id);
        let others = self.pools.iter().filter(|pool| {
            pool.is_citywide() || district.is_some() && pool.district_id == district
        });
        let mut lanes = HashSet::new();
        let mut mine: Vec<Pool> = area
            .into_iter()
            .chain(others)
            .filter(|pool| lanes.insert(&pool.lane))
            .cloned()
            .collect();
        mine.sort_by_key(|pool| pool.position);
        mine
    }

    /// Whether there is an area to choose: where a single district votes and the city has no pool,
    /// there is nothing to ask.
    fn has_areas(&self) -> bool {
        self.only_area().is_none() && self.pools.iter().any(|pool| !pool.is_citywide())
    }

    fn only_area(&self) -> Option<&Pool> {
        let first = self.pools.first()?;
        let mut lanes = HashSet::new();
        let alone = self
            .pools
            .iter()
            .all(|pool| pool.district_id == first.district_id && lanes.insert(&pool.lane));
        (alone && !first.is_citywide()).then_some(first)
    }

    /// The one-time key of a form as this person's: two people who send one key, by mistake or on
    /// purpose, still cast two ballots.
    fn own(&self, key: &[u8; 16]) -> [u8; 16] {
        let mixed = Sha256::new().chain_update(key).chain_update(&self.person).finalize();
        let mut own = [0; 16];
        own.copy_from_slice(&mixed[..16]);
        own
    }

    async fn paper(&self, app: &App, draft: &Draft) -> Result<Paper> {
        let pools = self.pools(&draft.choices);
        let ids: Vec<i64> = pools.iter().map(|pool| pool.id).collect();
        let projects = project::on_ballot(app.store.read(), &ids).await?;
        Paper::new(pools, projects, draft)
    }
}

async fn in_time(app: &App, edition: &Edition) -> Result<bool> {
    let calendar = phase::calendar(app.store.read(), edition.id).await?;
    Ok(phase::ends_at(&calendar, Phase::Voting).is_some_and(|end| app.clock.now() < end))
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
    let (mut has_voted, mut begun) = (false, false);
    let voter = pass.voter(&app, &visit, &edition).await?;
    let may = voter.is_some();
    if let Some(Voter { person, .. }) = voter {
        has_voted = draft::has_voted(db, edition.id, &person).await?;
        begun = draft::load(db, edition.id, &person).await?.is_some();
    }
    let is_open =
        edition.phase == Phase::Voting && ends_at.is_some_and(|end| app.clock.now() < end);
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
    let draft = draft::open(&app, booth.edition.id, &booth.person).await?;
    let body = pages::area(&visit, &booth.pools, draft.choices.area, &Errors::default());
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
    let mut draft = draft::open(&app, booth.edition.id, &booth.person).await?;
    let area = match fields.get("area") {
        "-" => Some(0),
        code => booth.pools.iter().find(|pool| pool.code == code).map(|pool| pool.id),
    };
    if area.is_none() {
        let errors = Errors::of("area", Message::new("vote-area-missing"));
        let body = pages::area(&visit, &booth.pools, draft.choices.area, &errors);
        return Ok(booth.shell(&visit, "vote-area-title").invalid().page(body));
    }
    draft.choices.area = area;
    // What was chosen in another district leaves the ballot with it.
    let paper = booth.paper(&app, &draft).await?;
    draft::change(&app, booth.edition.id, &booth.person, |choices| {
        choices.area = area;
        choices.marks.retain(|(project, _)| paper.has(*project).is_some());
    })
    .await?;
    Ok(see_other(&visit.href(&format!("/{slug}/vote/ballot"))))
}

async fn ballot_page(
    State(app): State<App>,
    visit: Visit,
    pass: Pass,
    Path((_, slug)): InEdition,
) -> Result<Response> {
    let booth = Booth::open(&app, &visit, &pass, &slug).await?;
    let draft = draft::open(&app, booth.edition.id, &booth.person).await?;
    if booth.has_areas() && draft.choices.area.is_none() {
        return Ok(see_other(&visit.href(&format!("/{slug}/vote/area"))));
    }
    let paper = booth.paper(&app, &draft).await?;
    let mut shell = booth.shell(&visit, "vote-ballot-title");
    shell.class = "vote";
    shell.bar = Some(pages::purse(&visit, &booth.edition, &paper));
    Ok(shell.page(pages::ballot(&visit, &booth.edition, &paper, booth.has_areas())))
}

/// One press on the ballot: `add:12`, `remove:12`, `more:12`, `less:12`. Going over the limit is
/// allowed here and said; casting it is not.
async fn press(
    State(app): State<App>,
    visit: Visit,
    pass: Pass,
    Path((_, slug)): InEdition,
    fields: Fields,
) -> Result<Response> {
    let booth = Booth::open(&app, &visit, &pass, &slug).await?;
    let draft = draft::open(&app, booth.edition.id, &booth.person).await?;
    let paper = booth.paper(&app, &draft).await?;
    let (act, project) = fields
        .get("press")
        .split_once(':')
        .and_then(|(act, id)| Some((act, id.parse::<i64>().ok()?)))
        .ok_or(Error::BadRequest("press".to_owned()))?;
    let sheet = paper.has(project).ok_or(Error::NotFound)?;
    let most = sheet.rules.max_points.or(sheet.rules.max_sum_points).unwrap_or(i64::MAX);
    let step: fn(i64) -> i64 = match act {
        "add" => |points| points.max(1),
        "more" if sheet.rules.kind.has_points() => |points| points.saturating_add(1),
        "less" => |points| points - 1,
        "remove" => |_| 0,
        _ => return Err(Error::BadRequest("press".to_owned())),
    };
    draft::change(&app, booth.edition.id, &booth.person, |choices| {
        choices.give(project, step(choices.points(project)).min(most));
    })
    .await?;
    let code = sheet.projects.iter().find(|row| row.id == project).map(|row| encode(&row.code));
    let anchor = code.unwrap_or_default();
    Ok(see_other(&visit.href(&format!("/{slug}/vote/ballot#p{anchor}"))))
}

async fn check_page(
    State(app): State<App>,
    visit: Visit,
    pass: Pass,
    Path((_, slug)): InEdition,
) -> Result<Response> {
    let booth = Booth::open(&app, &visit, &pass, &slug).await?;
    let draft = draft::open(&app, booth.edition.id, &booth.person).await?;
    let paper = booth.paper(&app, &draft).await?;
    Ok(check(&visit, &booth, &paper))
}

fn check(visit: &Visit, booth: &Booth, paper: &Paper) -> Response {
    let shell = booth.shell(visit, "vote-check-title");
    let shell = if paper.is_ready() { shell } else { shell.invalid() };
    draw_check(visit, booth, paper, shell)
}

/// The form sends back a new key and the codes of the ballots it shows.
fn draw_check(visit: &Visit, booth: &Booth, paper: &Paper, shell: Shell) -> Response {
    let key = uuid::Builder::from_random_bytes(random()).into_uuid();
    let shown = codes(&paper.seal(&booth.edition.slug, &booth.own(key.as_bytes())));
    let key = format!("{}.{shown}", key.simple());
    // The page holds a one-time key.
    no_store(shell.page(pages::check(visit, &booth.edition, paper, &key)))
}

async fn cast(
    State(app): State<App>,
    visit: Visit,
    pass: Pass,
    Path((_, slug)): InEdition,
    fields: Fields,
) -> Result<Response> {
    let booth = booth(&app, &visit, &pass, &slug).await?;
    let (key, shown) = fields.get("key").split_once('.').unwrap_or((fields.get("key"), ""));
    let key =
        uuid::Uuid::try_parse(key).map_err(|_| Error::BadRequest("key".to_owned()))?.into_bytes();
    let key = booth.own(&key);
    let Some(draft) = draft::load(app.store.read(), booth.edition.id, &booth.person).await? else {
        return again(&app, &visit, &booth, &key).await;
    };
    let paper = booth.paper(&app, &draft).await?;
    if !paper.is_ready() {
        return Ok(check(&visit, &booth, &paper));
    }
    let parts = paper.seal(&booth.edition.slug, &key);
    if codes(&parts) != shown {
        // Changed in another window since it was checked: nobody has seen this ballot yet.
        let shell = booth.shell(&visit, "vote-check-title").invalid();
        return Ok(draw_check(&visit, &booth, &paper, shell));
    }
    let job = Job {
        edition_id: booth.edition.id,
        person: booth.person.clone(),
        day: app.clock.today(),
        parts,
    };
    app.casting.cast(job).await?;
    Ok(to_receipt(&visit, &slug, &key))
}

fn codes(parts: &[Part]) -> String {
    parts.iter().map(|part| part.ballot.receipt.as_str()).collect::<Vec<_>>().join(".")
}

/// The receipt's page stands under the key of the form, not under its codes: an address ends up in
/// logs and histories, and a code is what the published file calls the ballot.
fn to_receipt(visit: &Visit, slug: &str, key: &[u8; 16]) -> Response {
    let key = uuid::Uuid::from_bytes(*key).simple();
    see_other(&visit.href(&format!("/{slug}/vote/receipt/{key}")))
}

/// The ballots that a key made, in the order of the pools.
async fn made_by(app: &App, pools: &[Pool], key: &[u8; 16]) -> Result<Vec<ballot::Model>> {
    let id = |pool: &Pool| NewBallot::id_of(key, &pool.code);
    let mut made = ballot::Entity::find()
        .filter(ballot::Column::PoolId.is_in(pools.iter().map(|pool| pool.id)))
        .filter(ballot::Column::Id.is_in(pools.iter().map(id)))
        .all(app.store.read())
        .await?;
    made.sort_by_key(|ballot| pools.iter().position(|pool| pool.id == ballot.pool_id));
    Ok(made)
}

/// The draft is gone: the same form arrived a second time, after the first was cast. Its key leads
/// to the ballots it made; another key means the ballot was cast in another window.
async fn again(app: &App, visit: &Visit, booth: &Booth, key: &[u8; 16]) -> Result<Response> {
    let slug = &booth.edition.slug;
    if !made_by(app, &booth.pools, key).await?.is_empty() {
        return Ok(to_receipt(visit, slug, key));
    }
    if booth.edition.phase != Phase::Voting {
        return Err(Error::conflict("vote-closed"));
    }
    Ok(see_other(&visit.href(&format!("/{slug}/vote"))))
}

async fn receipt_page(
    State(app): State<App>,
    visit: Visit,
    pass: Pass,
    Path((_, slug, key)): Path<(String, String, String)>,
) -> Result<Response> {
    let db = app.store.read();
    let key = uuid::Uuid::try_parse(&key).map_err(|_| Error::NotFound)?.into_bytes();
    let edition = edition::find(db, &slug).await?;
    let pools = pool::of_edition(db, edition.id).await?;
    let mut codes = Vec::new();
    for ballot in made_by(&app, &pools, &key).await? {
        let pool = pools.iter().find(|pool| pool.id == ballot.pool_id);
        let name = pool.map(|pool| pool_name(visit.text, pool)).unwrap_or_default();
        codes.push((name, dashed(&ballot.receipt)));
    }
    if codes.is_empty() {
        return Err(Error::NotFound);
    }
    let qr = |code: &str| qr(&app, &visit, code);
    let shell = edition::shell(&visit, &edition, Room::Voting, visit.text.say("receipt-title"));
    Ok(no_store(shell.page(pages::receipt(&visit, &edition, &pass, &codes, &qr))))
}

/// For pages of which nobody keeps a copy.
fn no_store(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
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
    Ok(no_store(shell.page(pages::lookup(&visit, typed, Some(&found), &Errors::default()))))
}

/// The pool and edition of the ballot with this receipt, if there is one.
async fn find(app: &App, code: &str) -> Result<Option<(Pool, Edition)>> {
    let db = app.store.read();
    let ballot = ballot::Entity::find().filter(ballot::Column::Receipt.eq(code)).one(db).await?;
    let Some(ballot) = ballot else { return Ok(None) };
    let pool = pool::Entity::find_by_id(ballot.pool_id).one(db).await?.ok_or(Error::NotFound)?;
    let edition =
        edition::Entity::find_by_id(pool.edition_id).one(db).await?.ok_or(Error::NotFound)?;
    Ok(Some((pool, edition)))
}

fn dashed(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join("-")
}
