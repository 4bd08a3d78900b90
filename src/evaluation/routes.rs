use axum::extract::{Path, State};
use axum::response::Response;
use sea_orm::ConnectionTrait;

use super::appeal::{self, Ruling};
use super::card::{self, Answers, CardState};
use super::card_pages::{self, CardView, CorrectView, Finished};
use super::desk_pages::{self, DeskView};
use super::opinion::{self, Stance};
use super::question::{self, Kind, Question};
use super::verdict::{self, Verdict, gate, not_own};
use super::{board, correction, department, terms};
use crate::app::{Access, App, Routes, see_other};
use crate::clock::{self, Instant};
use crate::edition::{self, Edition, Phase, Pool, Room, pool};
use crate::error::{Error, Result};
use crate::page::{Errors, Fields, encode, tidy};
use crate::people::{Role, Visit};
use crate::project::{self, Content, Hand, Part, Project, Revision, State as ProjectState};
use crate::submission::{self, Rules, amend, fields_of};
use crate::text::Message;

const EVALUATORS: Access = Access::Staff(&[Role::Evaluator]);
/// Formal checks and letters are a clerk's work too.
const CLERKS: Access = Access::Staff(&[Role::Clerk, Role::Evaluator]);

pub fn router() -> Routes {
    Routes::default()
        .get("/{l}/desk/{e}/projects/{code}", CLERKS, page)
        .post("/{l}/desk/{e}/projects/{code}", EVALUATORS, judge)
        .get("/{l}/desk/{e}/projects/{code}/formal", CLERKS, formal_page)
        .post("/{l}/desk/{e}/projects/{code}/formal", CLERKS, fill_formal)
        .get("/{l}/desk/{e}/projects/{code}/merit", EVALUATORS, merit_page)
        .post("/{l}/desk/{e}/projects/{code}/merit", EVALUATORS, fill_merit)
        .post("/{l}/desk/{e}/projects/{code}/assign", EVALUATORS, assign)
        .post("/{l}/desk/{e}/projects/{code}/opinion", EVALUATORS, opinion_form)
        .post("/{l}/desk/{e}/projects/{code}/approve", EVALUATORS, approve)
        .get("/{l}/desk/{e}/projects/{code}/cost", EVALUATORS, cost_page)
        .post("/{l}/desk/{e}/projects/{code}/cost", EVALUATORS, correct_cost)
        .get("/{l}/desk/{e}/projects/{code}/appeal", CLERKS, desk_appeal_page)
        .post("/{l}/desk/{e}/projects/{code}/appeal", CLERKS, enter_appeal)
        .post("/{l}/desk/{e}/projects/{code}/appeal/decide", EVALUATORS, decide_appeal)
        .get("/{l}/{e}/projects/{code}/cards", Access::Public, public_page)
        .get("/{l}/{e}/projects/{code}/correct", Access::Person, correct_page)
        .post("/{l}/{e}/projects/{code}/correct", Access::Person, correct)
        .get("/{l}/{e}/projects/{code}/appeal", Access::Person, appeal_page)
        .post("/{l}/{e}/projects/{code}/appeal", Access::Person, lodge_appeal)
}

type ProjectPath = Path<(String, String, String)>;

/// An edition and one of its projects, with the person who asks.
struct Case {
    edition: Edition,
    project: Project,
    by: i64,
}

async fn case(app: &App, visit: &Visit, slug: &str, code: &str) -> Result<Case> {
    let db = app.store.read();
    let edition = edition::find(db, slug).await?;
    let project = project::find(db, edition.id, code).await?;
    Ok(Case { edition, project, by: visit.person()?.id })
}

impl Case {
    /// A project of somebody else is not there for an author.
    async fn of_author(self, app: &App) -> Result<Self> {
        let own = project::is_author(app.store.read(), &self.project, self.by).await?;
        if own { Ok(self) } else { Err(Error::NotFound) }
    }

    fn desk(&self, visit: &Visit, rest: &str) -> String {
        let code = encode(&self.project.code);
        visit.href(&format!("/desk/{}/projects/{code}{rest}", self.edition.slug))
    }

    fn shell(&self, visit: &Visit, title: String, errors: &Errors) -> crate::page::Shell {
        let shell = edition::shell(visit, &self.edition, Room::Elsewhere, title);
        let mut shell = if errors.is_empty() { shell } else { shell.invalid() };
        shell.banner = visit.done();
        shell
    }
}

