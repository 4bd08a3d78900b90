use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::{CookieJar, Query};
use game_rules::game::command::{Act, Actor, Command};
use game_rules::game::table::{Decided, Stage};

use super::hall::{Game, Seen};
use super::join_pages::{self, Chair};
use super::live::Feed;
use super::moves;
use super::open::normal_code;
use super::phone::{self, Sitting, Token, find, new_once, once, sitting};
use super::player_pages::{self, Board, Proposal, anchor};
use super::words::Coin;
use super::writing_pages::SURVEY;
use crate::app::{Access, App, Routes, see_other};
use crate::error::{Error, Result};
use crate::page::{Errors, Fields, Shell, tidy};
use crate::people::Visit;
use crate::text::{Lang, Message, Text};

/// The longest name at a table.
const NICK: usize = 20;

pub fn router() -> Routes {
    Routes::default()
        .get("/j", Access::Public, short)
        .get("/j/{game}", Access::Public, short_code)
        .get("/{l}/join", Access::Public, code_page)
        .post("/{l}/join", Access::Public, enter_code)
        .get("/{l}/join/{game}", Access::Public, join_page)
        .post("/{l}/join/{game}", Access::Public, join)
        .get("/{l}/play", Access::Public, play_page)
        .post("/{l}/play", Access::Public, play)
        .get("/{l}/play/live", Access::Public, live)
        .get("/{l}/play/seat/{token}", Access::Public, take_seat)
}

fn language(headers: &HeaderMap) -> Lang {
    let accept = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    Lang::negotiate(accept.unwrap_or_default())
}

/// What stands on posters: short, and in the language of the phone.
async fn short(headers: HeaderMap) -> Response {
    see_other(&format!("/{}/join", language(&headers).code()))
}

async fn short_code(
    State(app): State<App>,
    headers: HeaderMap,
    Path(code): Path<String>,
) -> Result<Response> {
    let code = normal_code(&code).ok_or(Error::NotFound)?;
    app.hall.game(&code).await?;
    Ok(see_other(&format!("/{}/join/{code}", language(&headers).code())))
}

async fn code_page(visit: Visit, Query(query): Query<Vec<(String, String)>>) -> Response {
    let shell = visit.shell(visit.text.say("game-join-title"));
    shell.page(join_pages::code_form(&visit, &query.into(), &Errors::default()))
}

async fn enter_code(State(app): State<App>, visit: Visit, fields: Fields) -> Result<Response> {
    let known = match normal_code(fields.get("code")) {
        Some(code) => match app.hall.game(&code).await {
            Ok(game) => Some(game),
            Err(Error::NotFound) => None,
            Err(error) => return Err(error),
        },
        None => None,
    };
    let Some(game) = known else {
        let errors = Errors::of("code", Message::new("game-code-wrong"));
        let shell = visit.shell(visit.text.say("game-join-title")).invalid();
        return Ok(shell.page(join_pages::code_form(&visit, &fields, &errors)));
    };
    Ok(see_other(&visit.href(&format!("/join/{}", game.row.code))))
}

/// Whether this phone sits at a table of this game already.
async fn sits_here(app: &App, jar: &CookieJar, game: &Game) -> Result<bool> {
    let Some(at) = sitting(app, jar).await? else { return Ok(false) };
    let here = at.game.row.id == game.row.id;
    let seen = at.game.look(at.table).await?;
    Ok(here && seen.table.seat(at.seat).is_some_and(|seat| !seat.left))
}

