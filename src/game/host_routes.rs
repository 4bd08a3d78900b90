use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Query;
use game_rules::game::command::{Act, Actor, Command, Priced};
use game_rules::game::report::report;
use game_rules::game::rules::{Permit, PriceBy, Rules};
use game_rules::game::table::{Stage, Table};

use super::hall::{Game, Seen};
use super::host_pages::Console;
use super::live::Feed;
use super::moves;
use super::open::{self, OWN, Wrong, normal_code};
use super::open_pages::{self, Evening, New};
use super::phone::{Token, new_once, once};
use super::player_routes::seat_link;
use super::report_pages;
use super::table_pages::{self, Desk};
use super::words::{self, Coin};
use crate::app::{Access, App, Routes, see_other};
use crate::error::{Error, Result};
use crate::page::{Errors, Fields, Shell, qr};
use crate::people::{Role, Visit};
use crate::project::pool_name;
use crate::text::Text;

const FACILITATORS: Access = Access::Staff(&[Role::Facilitator]);

/// What "a little longer" is, in seconds.
const LONGER: u32 = 300;

pub fn router() -> Routes {
    Routes::default()
        .get("/{l}/games", FACILITATORS, evenings)
        .post("/{l}/games", FACILITATORS, open_evening)
        .get("/{l}/games/new", FACILITATORS, new_page)
        .get("/{l}/games/{game}", FACILITATORS, console_page)
        .post("/{l}/games/{game}", FACILITATORS, conduct)
        .get("/{l}/games/{game}/live", FACILITATORS, live)
        .get("/{l}/games/{game}/report", FACILITATORS, report_page)
        .get("/{l}/games/{game}/report.json", FACILITATORS, report_file)
        .get("/{l}/games/{game}/log.jsonl", FACILITATORS, log_file)
        .get("/{l}/games/{game}/rules.toml", FACILITATORS, rules_file)
        .get("/{l}/games/{game}/tables/{table}", FACILITATORS, table_page)
        .post("/{l}/games/{game}/tables/{table}", FACILITATORS, assist)
        .post("/{l}/games/{game}/tables/{table}/seat", FACILITATORS, new_link)
}

type AtGame = Path<(String, String)>;
type AtTable = Path<(String, String, String)>;

fn number(table: &str) -> Result<u32> {
    table.parse().map_err(|_| Error::NotFound)
}

async fn game(app: &App, code: &str) -> Result<Arc<Game>> {
    app.hall.game(&normal_code(code).ok_or(Error::NotFound)?).await
}

fn shell(visit: &Visit, title: String, errors: &Errors) -> Shell {
    let shell = visit.shell(title);
    let mut shell = if errors.is_empty() { shell } else { shell.invalid() };
    shell.class = "desk";
    shell
}

async fn evenings(State(app): State<App>, visit: Visit) -> Result<Response> {
    let all = open::all(app.store.read()).await?;
    let all: Vec<Evening> = all
        .into_iter()
        .map(|row| Evening { code: row.code, title: row.title, opened_at: row.opened_at })
        .collect();
    let shell = shell(&visit, visit.text.say("game-name"), &Errors::default());
    Ok(shell.page(open_pages::evenings(&visit, &all)))
}