#[derive(Clone, Copy)]
enum Sheet {
    Project,
    Appeal,
}

async fn draw(
    app: &App,
    visit: &Visit,
    case: &Case,
    sheet: Sheet,
    (fields, errors): (&Fields, &Errors),
) -> Result<Response> {
    let db = app.store.read();
    let (edition, project) = (&case.edition, &case.project);
    let cards = card::of_project(db, project.id).await?;
    let merit = cards.iter().rfind(|card| card.kind == Kind::Merit);
    let opinions = match merit {
        Some(card) => opinion::of_card(db, card.id).await?,
        None => Vec::new(),
    };
    let staff = board::staff(db).await?;
    let staff: Vec<(i64, String)> = staff.into_iter().map(|one| (one.id, one.name)).collect();
    let lodged = appeal::latest(db, project.id).await?;
    let view = DeskView {
        visit,
        edition,
        project,
        procedure: terms::of(db, edition.id).await?.procedure,
        cards: &cards,
        departments: &department::of_edition(db, edition.id).await?,
        opinions: &opinions,
        staff: &staff,
        appeal: lodged.as_ref(),
        correction_due: correction::open(db, project.id).await?.map(|open| open.due_at),
        fields,
        errors,
        now: app.clock.now(),
    };
    let mut shell = case.shell(visit, project.title.clone(), errors);
    shell.class = "desk";
    Ok(shell.page(match sheet {
        Sheet::Project => desk_pages::project(&view),
        Sheet::Appeal => desk_pages::appeal(&view),
    }))
}

async fn page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): ProjectPath,
) -> Result<Response> {
    let case = case(&app, &visit, &slug, &code).await?;
    draw(&app, &visit, &case, Sheet::Project, (&Fields::default(), &Errors::default())).await
}

async fn judge(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): ProjectPath,
    fields: Fields,
) -> Result<Response> {
    let case = case(&app, &visit, &slug, &code).await?;
    let verdict = match Verdict::parse(&fields) {
        Ok(verdict) => verdict,
        Err(errors) => return draw(&app, &visit, &case, Sheet::Project, (&fields, &errors)).await,
    };
    verdict::decide(&app, &case.edition, &case.project, &verdict, Some(case.by)).await?;
    let done = match verdict {
        Verdict::Accepted => "accepted",
        Verdict::Rejected { .. } => "rejected",
    };
    Ok(see_other(&visit.href(&format!("/desk?done={done}"))))
}

/// The questions of a card: those it was started on, else those of today.
async fn questions_of(
    db: &impl ConnectionTrait,
    edition: i64,
    kind: Kind,
    card: Option<&card::Model>,
) -> Result<Vec<Question>> {
    let set = match card {
        Some(card) => Some(question::by_id(db, card.set_id).await?),
        None => question::latest(db, edition, kind).await?,
    };
    Ok(set.map(|set| set.questions()).transpose()?.unwrap_or_default())
}

async fn draw_card(
    app: &App,
    visit: &Visit,
    case: &Case,
    kind: Kind,
    (typed, errors): (Option<&Fields>, &Errors),
) -> Result<Response> {
    let db = app.store.read();
    let project = &case.project;
    let last = card::current(db, project.id, kind).await?;
    let writable = project.state == card::at_work(kind)
        && case.edition.phase <= Phase::Evaluation
        && last
            .as_ref()
            .is_none_or(|card| matches!(card.state, CardState::Open | CardState::Closed));
    // A closed card of a project that is at work again belongs to the round before.
    let card = last.filter(|card| !(writable && card.state == CardState::Closed));
    let questions = questions_of(db, project.edition_id, kind, card.as_ref()).await?;
    let answers = match (typed, &card) {
        (Some(typed), _) => card::read(&questions, typed),
        (None, Some(card)) => card::answers(db, card.id).await?,
        (None, None) => Answers::new(),
    };
    let given = match &card {
        Some(card) => correction::of_card(db, card.id).await?,
        None => None,
    };
    let running = given.as_ref().filter(|given| given.closed_at.is_none());
    let title = visit.text.say(&format!("card-{}-title", kind.name()));
    let mut shell = case.shell(visit, title, errors);
    shell.class = "desk";
    Ok(shell.page(card_pages::card(&CardView {
        visit,
        edition: &case.edition,
        project,
        kind,
        card: card.as_ref(),
        questions: &questions,
        answers: &answers,
        reply: given.as_ref().map(|given| given.reply.as_str()),
        correction_due: running.map(|running| running.due_at),
        writable,
        fields: typed.unwrap_or(&Fields::default()),
        errors,
        now: app.clock.now(),
    })))
}

