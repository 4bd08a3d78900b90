use axum::extract::{Path, State};
use axum::response::Response;

use super::question::{self, Answering, Kind, No, Question};
use super::setup_pages::{self, QuestionView, SetupView, WORDS};
use super::terms::{self, Model as Terms, Procedure};
use super::{department, law, preset};
use crate::app::{Access, App, Routes, see_other};
use crate::audit::{self, Act};
use crate::clock::Instant;
use crate::edition::{self, Edition, Phase, Room};
use crate::error::{Error, Result};
use crate::page::{Errors, Fields, tidy};
use crate::people::{Role, Visit};
use crate::project::Part;
use crate::text::Message;

const ADMINS: Access = Access::Staff(&[Role::Admin]);

pub fn router() -> Routes {
    Routes::default()
        .get("/{l}/desk/{e}/cards", ADMINS, setup_page)
        .post("/{l}/desk/{e}/cards", ADMINS, change)
        .get("/{l}/desk/{e}/cards/{set}", ADMINS, set_page)
        .get("/{l}/desk/{e}/cards/{set}/{question}", ADMINS, question_page)
        .post("/{l}/desk/{e}/cards/{set}/{question}", ADMINS, save_question)
}

/// The most questions on a card, departments in an edition, and days of a term.
const MOST: usize = 100;
const DAYS: std::ops::RangeInclusive<i64> = 1..=365;

async fn draw(
    app: &App,
    visit: &Visit,
    edition: &Edition,
    (fields, errors): (&Fields, &Errors),
) -> Result<Response> {
    let db = app.store.read();
    let mut sets = Vec::new();
    for kind in Kind::ALL {
        let set = question::latest(db, edition.id, kind).await?;
        let points = match &set {
            Some(set) => Some((set.version, set.questions()?.len())),
            None => None,
        };
        sets.push((kind, points));
    }
    let next = if edition.phase < Phase::Submission { Phase::Submission } else { Phase::Voting };
    let breaches = match edition.phase {
        Phase::Preparation | Phase::Submission | Phase::Evaluation => {
            law::breaches(db, edition, next, app.clock.now()).await?
        }
        _ => Vec::new(),
    };
    let title = visit.text.say("setup-title");
    let shell = edition::shell(visit, edition, Room::Elsewhere, title);
    let mut shell = if errors.is_empty() { shell } else { shell.invalid() };
    shell.class = "desk";
    shell.banner = visit.done();
    Ok(shell.page(setup_pages::setup(&SetupView {
        visit,
        edition,
        terms: &terms::of(db, edition.id).await?,
        departments: &department::of_edition(db, edition.id).await?,
        sets: &sets,
        breaches: &breaches,
        fields,
        errors,
    })))
}

async fn setup_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Path<(String, String)>,
) -> Result<Response> {
    let edition = edition::find(app.store.read(), &slug).await?;
    draw(&app, &visit, &edition, (&Fields::default(), &Errors::default())).await
}

/// A whole number as typed, within `range`.
fn number(typed: &str, range: std::ops::RangeInclusive<i64>) -> Option<i64> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    digits.parse().ok().filter(|number| range.contains(number))
}

fn read_terms(edition: i64, fields: &Fields, errors: &mut Errors) -> Terms {
    let procedure = Procedure::ALL.into_iter().find(|one| one.name() == fields.get("procedure"));
    if procedure.is_none() {
        errors.add("procedure", Message::new("procedure-missing"));
    }
    let mut days = Terms::usual(edition).days();
    for (name, days) in Terms::DAYS.iter().zip(&mut days) {
        // No days for an appeal can be typed; the opening is then refused, with the article.
        let range = if *name == "appeal_days" { 0..=365 } else { DAYS };
        match number(fields.get(name), range) {
            Some(typed) => *days = typed,
            None => errors.add(*name, Message::new("terms-days-wrong")),
        }
    }
    let mut terms = Terms::usual(edition).with_days(days);
    terms.procedure = procedure.unwrap_or(terms.procedure);
    terms
}