async fn draw_join(
    visit: &Visit,
    game: &Game,
    fields: &Fields,
    errors: &Errors,
) -> Result<Response> {
    let chairs: Vec<Chair> = (1..)
        .zip(game.look_around().await?)
        .map(|(number, seen)| Chair {
            number,
            seated: match seen.table.stage() {
                Stage::Open => seen.table.seated().count(),
                // Nobody sits down at a table that is closed.
                Stage::Waiting | Stage::Sealed => usize::MAX,
            },
            most: game.rules.event.seats.max,
        })
        .collect();
    let shell = visit.shell(game.row.title.clone());
    let shell = if errors.is_empty() { shell } else { shell.invalid() };
    let once = match once(fields) {
        Ok(once) => once.to_owned(),
        Err(_) => new_once(),
    };
    let named = (game.row.code.as_str(), game.row.title.as_str());
    Ok(shell.page(join_pages::join(visit, named, &chairs, &once, fields, errors)))
}

async fn join_page(
    State(app): State<App>,
    visit: Visit,
    jar: CookieJar,
    Path((_, code)): Path<(String, String)>,
) -> Result<Response> {
    let game = app.hall.game(&normal_code(&code).ok_or(Error::NotFound)?).await?;
    if sits_here(&app, &jar, &game).await? {
        return Ok(see_other(&visit.href("/play")));
    }
    draw_join(&visit, &game, &Fields::default(), &Errors::default()).await
}