async fn formal_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): ProjectPath,
) -> Result<Response> {
    let case = case(&app, &visit, &slug, &code).await?;
    draw_card(&app, &visit, &case, Kind::Formal, (None, &Errors::default())).await
}

async fn merit_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): ProjectPath,
) -> Result<Response> {
    let case = case(&app, &visit, &slug, &code).await?;
    draw_card(&app, &visit, &case, Kind::Merit, (None, &Errors::default())).await
}

async fn fill(
    app: &App,
    visit: &Visit,
    case: &Case,
    kind: Kind,
    fields: &Fields,
) -> Result<Response> {
    let finish = fields.get("act") == "finish";
    let filled =
        card::fill(app, &case.edition, &case.project, kind, case.by, (fields, finish)).await?;
    match filled {
        Ok(card::Step::Saved) => {
            let rest = format!("/{}?done=card-saved", kind.name());
            Ok(see_other(&case.desk(visit, &rest)))
        }
        Ok(step) => Ok(see_other(&case.desk(visit, &format!("?done={}", step.name())))),
        Err(errors) => draw_card(app, visit, case, kind, (Some(fields), &errors)).await,
    }
}

async fn fill_formal(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): ProjectPath,
    fields: Fields,
) -> Result<Response> {
    let case = case(&app, &visit, &slug, &code).await?;
    if fields.get("act") == "lapse" {
        not_own(app.store.read(), &case.project, case.by).await?;
        correction::lapse(&app, &case.edition, &case.project, case.by).await?;
        return Ok(see_other(&case.desk(&visit, "/formal")));
    }
    fill(&app, &visit, &case, Kind::Formal, &fields).await
}

async fn fill_merit(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): ProjectPath,
    fields: Fields,
) -> Result<Response> {
    let case = case(&app, &visit, &slug, &code).await?;
    fill(&app, &visit, &case, Kind::Merit, &fields).await
}

async fn assign(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): ProjectPath,
    fields: Fields,
) -> Result<Response> {
    let case = case(&app, &visit, &slug, &code).await?;
    let db = app.store.read();
    let wanted = |name| fields.get(name).parse::<i64>().ok();
    let departments = department::of_edition(db, case.edition.id).await?;
    let department = wanted("department").filter(|id| departments.iter().any(|one| one.id == *id));
    let staff = board::staff(db).await?;
    let person = wanted("person").filter(|id| staff.iter().any(|one| one.id == *id));
    card::assign(&app, &case.edition, &case.project, case.by, department, person).await?;
    Ok(see_other(&case.desk(&visit, "?done=assigned")))
}

async fn opinion_form(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): ProjectPath,
    fields: Fields,
) -> Result<Response> {
    let case = case(&app, &visit, &slug, &code).await?;
    let mut errors = Errors::default();
    if fields.get("act") == "give" {
        let id: i64 = fields.get("opinion").parse().map_err(|_| Error::NotFound)?;
        let stance = Stance::ALL.into_iter().find(|one| one.name() == fields.get("stance"));
        let words = tidy(fields.get("words"), true);
        if !(10..=4000).contains(&words.chars().count()) {
            errors.add(format!("words-{id}"), Message::new("opinion-words-missing"));
        }
        if stance.is_none() {
            errors.add(format!("stance-{id}"), Message::new("opinion-stance-missing"));
        }
        if let Some(stance) = stance.filter(|_| errors.is_empty()) {
            let (edition, project) = (&case.edition, &case.project);
            opinion::give(&app, edition, project, case.by, id, (stance, &words)).await?;
            return Ok(see_other(&case.desk(&visit, "?done=opinion-given")));
        }
        let db = app.store.read();
        let merit = card::current(db, case.project.id, Kind::Merit).await?;
        let merit = merit.ok_or(Error::NotFound)?;
        let asked = opinion::of_card(db, merit.id).await?;
        // A complaint about an opinion that is not on the page would point nowhere.
        if !asked.iter().any(|one| one.id == id && one.answer.is_none()) {
            return Err(Error::NotFound);
        }
    } else {
        let question: String = tidy(fields.get("question"), false).chars().take(1000).collect();
        if let Ok(department) = fields.get("department").parse::<i64>() {
            let (edition, project) = (&case.edition, &case.project);
            opinion::ask(&app, edition, project, case.by, department, &question).await?;
            return Ok(see_other(&case.desk(&visit, "?done=opinion-asked")));
        }
        if case.project.state != ProjectState::Merit {
            return Err(Error::conflict("card-closed"));
        }
        errors.add("ask-department", Message::new("opinion-choose"));
    }
    draw(&app, &visit, &case, Sheet::Project, (&fields, &errors)).await
}