async fn new_page(
    State(app): State<App>,
    visit: Visit,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response> {
    let fields = Fields::from(query);
    let known = fields.get("rules") == OWN || open_pages::rules_of(&fields).is_some();
    if !fields.has("rules") || !known {
        let shell = shell(&visit, visit.text.say("game-choose"), &Errors::default());
        return Ok(shell.page(open_pages::choose(&visit)));
    }
    draw_new(&app, &visit, &fields, &Wrong::default()).await
}

async fn draw_new(app: &App, visit: &Visit, fields: &Fields, wrong: &Wrong) -> Result<Response> {
    let t = visit.text;
    let pools: Vec<(String, String)> = open::places(app.store.read())
        .await?
        .iter()
        .map(|place| {
            let edition = &place.edition;
            let name = pool_name(t, &place.pool);
            (place.name(), format!("{} · {} · {name}", edition.city, edition.title))
        })
        .collect();
    let rules = open_pages::rules_of(fields);
    let view = New {
        visit,
        rules: rules.as_ref(),
        pools: &pools,
        fields,
        errors: &wrong.errors,
        mistakes: &wrong.mistakes,
    };
    Ok(shell(visit, t.say("game-new"), &wrong.errors).page(open_pages::new(&view)))
}

async fn open_evening(State(app): State<App>, visit: Visit, fields: Fields) -> Result<Response> {
    match open::open(&app, visit.person()?.id, &fields).await? {
        Ok(code) => Ok(see_other(&visit.href(&format!("/games/{code}")))),
        Err(wrong) => draw_new(&app, &visit, &fields, &wrong).await,
    }
}

fn console<'a>(
    text: Text,
    action: &'a str,
    game: &'a Game,
    tables: &'a [Arc<Seen>],
    at: u64,
    once: &'a str,
    errors: &'a Errors,
) -> Console<'a> {
    let (title, rules) = (game.row.title.as_str(), &game.rules);
    Console { text, action, title, rules, tables, at, once, errors }
}

async fn draw_console(app: &App, visit: &Visit, game: &Game, errors: &Errors) -> Result<Response> {
    let tables = game.look_around().await?;
    let code = &game.row.code;
    let action = visit.href(&format!("/games/{code}"));
    let once = new_once();
    let console = console(visit.text, &action, game, &tables, app.clock.millis(), &once, errors);
    let short = format!("{}/j", app.config.base());
    let picture = qr(&format!("{short}/{code}"), &visit.text.say("game-qr"));
    let shown = short.split_once("://").map_or(short.as_str(), |(_, rest)| rest);
    let mut shell = shell(visit, game.row.title.clone(), errors);
    let version: i64 = tables.iter().map(|seen| seen.version).sum();
    shell.live = Some(format!("{action}/live?since={version}"));
    Ok(shell.page(console.page(code, shown, picture)))
}

async fn console_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, code)): AtGame,
) -> Result<Response> {
    draw_console(&app, &visit, &*game(&app, &code).await?, &Errors::default()).await
}

/// The host's acts concern every table: each gets the same command.
async fn conduct(
    State(app): State<App>,
    visit: Visit,
    Path((_, code)): AtGame,
    fields: Fields,
) -> Result<Response> {
    let game = game(&app, &code).await?;
    let once = once(&fields)?;
    let tables = game.look_around().await?;
    let (act, about) = fields.get("press").split_once(':').unwrap_or((fields.get("press"), ""));
    let phase = Some(about.to_owned()).filter(|_| act == "end");
    let mut commands = Vec::new();
    for seen in &tables {
        let acts = host_acts(&game.rules, &tables, &seen.table, act, about)
            .ok_or_else(|| Error::BadRequest("press".to_owned()))?;
        commands.extend(acts.into_iter().enumerate().map(|(number, act)| Command {
            id: format!("host-{once}-{number}"),
            table: seen.table.id().to_owned(),
            actor: Actor::Host,
            at: app.clock.millis(),
            seq: None,
            phase: phase.clone(),
            paper: false,
            act,
        }));
    }
    let decided = game.act(&commands, None).await?;
    // A table that is ahead refuses what the others still need; only when none could is it a fault.
    match decided.iter().all(std::result::Result::is_err) {
        false => Ok(see_other(&visit.href(&format!("/games/{}", game.row.code)))),
        true => {
            let coin = Coin { text: visit.text, rules: &game.rules };
            let refusal = decided.into_iter().find_map(std::result::Result::err);
            let errors = match (refusal, tables.first()) {
                (Some(refusal), Some(seen)) => {
                    Errors::of("now", coin.refusal(&seen.table, &refusal))
                }
                _ => Errors::default(),
            };
            draw_console(&app, &visit, &game, &errors).await
        }
    }
}