async fn change(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response> {
    let edition = edition::find(app.store.read(), &slug).await?;
    // Departments are the city's own order; terms and cards decide about projects.
    let decides = matches!(fields.get("act"), "preset" | "terms");
    edition::frozen(&edition)?;
    if decides {
        edition::settled(&edition)?;
    }
    let by = visit.person()?.id;
    let now = app.clock.now();
    let mut errors = Errors::default();
    let tx = match fields.get("act") {
        "preset" => {
            let tx = app.store.begin().await?;
            preset::Preset::polish()?.load(&tx, now, Some(by), edition.id).await?;
            tx
        }
        "department" => {
            let name = tidy(fields.get("name"), false);
            let known = department::of_edition(app.store.read(), edition.id).await?;
            if !(2..=120).contains(&name.chars().count()) || known.len() >= MOST {
                errors.add("name", Message::new("department-missing"));
            } else if known.iter().any(|one| one.name == name) {
                errors.add("name", Message::new("department-taken"));
            }
            if !errors.is_empty() {
                return draw(&app, &visit, &edition, (&fields, &errors)).await;
            }
            let tx = app.store.begin().await?;
            department::add(&tx, edition.id, &name).await?;
            tx
        }
        "rename" => {
            let (id, name) = (department_of(&fields)?, tidy(fields.get("name"), false));
            let known = department::of_edition(app.store.read(), edition.id).await?;
            if !(2..=120).contains(&name.chars().count()) {
                errors.add(format!("name-{id}"), Message::new("department-missing"));
            } else if known.iter().any(|one| one.name == name && one.id != id) {
                errors.add(format!("name-{id}"), Message::new("department-taken"));
            }
            if !errors.is_empty() && known.iter().any(|one| one.id == id) {
                return draw(&app, &visit, &edition, (&fields, &errors)).await;
            }
            let tx = app.store.begin().await?;
            department::rename(&tx, edition.id, id, &name).await?;
            tx
        }
        "remove" => {
            let tx = app.store.begin().await?;
            department::remove(&tx, edition.id, department_of(&fields)?).await?;
            tx
        }
        "terms" => {
            let terms = read_terms(edition.id, &fields, &mut errors);
            if !errors.is_empty() {
                return draw(&app, &visit, &edition, (&fields, &errors)).await;
            }
            let tx = app.store.begin().await?;
            terms::save(&tx, &terms).await?;
            tx
        }
        _ => return Err(Error::BadRequest("act".to_owned())),
    };
    edition::refuse_frozen(&tx, edition.id).await?;
    if decides {
        edition::refuse_settled(&tx, edition.id).await?;
    }
    record(&tx, &edition, (now, by), fields.get("act")).await?;
    tx.commit().await?;
    Ok(see_other(&visit.href(&format!("/desk/{slug}/cards?done=saved"))))
}

fn department_of(fields: &Fields) -> Result<i64> {
    fields.get("department").parse().map_err(|_| Error::BadRequest("department".to_owned()))
}

async fn record(
    tx: &sea_orm::DatabaseTransaction,
    edition: &Edition,
    (at, by): (Instant, i64),
    what: &str,
) -> Result<()> {
    let act = Act {
        at,
        account: Some(by),
        edition: Some(edition.id),
        kind: "setup",
        subject: &edition.slug,
        detail: what,
    };
    audit::record(tx, act).await
}

type SetPath = Path<(String, String, String)>;
type QuestionPath = Path<(String, String, String, String)>;

async fn load_set(app: &App, edition: i64, kind: Kind) -> Result<(i64, Vec<Question>)> {
    match question::latest(app.store.read(), edition, kind).await? {
        Some(set) => Ok((set.version, set.questions()?)),
        None => Ok((0, Vec::new())),
    }
}

async fn set_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, set)): SetPath,
) -> Result<Response> {
    let kind = Kind::parse(&set)?;
    let edition = edition::find(app.store.read(), &slug).await?;
    let (version, questions) = load_set(&app, edition.id, kind).await?;
    let title = visit.text.say(&format!("card-{}-title", kind.name()));
    let mut shell = edition::shell(&visit, &edition, Room::Elsewhere, title);
    shell.class = "desk";
    shell.banner = visit.done();
    Ok(shell.page(setup_pages::set(&visit, &edition, kind, version, &questions)))
}

/// The key under which a question is added.
const NEW: &str = "new";

fn fields_of(question: &Question) -> Fields {
    let mut fields = Fields::default();
    let words = [
        &question.pl,
        &question.en,
        &question.uk,
        &question.hint_pl,
        &question.hint_en,
        &question.hint_uk,
    ];
    for ((name, _), words) in WORDS.iter().zip(words) {
        fields.push(name, words.clone());
    }
    fields.push("answer", question.answer.name());
    fields.push("no", question.no.name());
    for part in &question.parts {
        fields.push("parts", part.clone());
    }
    fields
}