async fn approve(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): ProjectPath,
    fields: Fields,
) -> Result<Response> {
    let case = case(&app, &visit, &slug, &code).await?;
    let back = match fields.get("act") {
        "approve" => false,
        "back" => true,
        _ => return Err(Error::BadRequest("act".to_owned())),
    };
    card::approve(&app, &case.edition, &case.project, case.by, back).await?;
    let done = if back { "sent-back" } else { "approved" };
    Ok(see_other(&case.desk(&visit, &format!("?done={done}"))))
}

async fn pool_of(app: &App, case: &Case) -> Result<Pool> {
    let pools = pool::of_edition(app.store.read(), case.edition.id).await?;
    pools.into_iter().find(|pool| pool.id == case.project.pool_id).ok_or(Error::NotFound)
}

fn draw_cost(visit: &Visit, case: &Case, fields: &Fields, errors: &Errors) -> Response {
    let mut shell = case.shell(visit, visit.text.say("next-cost-title"), errors);
    shell.class = "desk";
    let writable = case.project.state == ProjectState::Merit;
    shell.page(card_pages::cost(visit, &case.edition, &case.project, fields, errors, writable))
}

async fn cost_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): ProjectPath,
) -> Result<Response> {
    let case = case(&app, &visit, &slug, &code).await?;
    let content = Content::of(app.store.read(), &case.project).await?;
    Ok(draw_cost(&visit, &case, &fields_of(&content), &Errors::default()))
}

/// An official changes the estimate: a public revision with a reason.
async fn correct_cost(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): ProjectPath,
    fields: Fields,
) -> Result<Response> {
    let mut case = case(&app, &visit, &slug, &code).await?;
    not_own(app.store.read(), &case.project, case.by).await?;
    if case.project.state != ProjectState::Merit {
        return Err(Error::conflict("cost-not-now"));
    }
    // The revision is of the version that the form showed.
    case.project.version = fields.get("version").parse().unwrap_or(case.project.version);
    let pool = pool_of(&app, &case).await?;
    let rules = submission::rules_of(app.store.read(), case.edition.id).await?;
    let content = Content::of(app.store.read(), &case.project).await?;
    let amended = amend(&content, &[Part::Cost], &fields, &rules, &pool);
    let reason = verdict::reason(&fields, "reason");
    let (content, reason) = match (amended, reason) {
        (Ok(content), Ok(reason)) => (content, reason),
        (amended, reason) => {
            let mut errors = amended.err().unwrap_or_default();
            errors.note(reason);
            return Ok(draw_cost(&visit, &case, &fields, &errors));
        }
    };
    let tx = app.store.begin().await?;
    let now = gate(&tx, &app, case.edition.id).await?;
    verdict::shift(&tx, &case.project, ProjectState::Merit, ProjectState::Merit).await?;
    let revision = Revision { content, by: Some(case.by), hand: Hand::Office, reason: &reason };
    if project::revise(&tx, now, &case.project, revision).await? {
        let who = (now, Some(case.by));
        verdict::tell(&tx, &case.project, who, "cost-corrected", &reason).await?;
    }
    tx.commit().await?;
    Ok(see_other(&case.desk(&visit, "?done=cost-corrected")))
}

async fn desk_appeal_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): ProjectPath,
) -> Result<Response> {
    let case = case(&app, &visit, &slug, &code).await?;
    draw(&app, &visit, &case, Sheet::Appeal, (&Fields::default(), &Errors::default())).await
}

/// The words of an appeal: 20 to 8000 characters.
fn appeal_words(fields: &Fields, errors: &mut Errors) -> String {
    let words = tidy(fields.get("words"), true);
    if !(20..=8000).contains(&words.chars().count()) {
        errors.add("words", Message::new("appeal-words-missing"));
    }
    words
}

/// A letter counts from the end of the day on which it came.
fn received(fields: &Fields, now: Instant, errors: &mut Errors) -> Option<Instant> {
    let day = clock::parse_day(fields.get("received"));
    match day {
        Some(day) if day <= clock::warsaw(now).date_naive() => Some(clock::end_of(day)),
        Some(_) => {
            errors.add("received", Message::new("appeal-received-later"));
            None
        }
        None => {
            errors.add("received", Message::new("appeal-received-wrong"));
            None
        }
    }
}