/// What a press of the host means at one table.
fn host_acts(
    rules: &Rules,
    tables: &[Arc<Seen>],
    table: &Table,
    act: &str,
    about: &str,
) -> Option<Vec<Act>> {
    Some(match act {
        "start" => {
            let mut acts = Vec::new();
            let enough = table.seated().count() >= rules.event.seats.min as usize;
            if table.dealt().is_none() && enough && table.stage() == Stage::Open {
                acts.push(Act::Deal);
            }
            acts.push(Act::StartPhase { phase: about.to_owned() });
            let place = rules.phase_place(about)?;
            let votes = rules.phases.get(place).is_some_and(|phase| phase.permits(Permit::Vote));
            if votes && rules.ballot.is_some() && table.ballot().is_none() {
                let ideas = tables.iter().flat_map(|seen| seen.table.ideas());
                let ideas = ideas.map(|idea| idea.name.clone()).collect();
                acts.push(Act::OpenBallot { ideas });
            }
            acts
        }
        "end" => vec![Act::EndPhase],
        "extend" => vec![Act::Extend { seconds: LONGER }],
        "pause" => vec![Act::Pause],
        "resume" => vec![Act::Resume],
        "card" => vec![Act::EventCard { card: about.to_owned() }],
        _ => return None,
    })
}

async fn live(
    State(app): State<App>,
    visit: Visit,
    headers: HeaderMap,
    Path((_, code)): AtGame,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response> {
    let game = game(&app, &code).await?;
    game.look_around().await?;
    let since = Fields::from(query).get("since").parse().ok();
    let changed = game.follow_all();
    game.sweep();
    let (text, clock) = (visit.text, app.clock.clone());
    let action = visit.href(&format!("/games/{}", game.row.code));
    let feed = Feed {
        draw: Box::new(move || {
            let tables = game.seen_all();
            let version = tables.iter().map(|seen| seen.version).sum();
            let errors = Errors::default();
            let console =
                console(text, &action, &game, &tables, clock.millis(), "streamed", &errors);
            (version, console.parts())
        }),
        changed,
        is_open: app.hall.is_open(),
        since,
        pause: Duration::from_millis(500),
    };
    Ok(feed.answer(&headers))
}

/// The tables at which anybody played: an empty one decided nothing.
async fn played(game: &Game) -> Result<Vec<Arc<Seen>>> {
    let tables = game.look_around().await?;
    Ok(tables.into_iter().filter(|seen| !seen.table.seats().is_empty()).collect())
}

async fn report_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, code)): AtGame,
) -> Result<Response> {
    let game = game(&app, &code).await?;
    let seen = played(&game).await?;
    let tables: Vec<&Table> = seen.iter().map(|seen| &seen.table).collect();
    let report = report(&game.rules, &tables);
    let shell = shell(&visit, visit.text.say("game-report"), &Errors::default());
    let href = visit.href(&format!("/games/{}", game.row.code));
    let view = report_pages::View {
        text: visit.text,
        title: &game.row.title,
        back: &href,
        rules: &game.rules,
        report: &report,
        sealed: tables.iter().filter(|table| table.stage() == Stage::Sealed).count(),
    };
    Ok(shell.page(report_pages::report(&view)))
}

async fn report_file(
    State(app): State<App>,
    _: Visit,
    Path((_, code)): AtGame,
) -> Result<Response> {
    let game = game(&app, &code).await?;
    let seen = played(&game).await?;
    let tables: Vec<&Table> = seen.iter().map(|seen| &seen.table).collect();
    let text = serde_json::to_string_pretty(&report(&game.rules, &tables));
    let text = text.map_err(anyhow::Error::from)?;
    Ok(file(&game, "report.json", "application/json", text))
}

async fn log_file(State(app): State<App>, _: Visit, Path((_, code)): AtGame) -> Result<Response> {
    let game = game(&app, &code).await?;
    let log = game.log().await?;
    Ok(file(&game, "log.jsonl", "application/jsonl; charset=utf-8", log))
}

async fn rules_file(State(app): State<App>, _: Visit, Path((_, code)): AtGame) -> Result<Response> {
    let game = game(&app, &code).await?;
    Ok(file(&game, "rules.toml", "application/toml; charset=utf-8", game.row.rules.clone()))
}