fn read_question(key: String, fields: &Fields) -> std::result::Result<Question, Errors> {
    let mut errors = Errors::default();
    let mut words = |name: &'static str| {
        let words = tidy(fields.get(name), false);
        if words.chars().count() > 1000 {
            errors.add(name, Message::new("question-long"));
        } else if name == "pl" && words.chars().count() < 3 {
            errors.add(name, Message::new("question-missing"));
        }
        words
    };
    let [pl, en, uk, hint_pl, hint_en, hint_uk] = WORDS.map(|(name, _)| words(name));
    let answer = Answering::ALL.into_iter().find(|one| one.name() == fields.get("answer"));
    let no = No::ALL.into_iter().find(|one| one.name() == fields.get("no"));
    if answer.is_none() {
        errors.add("answer", Message::new("question-answer-missing"));
    }
    if no.is_none() {
        errors.add("no", Message::new("question-no-missing"));
    }
    let parts = Part::ALL.iter().map(|part| part.name());
    let parts = parts.filter(|name| fields.all("parts").any(|typed| typed == *name));
    let parts = parts.map(str::to_owned).collect();
    match (answer, no) {
        (Some(answer), Some(no)) if errors.is_empty() => {
            Ok(Question { key, answer, no, parts, pl, en, uk, hint_pl, hint_en, hint_uk })
        }
        _ => Err(errors),
    }
}

struct Asked {
    edition: Edition,
    kind: Kind,
    version: i64,
    questions: Vec<Question>,
    /// None for a new question.
    place: Option<usize>,
}

async fn asked(app: &App, slug: &str, set: &str, key: &str) -> Result<Asked> {
    let kind = Kind::parse(set)?;
    let edition = edition::find(app.store.read(), slug).await?;
    let (version, questions) = load_set(app, edition.id, kind).await?;
    let place = questions.iter().position(|question| question.key == key);
    if place.is_none() && key != NEW {
        return Err(Error::NotFound);
    }
    Ok(Asked { edition, kind, version, questions, place })
}

fn draw_question(
    visit: &Visit,
    asked: &Asked,
    version: i64,
    fields: &Fields,
    errors: &Errors,
) -> Response {
    let title = visit.text.say("question-title");
    let shell = edition::shell(visit, &asked.edition, Room::Elsewhere, title);
    let mut shell = if errors.is_empty() { shell } else { shell.invalid() };
    shell.class = "desk";
    shell.page(setup_pages::question(&QuestionView {
        visit,
        edition: &asked.edition,
        kind: asked.kind,
        version,
        known: asked.place.is_some(),
        fields,
        errors,
    }))
}

async fn question_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, set, key)): QuestionPath,
) -> Result<Response> {
    let asked = asked(&app, &slug, &set, &key).await?;
    let fields = match asked.place {
        Some(place) => fields_of(&asked.questions[place]),
        None => Fields::from(vec![("answer".to_owned(), "yes-no".to_owned())]),
    };
    Ok(draw_question(&visit, &asked, asked.version, &fields, &Errors::default()))
}

/// A changed, added or removed question is a new version of the card; cards that were started keep
/// theirs.
async fn save_question(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, set, key)): QuestionPath,
    fields: Fields,
) -> Result<Response> {
    let mut asked = asked(&app, &slug, &set, &key).await?;
    edition::settled(&asked.edition)?;
    let after = number(fields.get("version"), 0..=i64::MAX).unwrap_or(asked.version);
    if after != asked.version {
        return Err(Error::conflict("cards-changed"));
    }
    if fields.get("act") == "remove" {
        let place = asked.place.ok_or(Error::NotFound)?;
        asked.questions.remove(place);
    } else {
        let own = match asked.place {
            Some(_) => key,
            None => format!("pytanie-{}", asked.version + 1),
        };
        let question = match read_question(own, &fields) {
            Ok(question) => question,
            Err(errors) => return Ok(draw_question(&visit, &asked, after, &fields, &errors)),
        };
        match asked.place {
            Some(place) => asked.questions[place] = question,
            None if asked.questions.len() >= MOST => return Err(Error::conflict("cards-many")),
            None => asked.questions.push(question),
        }
    }
    let by = visit.person()?.id;
    let now = app.clock.now();
    let tx = app.store.begin().await?;
    let of = (asked.edition.id, asked.kind);
    edition::refuse_settled(&tx, asked.edition.id).await?;
    question::save(&tx, now, Some(by), of, asked.version, &asked.questions).await?;
    record(&tx, &asked.edition, (now, by), asked.kind.name()).await?;
    tx.commit().await?;
    Ok(see_other(&visit.href(&format!("/desk/{slug}/cards/{set}?done=saved"))))
}