async fn enter_appeal(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): ProjectPath,
    fields: Fields,
) -> Result<Response> {
    let case = case(&app, &visit, &slug, &code).await?;
    if case.project.state != ProjectState::Rejected {
        return Err(Error::conflict("appeal-nothing"));
    }
    let mut errors = Errors::default();
    let received = received(&fields, app.clock.now(), &mut errors);
    let words = appeal_words(&fields, &mut errors);
    if received.is_some_and(|at| case.project.appeal_until.is_none_or(|until| at > until)) {
        errors.add("received", Message::new("appeal-late"));
    }
    let Some(received) = received.filter(|_| errors.is_empty()) else {
        // Past the deadline the page has no form to complain about.
        if case.project.appeal_until.is_none_or(|until| until < app.clock.now()) {
            return Err(Error::conflict("appeal-late"));
        }
        return draw(&app, &visit, &case, Sheet::Appeal, (&fields, &errors)).await;
    };
    let (edition, project) = (&case.edition, &case.project);
    appeal::lodge(&app, edition, project, case.by, Some(received), &words).await?;
    Ok(see_other(&case.desk(&visit, "/appeal?done=appeal-entered")))
}

async fn decide_appeal(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): ProjectPath,
    fields: Fields,
) -> Result<Response> {
    let case = case(&app, &visit, &slug, &code).await?;
    if case.project.state != ProjectState::Appealed {
        return Err(Error::conflict("appeal-nothing"));
    }
    let open = appeal::latest(app.store.read(), case.project.id).await?;
    if open.is_some_and(|open| [open.first_by, open.second_by].contains(&Some(case.by))) {
        return Err(Error::conflict("appeal-same-person"));
    }
    let ruling = Ruling::ALL.into_iter().find(|ruling| ruling.name() == fields.get("ruling"));
    let reason = verdict::reason(&fields, "reason");
    let (ruling, reason) = match (ruling, reason) {
        (Some(ruling), Ok(reason)) => (ruling, reason),
        (ruling, reason) => {
            let mut errors = Errors::default();
            if ruling.is_none() {
                errors.add("ruling", Message::new("ruling-missing"));
            }
            errors.note(reason);
            return draw(&app, &visit, &case, Sheet::Appeal, (&fields, &errors)).await;
        }
    };
    appeal::decide(&app, &case.edition, &case.project, case.by, ruling, &reason).await?;
    Ok(see_other(&case.desk(&visit, &format!("?done=ruling-{}", ruling.name()))))
}

/// Cards that led to a verdict, for everybody.
async fn public_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): ProjectPath,
) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, &slug).await?;
    let project = project::find(db, edition.id, &code).await?;
    let mut finished = Vec::new();
    for card in card::of_project(db, project.id).await? {
        if card.state == CardState::Closed {
            let questions = question::by_id(db, card.set_id).await?.questions()?;
            let answers = card::answers(db, card.id).await?;
            finished.push(Finished { card, questions, answers });
        }
    }
    let title = visit.text.say("cards-public-title");
    let shell = edition::shell(&visit, &edition, Room::Elsewhere, title);
    Ok(shell.page(card_pages::public(&visit, &edition, &project, &finished)))
}

/// What waits for the author: the points with the clerk's notes.
struct Returned {
    points: Vec<(Question, String)>,
    parts: Vec<Part>,
    due: Option<Instant>,
    /// By which the corrections are judged.
    rules: Rules,
}

async fn returned(db: &impl ConnectionTrait, project: &Project) -> Result<Returned> {
    let rules = submission::rules_of(db, project.edition_id).await?;
    let Some(open) = correction::open(db, project.id).await? else {
        return Ok(Returned { points: Vec::new(), parts: Vec::new(), due: None, rules });
    };
    let card = card::current(db, project.id, Kind::Formal).await?.ok_or(Error::NotFound)?;
    let questions = question::by_id(db, card.set_id).await?.questions()?;
    let answers = card::answers(db, card.id).await?;
    let points = open.of(&questions)?;
    let parts = correction::parts(&points);
    let reason = |key: &str| answers.get(key).map(|(_, note)| note.clone()).unwrap_or_default();
    let points = points.into_iter().map(|point| (point.clone(), reason(&point.key))).collect();
    Ok(Returned { points, parts, due: Some(open.due_at), rules })
}