fn file(game: &Game, name: &str, kind: &'static str, text: String) -> Response {
    let mut response = ([(header::CONTENT_TYPE, kind)], text).into_response();
    let disposition = format!("attachment; filename=\"{}-{name}\"", game.row.code);
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}

async fn draw_table(
    visit: &Visit,
    game: &Game,
    table: u32,
    fields: &Fields,
    errors: &Errors,
) -> Result<Response> {
    let seen = game.look(table).await?;
    let title = visit.text.with("game-table", &[("n", i64::from(table).into())]);
    let desk = Desk {
        visit,
        code: &game.row.code,
        number: table,
        rules: &game.rules,
        seen: &seen,
        once: &new_once(),
        fields,
        errors,
    };
    Ok(shell(visit, title, errors).page(desk.page()))
}

async fn table_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, code, table)): AtTable,
) -> Result<Response> {
    let game = game(&app, &code).await?;
    draw_table(&visit, &game, number(&table)?, &Fields::default(), &Errors::default()).await
}

/// What a facilitator does at one table.
async fn assist(
    State(app): State<App>,
    visit: Visit,
    Path((_, code, table)): AtTable,
    fields: Fields,
) -> Result<Response> {
    let game = game(&app, &code).await?;
    let (table, once) = (number(&table)?, once(&fields)?);
    let seen = game.look(table).await?;
    let act = match moves::of_facilitator(&fields)? {
        Ok(act) => act,
        Err(errors) => return draw_table(&visit, &game, table, &fields, &errors).await,
    };
    let command = Command {
        id: format!("staff-{once}"),
        table: format!("T{table}"),
        actor: actor(&game.rules, &seen.table, &act),
        at: app.clock.millis(),
        seq: None,
        phase: None,
        paper: false,
        act,
    };
    match game.act(std::slice::from_ref(&command), None).await?.pop() {
        Some(Err(refusal)) => {
            let coin = Coin { text: visit.text, rules: &game.rules };
            let errors = Errors::of("text", coin.refusal(&game.seen(table)?.table, &refusal));
            draw_table(&visit, &game, table, &fields, &errors).await
        }
        _ => {
            let to = format!("/games/{}/tables/{table}", game.row.code);
            Ok(see_other(&visit.href(&to)))
        }
    }
}

/// In a small hall the facilitator carries the experts' answers and prices to the table.
fn actor(rules: &Rules, table: &Table, act: &Act) -> Actor {
    let by_expert = rules.content.write_in.is_some_and(|rule| rule.price_by == PriceBy::Expert);
    let any = || rules.event.staff.experts.first().cloned().unwrap_or_default();
    match act {
        Act::Answer { question, .. } => {
            let asked = (*question as usize).checked_sub(1);
            let topic = asked.and_then(|at| table.questions().get(at));
            Actor::Expert(topic.map(|question| question.topic.clone()).unwrap_or_else(any))
        }
        Act::Price { of: Priced::WriteIn(_), .. } if !by_expert => Actor::Facilitator,
        Act::Price { .. } => Actor::Expert(any()),
        _ => Actor::Facilitator,
    }
}

/// A new link to somebody's seat, for a phone that lost it; the old one leads nowhere from now on.
async fn new_link(
    State(app): State<App>,
    visit: Visit,
    Path((_, code, table)): AtTable,
    fields: Fields,
) -> Result<Response> {
    let (game, table) = (game(&app, &code).await?, number(&table)?);
    let seat = fields.get("seat").parse().map_err(|_| Error::BadRequest("seat".to_owned()))?;
    let token = Token::new();
    game.give_seat(table, seat, &token.hash()).await?;
    let name = words::seat_name(visit.text, &game.seen(table)?.table, seat);
    let link = seat_link(&app, &visit, &token);
    let back = visit.href(&format!("/games/{}/tables/{table}", game.row.code));
    let picture = qr(&link, &visit.text.say("game-seat-qr"));
    let shell = shell(&visit, name.clone(), &Errors::default());
    let mut response = shell.page(table_pages::seat_link(&visit, &back, &name, &link, picture));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