async fn join(
    State(app): State<App>,
    visit: Visit,
    jar: CookieJar,
    Path((_, code)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response> {
    let game = app.hall.game(&normal_code(&code).ok_or(Error::NotFound)?).await?;
    if sits_here(&app, &jar, &game).await? {
        return Ok(see_other(&visit.href("/play")));
    }
    let mut errors = Errors::default();
    let table = fields.get("table").parse().ok().filter(|n| (1..=game.tables()).contains(n));
    if table.is_none() {
        errors.add("table", Message::new("game-table-missing"));
    }
    let nick = tidy(fields.get("nick"), false);
    if nick.chars().count() > NICK {
        errors.add("nick", Message::new("game-nick-long"));
    }
    let Some(table) = table.filter(|_| errors.is_empty()) else {
        return draw_join(&visit, &game, &fields, &errors).await;
    };
    let once = once(&fields)?;
    let token = Token::of_form(&app, &game.row.code, once);
    let sit = Command {
        id: format!("sit-{once}"),
        table: format!("T{table}"),
        actor: Actor::System,
        at: app.clock.millis(),
        seq: None,
        phase: None,
        paper: false,
        act: Act::Seat {
            alias: Some(nick).filter(|nick| !nick.is_empty()),
            cohort: None,
            persona: persona(&game, table),
        },
    };
    match game.act(std::slice::from_ref(&sit), Some(&token.hash())).await?.pop() {
        Some(Err(refusal)) => {
            let coin = Coin { text: visit.text, rules: &game.rules };
            let seen = game.look(table).await?;
            let errors = Errors::of("table", coin.refusal(&seen.table, &refusal));
            draw_join(&visit, &game, &fields, &errors).await
        }
        _ => Ok(token.keep(&app, see_other(&visit.href("/play")))),
    }
}

/// The card of a table, where tables have one.
fn persona(game: &Game, table: u32) -> Option<String> {
    let deck = &game.rules.personas.as_ref()?.deck;
    deck.get((table as usize).checked_sub(1)? % deck.len().max(1)).cloned()
}

/// Gives a phone the seat of a link that the facilitator showed. Nothing changes at the table.
async fn take_seat(
    State(app): State<App>,
    visit: Visit,
    Path((_, token)): Path<(String, String)>,
) -> Result<Response> {
    let token = Token::parse(&token).ok_or(Error::NotFound)?;
    find(&app, &token).await?.ok_or(Error::NotFound)?;
    Ok(token.keep(&app, see_other(&visit.href("/play"))))
}

/// Ideas of all tables as this node saw them, where they are voted on.
fn proposals(game: &Game) -> Vec<Proposal> {
    if game.rules.ballot.is_none() {
        return Vec::new();
    }
    let ideas = game.seen_all();
    let ideas = ideas.iter().flat_map(|seen| seen.table.ideas());
    ideas
        .map(|idea| Proposal {
            name: idea.name.clone(),
            title: idea.title.clone(),
            fields: idea.fields.clone(),
            range: idea.range.clone(),
        })
        .collect()
}

/// The player's table as it is stored; where ideas are voted on, all of them, for the titles of other
/// tables' ideas stand in their logs.
async fn look(at: &Sitting) -> Result<Arc<Seen>> {
    match at.game.rules.ballot {
        Some(_) => {
            at.game.look_around().await?;
            at.game.seen(at.table)
        }
        None => at.game.look(at.table).await,
    }
}

async fn draw(
    app: &App,
    visit: &Visit,
    at: &Sitting,
    fields: &Fields,
    errors: &Errors,
) -> Result<Response> {
    let seen = look(at).await?;
    let proposals = proposals(&at.game);
    let action = visit.href("/play");
    let board = Board {
        text: visit.text,
        action: &action,
        title: &at.game.row.title,
        rules: &at.game.rules,
        seen: &seen,
        seat: at.seat,
        at: app.clock.millis(),
        once: &new_once(),
        proposals: &proposals,
        fields,
        errors,
    };
    let number = i64::from(at.table);
    let title = visit.text.with("game-table", &[("n", number.into())]);
    let shell = Shell::new(visit.text, visit.theme, visit.uri.clone(), title);
    let mut shell = if errors.is_empty() { shell } else { shell.invalid() };
    shell.class = "game";
    shell.hero = Some(board.top());
    let live = visit.href(&format!("/play/live?since={}", seen.version));
    shell.live = Some(live);
    let mut response = shell.page(board.page());
    // The page holds a one-time key and what only this player may see.
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

async fn play_page(
    State(app): State<App>,
    visit: Visit,
    jar: CookieJar,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response> {
    match sitting(&app, &jar).await? {
        Some(at) => draw(&app, &visit, &at, &query.into(), &Errors::default()).await,
        None => Ok(see_other(&visit.href("/join"))),
    }
}

async fn play(
    State(app): State<App>,
    visit: Visit,
    jar: CookieJar,
    fields: Fields,
) -> Result<Response> {
    let Some(at) = sitting(&app, &jar).await? else { return Ok(see_other(&visit.href("/join"))) };
    let once = once(&fields)?;
    if fields.get("act") == "survey" {
        return survey(&app, &visit, &jar, &at, &fields).await;
    }
    let seen = at.game.look(at.table).await?;
    let bought: Vec<String> = seen
        .table
        .bought()
        .filter_map(|place| seen.table.items().get(place).map(|item| item.rule.id.clone()))
        .collect();
    let act = match moves::of_player(&at.game.rules, &bought, &fields)? {
        Ok(act) => act,
        Err(errors) => return draw(&app, &visit, &at, &fields, &errors).await,
    };
    let anchor = anchor(&seen.table, &act);
    let command = Command {
        id: format!("s{}-{once}", at.seat),
        table: format!("T{}", at.table),
        actor: Actor::Seat(at.seat),
        at: app.clock.millis(),
        seq: None,
        phase: None,
        paper: false,
        act,
    };
    match at.game.act(std::slice::from_ref(&command), None).await?.pop() {
        Some(Err(refusal)) => {
            let coin = Coin { text: visit.text, rules: &at.game.rules };
            let table = &at.game.seen(at.table)?.table;
            let errors = Errors::of(&anchor, coin.refusal(table, &refusal));
            draw(&app, &visit, &at, &fields, &errors).await
        }
        Some(Ok(Decided::Done(_) | Decided::Repeated)) | None => {
            Ok(see_other(&visit.href(&format!("/play#{anchor}"))))
        }
    }
}

/// One answer a phone. Who answered is not in the log, and nobody can tell it from the id.
async fn survey(
    app: &App,
    visit: &Visit,
    jar: &CookieJar,
    at: &Sitting,
    fields: &Fields,
) -> Result<Response> {
    let mut errors = Errors::default();
    let mut answers = std::collections::BTreeMap::new();
    for question in SURVEY {
        match fields.get(question) {
            answer @ ("1" | "2" | "3" | "4" | "5") => {
                answers.insert(question.to_owned(), answer.to_owned());
            }
            _ => errors.add(question, Message::new("game-survey-missing")),
        }
    }
    if !errors.is_empty() {
        return draw(app, visit, at, fields, &errors).await;
    }
    let of_phone = jar.iter().filter(|cookie| cookie.name().ends_with("seat"));
    let token: String = of_phone.map(|cookie| cookie.value()).collect();
    let id = Token::of_form(app, &at.game.row.code, &format!("survey {token}"));
    let command = Command {
        id: format!("survey-{}", id.text()),
        table: format!("T{}", at.table),
        actor: Actor::System,
        at: app.clock.millis(),
        seq: None,
        phase: None,
        paper: false,
        act: Act::AnswerSurvey { answers },
    };
    match at.game.act(std::slice::from_ref(&command), None).await?.pop() {
        Some(Err(refusal)) => {
            let coin = Coin { text: visit.text, rules: &at.game.rules };
            let table = &at.game.seen(at.table)?.table;
            let errors = Errors::of(SURVEY[0], coin.refusal(table, &refusal));
            draw(app, visit, at, fields, &errors).await
        }
        _ => Ok(see_other(&visit.href("/play?told=yes"))),
    }
}

/// What changed at the player's table, as the player may see it.
async fn live(
    State(app): State<App>,
    visit: Visit,
    jar: CookieJar,
    headers: HeaderMap,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response> {
    let Some(at) = sitting(&app, &jar).await? else {
        return Ok(StatusCode::NO_CONTENT.into_response());
    };
    look(&at).await?;
    let since = headers.get("last-event-id").and_then(|id| id.to_str().ok());
    let query = Fields::from(query);
    let since = since.unwrap_or(query.get("since")).parse().ok();
    let changed = match at.game.rules.ballot {
        // Ideas of other tables are on this board.
        Some(_) => at.game.follow_all(),
        None => at.game.follow(at.table)?,
    };
    at.game.sweep();
    let (text, action) = (visit.text, visit.href("/play"));
    let (clock, game) = (app.clock.clone(), at.game.clone());
    let (table, seat) = (at.table, at.seat);
    let feed = Feed {
        draw: Box::new(move || parts(text, &action, &game, table, seat, clock.millis())),
        changed,
        is_open: app.hall.is_open(),
        since,
        pause: Duration::ZERO,
    };
    Ok(feed.answer(&headers))
}

fn parts(
    text: Text,
    action: &str,
    game: &Arc<Game>,
    table: u32,
    seat: u32,
    at: u64,
) -> (i64, Vec<player_pages::Part>) {
    let Ok(seen) = game.seen(table) else { return (0, Vec::new()) };
    let proposals = proposals(game);
    let board = board(text, action, game, &seen, seat, at, &proposals);
    (seen.version, board.parts())
}

fn board<'a>(
    text: Text,
    action: &'a str,
    game: &'a Game,
    seen: &'a Seen,
    seat: u32,
    at: u64,
    proposals: &'a [Proposal],
) -> Board<'a> {
    static NOTHING: std::sync::LazyLock<(Fields, Errors)> =
        std::sync::LazyLock::new(Default::default);
    Board {
        text,
        action,
        title: &game.row.title,
        rules: &game.rules,
        seen,
        seat,
        at,
        // A script gives every press its own.
        once: "streamed",
        proposals,
        fields: &NOTHING.0,
        errors: &NOTHING.1,
    }
}

/// The address of a seat's link, for another phone.
pub fn seat_link(app: &App, visit: &Visit, token: &phone::Token) -> String {
    format!("{}{}", app.config.base(), visit.href(&format!("/play/seat/{}", token.text())))
}