fn draw_correct(
    app: &App,
    visit: &Visit,
    case: &Case,
    returned: &Returned,
    (fields, errors): (&Fields, &Errors),
) -> Response {
    let shell = case.shell(visit, visit.text.say("correct-title"), errors);
    shell.page(card_pages::correct(&CorrectView {
        visit,
        edition: &case.edition,
        project: &case.project,
        points: &returned.points,
        parts: &returned.parts,
        due: returned.due,
        rules: &returned.rules,
        fields,
        errors,
        now: app.clock.now(),
    }))
}

async fn correct_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): ProjectPath,
) -> Result<Response> {
    let case = case(&app, &visit, &slug, &code).await?.of_author(&app).await?;
    let db = app.store.read();
    let returned = returned(db, &case.project).await?;
    let fields = fields_of(&Content::of(db, &case.project).await?);
    Ok(draw_correct(&app, &visit, &case, &returned, (&fields, &Errors::default())))
}

async fn correct(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): ProjectPath,
    fields: Fields,
) -> Result<Response> {
    let mut case = case(&app, &visit, &slug, &code).await?.of_author(&app).await?;
    let db = app.store.read();
    let returned = returned(db, &case.project).await?;
    match returned.due {
        None => return Err(Error::conflict("correction-done")),
        Some(due) if app.clock.now() > due => return Err(Error::conflict("correction-late")),
        Some(_) => {}
    }
    case.project.version = fields.get("version").parse().unwrap_or(case.project.version);
    let content = Content::of(db, &case.project).await?;
    let pool = pool_of(&app, &case).await?;
    let amended = amend(&content, &returned.parts, &fields, &returned.rules, &pool);
    let reply = tidy(fields.get("reply"), true);
    let mut wrong = Errors::default();
    if !(10..=4000).contains(&reply.chars().count()) {
        wrong.add("reply", Message::new("correct-reply-missing"));
    }
    submission::complain_of_field(&fields, "reply", &reply, &mut wrong);
    let content = match amended {
        Ok(content) if wrong.is_empty() => content,
        amended => {
            let mut errors = amended.err().unwrap_or_default();
            errors.note::<()>(Err(wrong));
            return Ok(draw_correct(&app, &visit, &case, &returned, (&fields, &errors)));
        }
    };
    correction::answer(&app, &case.edition, &case.project, case.by, content, &reply).await?;
    let href = project::href(&visit, &case.edition, &case.project.code);
    Ok(see_other(&format!("{href}?done=corrected")))
}

/// Until when the author may appeal; none where there is nothing to appeal or it is too late.
fn may_appeal(case: &Case, now: Instant) -> Option<Instant> {
    let rejected = case.project.state == ProjectState::Rejected;
    let open = case.edition.phase <= Phase::Evaluation;
    case.project.appeal_until.filter(|until| rejected && open && *until >= now)
}

fn draw_appeal(
    app: &App,
    visit: &Visit,
    case: &Case,
    (fields, errors): (&Fields, &Errors),
) -> Response {
    let shell = case.shell(visit, visit.text.say("appeal-title"), errors);
    let until = may_appeal(case, app.clock.now());
    shell.page(card_pages::appeal(visit, &case.edition, &case.project, until, fields, errors))
}

async fn appeal_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): ProjectPath,
) -> Result<Response> {
    let case = case(&app, &visit, &slug, &code).await?.of_author(&app).await?;
    Ok(draw_appeal(&app, &visit, &case, (&Fields::default(), &Errors::default())))
}

async fn lodge_appeal(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): ProjectPath,
    fields: Fields,
) -> Result<Response> {
    let case = case(&app, &visit, &slug, &code).await?.of_author(&app).await?;
    let mut errors = Errors::default();
    let words = appeal_words(&fields, &mut errors);
    if !errors.is_empty() && may_appeal(&case, app.clock.now()).is_some() {
        return Ok(draw_appeal(&app, &visit, &case, (&fields, &errors)));
    }
    if case.project.state != ProjectState::Rejected {
        return Err(Error::conflict("appeal-nothing"));
    }
    if !errors.is_empty() {
        return Err(Error::conflict("appeal-late"));
    }
    let (edition, project) = (&case.edition, &case.project);
    appeal::lodge(&app, edition, project, case.by, None, &words).await?;
    let href = project::href(&visit, edition, &project.code);
    Ok(see_other(&format!("{href}?done=appealed")))
}
