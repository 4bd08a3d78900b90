//! The city's own words for its mail: for one edition or for all, with a preview.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::response::Response;
use axum_extra::extract::Query;

use super::letters_pages::{self, Desk, List};
use crate::app::{Access, App, Routes, see_other};
use crate::audit::{self, Act};
use crate::edition;
use crate::error::{Error, Result};
use crate::mail::Letter;
use crate::mail::template::{self, EVERYWHERE, Kind, Words};
use crate::page::{Errors, Fields, tidy};
use crate::people::{Role, Visit};
use crate::text::{Lang, Message};

const ADMINS: Access = Access::Staff(&[Role::Admin]);
const LONGEST: usize = 8_000;

pub fn router() -> Routes {
    Routes::default()
        .get("/{l}/desk/mail", ADMINS, list)
        .get("/{l}/desk/mail/{mail}/{language}", ADMINS, page)
        .post("/{l}/desk/mail/{mail}/{language}", ADMINS, change)
}

type Asked = Query<Vec<(String, String)>>;
type OfLetter = Path<(String, String, String)>;

/// The edition a request names; an empty one is all of them.
async fn edition_of(app: &App, fields: &Fields) -> Result<String> {
    match fields.get("edition") {
        EVERYWHERE => Ok(EVERYWHERE.to_owned()),
        slug => Ok(edition::find(app.store.read(), slug).await?.slug),
    }
}

async fn list(State(app): State<App>, visit: Visit, Query(query): Asked) -> Result<Response> {
    let db = app.store.read();
    let chosen = edition_of(&app, &query.into()).await?;
    let editions = edition::all(db).await?;
    let changed = template::changed(db, &chosen).await?;
    let mut shell = visit.shell(visit.text.say("letters-title"));
    shell.class = "desk";
    shell.banner = visit.done();
    let list = List { visit: &visit, editions: &editions, chosen: &chosen, changed: &changed };
    Ok(shell.page(letters_pages::list(&list)))
}

fn named(kind: &str, language: &str) -> Result<(&'static Kind, Lang)> {
    Kind::find(kind).zip(Lang::parse(language)).ok_or(Error::NotFound)
}

/// The letter with values as they could be: a link into the edition, names of the variables.
fn sample(app: &App, kind: &Kind, lang: Lang, edition: &str, words: &Words) -> Option<Letter> {
    let value = |name: &str| match name {
        "link" => format!("/{}/{edition}", lang.code()),
        name => format!("[{name}]"),
    };
    let names = kind.variables.iter();
    let args: BTreeMap<String, String> =
        names.map(|name| ((*name).to_owned(), value(name))).collect();
    let base = app.config.base();
    Letter::write(lang, kind.name, &args, Some(words), &app.secret, &base).ok()
}

async fn page(
    State(app): State<App>,
    visit: Visit,
    Path((_, kind, language)): OfLetter,
    Query(query): Asked,
) -> Result<Response> {
    let (kind, lang) = named(&kind, &language)?;
    let edition = edition_of(&app, &query.into()).await?;
    let own = template::own(app.store.read(), &edition, kind.name, lang).await?;
    let words = own.unwrap_or_else(|| kind.shipped(lang));
    draw(&app, &visit, kind, lang, &edition, &words, &Errors::default())
}

fn draw(
    app: &App,
    visit: &Visit,
    kind: &Kind,
    lang: Lang,
    edition: &str,
    words: &Words,
    errors: &Errors,
) -> Result<Response> {
    let mut shell = visit.shell(visit.text.say(&format!("letter-{}", kind.name)));
    shell.class = "desk";
    if !errors.is_empty() {
        shell = shell.invalid();
    }
    let preview = errors.is_empty().then(|| sample(app, kind, lang, edition, words)).flatten();
    let desk = Desk { visit, kind, lang, edition, words, preview: preview.as_ref(), errors };
    Ok(shell.page(letters_pages::letter(&desk)))
}

async fn change(
    State(app): State<App>,
    visit: Visit,
    Path((_, kind, language)): OfLetter,
    fields: Fields,
) -> Result<Response> {
    let (kind, lang) = named(&kind, &language)?;
    let edition = edition_of(&app, &fields).await?;
    let words = Words {
        subject: tidy(fields.get("subject"), false),
        body: fields.get("body").replace('\r', ""),
    };
    let press = fields.get("press");
    let errors = if press == "shipped" { Errors::default() } else { complaints(kind, &words) };
    if press == "preview" || !errors.is_empty() {
        return draw(&app, &visit, kind, lang, &edition, &words, &errors);
    }
    let tx = app.store.begin().await?;
    match press {
        "save" => template::keep(&tx, &edition, kind, lang, words).await?,
        "shipped" => template::forget(&tx, &edition, kind, lang).await?,
        other => return Err(Error::BadRequest(format!("no press {other:?}"))),
    }
    let act = Act {
        at: app.clock.now(),
        account: Some(visit.person()?.id),
        edition: None,
        kind: "mail-changed",
        subject: kind.name,
        detail: &format!("{edition} {}", lang.code()),
    };
    audit::record(&tx, act).await?;
    tx.commit().await?;
    let list = visit.href(&format!("/desk/mail?edition={edition}&done=mail-changed"));
    Ok(see_other(&list))
}

/// What is wrong with some words: nothing said, too much, a variable this letter has not, or no link.
fn complaints(kind: &Kind, words: &Words) -> Errors {
    let mut errors = Errors::default();
    for (field, text) in [("subject", &words.subject), ("body", &words.body)] {
        let one = match field {
            "subject" => Words { subject: text.clone(), body: String::new() },
            _ => Words { subject: String::new(), body: text.clone() },
        };
        let odd = one.variables().into_iter().find(|name| !kind.variables.contains(name));
        if text.trim().is_empty() {
            errors.add(field, Message::new("letter-empty"));
        } else if text.chars().count() > LONGEST || text.contains('\0') {
            errors.add(field, Message::new("letter-long").arg("n", LONGEST));
        } else if let Some(odd) = odd {
            errors.add(field, Message::new("letter-odd").arg("name", odd));
        } else if field == "body"
            && kind.variables.contains(&"link")
            && !one.variables().contains(&"link")
        {
            errors.add(field, Message::new("letter-no-link"));
        }
    }
    errors
}
