//! Cards: the questions of one version, answered about one project in one round.

use std::collections::BTreeMap;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryOrder, Set};

use super::correction;
use super::question::{self, Answering, Kind, No, Question};
use super::terms;
use super::verdict::{Outcome, Pronounced, Stage, gate, not_own, pronounce, shift, tell};
use crate::app::App;
use crate::audit::{self, Act};
use crate::clock::{Instant, end_of_day};
use crate::edition::Edition;
use crate::error::{Error, Result};
use crate::page::{Errors, Fields, tidy};
use crate::project::{Project, State};
use crate::submission::complain_of_personal_data;
use crate::text::{Lang, Message, Text};

/// Where a card stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum CardState {
    #[sea_orm(string_value = "open")]
    Open,
    /// Some points are with the author.
    #[sea_orm(string_value = "returned")]
    Returned,
    /// Somebody proposes a verdict, somebody else has to approve it.
    #[sea_orm(string_value = "proposed")]
    Proposed,
    #[sea_orm(string_value = "closed")]
    Closed,
}

impl CardState {
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Returned => "returned",
            Self::Proposed => "proposed",
            Self::Closed => "closed",
        }
    }
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "evaluation_card")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub project_id: i64,
    pub kind: Kind,
    /// From 1; an appeal may lead to another round.
    pub round: i64,
    /// The version of the questions it was started on.
    pub set_id: i64,
    pub state: CardState,
    pub opened_at: Instant,
    pub due_at: Instant,
    pub department_id: Option<i64>,
    pub assigned_to: Option<i64>,
    pub proposal: Option<Outcome>,
    /// What is wrong, point by point, when the proposal is a rejection.
    pub reason: String,
    pub proposed_by: Option<i64>,
    pub proposed_at: Option<Instant>,
    pub approved_by: Option<i64>,
    pub approved_at: Option<Instant>,
}

impl ActiveModelBehavior for ActiveModel {}

pub mod answer {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "evaluation_answer")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub card_id: i64,
        /// Key of the question.
        #[sea_orm(primary_key, auto_increment = false)]
        pub question: String,
        /// `yes`, `no`, `na`, or words.
        pub answer: String,
        /// Why, where the answer is no.
        pub note: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Answers by question: the answer and its note.
pub type Answers = BTreeMap<String, (String, String)>;

/// The card of the present round, if it was started.
pub async fn current(db: &impl ConnectionTrait, project: i64, kind: Kind) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::ProjectId.eq(project))
        .filter(Column::Kind.eq(kind))
        .order_by_desc(Column::Round)
        .one(db)
        .await?)
}

pub async fn of_project(db: &impl ConnectionTrait, project: i64) -> Result<Vec<Model>> {
    let rows = Entity::find()
        .filter(Column::ProjectId.eq(project))
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    Ok(rows)
}

pub async fn answers(db: &impl ConnectionTrait, card: i64) -> Result<Answers> {
    let rows = answer::Entity::find().filter(answer::Column::CardId.eq(card)).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.question, (row.answer, row.note))).collect())
}

/// The names of the boxes of a question: its answer and its note.
pub fn boxes(question: &Question) -> [String; 2] {
    [format!("a-{}", question.key), format!("n-{}", question.key)]
}

/// What was typed, as far as it is an answer at all.
pub fn read(questions: &[Question], fields: &Fields) -> Answers {
    let mut answers = Answers::new();
    for question in questions.iter().filter(|question| question.is_answered()) {
        let [answer, note] = boxes(question);
        let answer = match question.answer {
            Answering::Text => tidy(fields.get(&answer), true),
            choices => {
                let typed = fields.get(&answer);
                String::from(
                    *choices.choices().iter().find(|choice| **choice == typed).unwrap_or(&""),
                )
            }
        };
        let short = |text: String| text.chars().take(4000).collect::<String>();
        let note = short(tidy(fields.get(&note), true));
        if !answer.is_empty() || !note.is_empty() {
            answers.insert(question.key.clone(), (short(answer), note));
        }
    }
    answers
}

/// What keeps a card from being finished: an answer or the reason of a "no" is missing.
pub fn check(questions: &[Question], answers: &Answers) -> Errors {
    let mut errors = Errors::default();
    for question in questions.iter().filter(|question| question.is_answered()) {
        let [answer_box, note_box] = boxes(question);
        match answers.get(&question.key) {
            Some((answer, note)) if answer == "no" && note.chars().count() < 10 => {
                errors.add(note_box, Message::new("card-note-missing"));
            }
            Some((answer, _)) if !answer.is_empty() => {}
            _ => errors.add(answer_box, Message::new("card-answer-missing")),
        }
    }
    errors
}

/// Under `sure-` and this name stands what of a card's words may be public.
pub const NOTES: &str = "notes";

/// What residents will read of a finished card.
pub fn public_words(answers: &Answers) -> impl Iterator<Item = &str> {
    answers.values().flat_map(|(answer, note)| [answer.as_str(), note.as_str()])
}

/// Personal data in words that residents will read, unless its author has said that it may be public.
fn complain_of_words(
    questions: &[Question],
    answers: &Answers,
    fields: &Fields,
    errors: &mut Errors,
) {
    let sure: Vec<String> = fields.all(&format!("sure-{NOTES}")).map(str::to_owned).collect();
    for question in questions {
        let Some((answer, note)) = answers.get(&question.key) else { continue };
        for (field, words) in boxes(question).iter().zip([answer, note]) {
            complain_of_personal_data(field, words, &sure, errors);
        }
    }
}

/// The questions answered "no", with their notes.
pub fn refusals<'a>(
    questions: &'a [Question],
    answers: &'a Answers,
) -> Vec<(&'a Question, &'a str)> {
    let no = |question: &'a Question| {
        let (answer, note) = answers.get(&question.key)?;
        (answer == "no" && question.answer != Answering::Text).then_some((question, note.as_str()))
    };
    questions.iter().filter_map(no).collect()
}

/// Point by point, in the language of the edition's residents: each a condition that is not met, and
/// why.
fn in_words(lang: Lang, questions: &[Question], refusals: &[(&Question, &str)]) -> String {
    let line = |(question, note): &(&Question, &str)| {
        let condition = condition(lang, questions, question);
        let args = [("condition", condition.as_str().into()), ("note", (*note).into())];
        Text(lang).with("card-unmet", &args)
    };
    refusals.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A point as a condition that can be quoted. One that only goes on with the sentence of the heading
/// above it, as a list does, has that heading before it.
fn condition(lang: Lang, questions: &[Question], point: &Question) -> String {
    let words = point.words(lang).trim_end_matches(['.', ' ']);
    if words.chars().next().is_none_or(|first| !first.is_lowercase()) {
        return words.to_owned();
    }
    let above = questions.iter().take_while(|question| question.key != point.key);
    match above.filter(|question| !question.is_answered()).last() {
        Some(heading) => format!("{} {words}", heading.words(lang).trim_end_matches([':', ' '])),
        None => words.to_owned(),
    }
}

/// The state in which a project's card of this kind is filled in.
pub fn at_work(kind: Kind) -> State {
    match kind {
        Kind::Formal => State::Submitted,
        Kind::Merit => State::Merit,
    }
}

/// The card that is being worked on, started now if need be, on the present version of the
/// questions. A round that ended in a verdict is followed by another.
pub async fn ensure(
    tx: &DatabaseTransaction,
    now: Instant,
    project: &Project,
    kind: Kind,
) -> Result<Model> {
    let last = current(tx, project.id, kind).await?;
    let round = match last {
        Some(card) if card.state != CardState::Closed => return Ok(card),
        Some(card) => card.round + 1,
        None => 1,
    };
    let set = question::latest(tx, project.edition_id, kind).await?;
    let set = set.ok_or(Error::conflict("cards-none"))?;
    let terms = terms::of(tx, project.edition_id).await?;
    let days = match kind {
        Kind::Formal => terms.formal_days,
        Kind::Merit => terms.merit_days,
    };
    let card = ActiveModel {
        project_id: Set(project.id),
        kind: Set(kind),
        round: Set(round),
        set_id: Set(set.id),
        state: Set(CardState::Open),
        opened_at: Set(now),
        due_at: Set(end_of_day(now, days)),
        reason: Set(String::new()),
        ..Default::default()
    };
    let taken = || Error::conflict("verdict-taken");
    let card = card.insert(tx).await.map_err(|error| {
        crate::error::on_constraint(error, "card_once", "evaluation_card.project_id", taken())
    })?;
    Ok(card)
}

/// What filling in a card led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Saved,
    /// Formally right: the merit evaluation begins.
    Passed,
    /// Back to the author.
    Returned,
    /// A verdict is proposed and waits for another person.
    Proposed,
}

impl Step {
    pub fn name(self) -> &'static str {
        match self {
            Self::Saved => "card-saved",
            Self::Passed => "card-passed",
            Self::Returned => "card-returned",
            Self::Proposed => "card-proposed",
        }
    }
}

/// Keeps the answers, and with `finish` draws the consequence: a rejecting "no" proposes a
/// rejection; a correctable one goes back to the author, once; else the project passes on. The
/// outer error is a refusal, the inner one what is missing in the form.
pub async fn fill(
    app: &App,
    edition: &Edition,
    project: &Project,
    kind: Kind,
    by: i64,
    (fields, finish): (&Fields, bool),
) -> Result<std::result::Result<Step, Errors>> {
    not_own(app.store.read(), project, by).await?;
    let tx = app.store.begin().await?;
    let now = gate(&tx, app, edition.id).await?;
    // Locks the project's row: of two who fill in at once, one waits for the other.
    shift(&tx, project, at_work(kind), at_work(kind)).await?;
    let card = ensure(&tx, now, project, kind).await?;
    if card.state != CardState::Open {
        return Err(Error::conflict("card-closed"));
    }
    if card.assigned_to.is_some_and(|person| person != by) {
        return Err(Error::conflict("card-not-yours"));
    }
    if card.round > 1 && evaluated_before(&tx, project.id, by).await? {
        return Err(Error::conflict("card-evaluated-before"));
    }
    let questions = question::by_id(&tx, card.set_id).await?.questions()?;
    let answers = read(&questions, fields);
    put(&tx, card.id, &answers).await?;
    if !finish {
        tx.commit().await?;
        return Ok(Ok(Step::Saved));
    }
    let mut errors = check(&questions, &answers);
    complain_of_words(&questions, &answers, fields, &mut errors);
    if !errors.is_empty() {
        // What was typed is kept all the same.
        tx.commit().await?;
        return Ok(Err(errors));
    }
    let lang = Lang::parse(&edition.language).unwrap_or(Lang::Pl);
    let refusals = refusals(&questions, &answers);
    let words = in_words(lang, &questions, &refusals);
    let final_no = refusals.iter().any(|(question, _)| question.no == No::Rejecting);
    let had_its_chance = correction::was_given(&tx, card.id).await?;
    let step = match kind {
        Kind::Formal if refusals.is_empty() => {
            set_state(&tx, &card, CardState::Open, CardState::Closed).await?;
            shift(&tx, project, State::Submitted, State::Merit).await?;
            tell(&tx, project, (now, Some(by)), "formal-passed", "").await?;
            Step::Passed
        }
        Kind::Formal if !final_no && !had_its_chance => {
            set_state(&tx, &card, CardState::Open, CardState::Returned).await?;
            let points = refusals.iter().map(|(question, _)| question.key.clone()).collect();
            correction::ask(&tx, (now, by), project, card.id, points).await?;
            shift(&tx, project, State::Submitted, State::Returned).await?;
            tell(&tx, project, (now, Some(by)), "returned", &words).await?;
            Step::Returned
        }
        _ => {
            let outcome = if refusals.is_empty() { Outcome::Accepted } else { Outcome::Rejected };
            propose(&tx, now, by, &card, outcome, &words).await?;
            Step::Proposed
        }
    };
    tx.commit().await?;
    Ok(Ok(step))
}

/// Whether this person filled in or approved a card of the project in any round.
async fn evaluated_before(tx: &impl ConnectionTrait, project: i64, by: i64) -> Result<bool> {
    let cards = of_project(tx, project).await?;
    let closed = cards.iter().filter(|card| card.state == CardState::Closed);
    Ok(closed.flat_map(|card| [card.proposed_by, card.approved_by]).any(|one| one == Some(by)))
}

async fn put(tx: &impl ConnectionTrait, card: i64, answers: &Answers) -> Result<()> {
    answer::Entity::delete_many().filter(answer::Column::CardId.eq(card)).exec(tx).await?;
    if answers.is_empty() {
        return Ok(());
    }
    let rows = answers.iter().map(|(question, (answer, note))| answer::ActiveModel {
        card_id: Set(card),
        question: Set(question.clone()),
        answer: Set(answer.clone()),
        note: Set(note.clone()),
    });
    answer::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// Moves a card on. `Conflict("card-closed")` when it is no longer where the caller saw it.
pub async fn set_state(
    tx: &impl ConnectionTrait,
    card: &Model,
    from: CardState,
    to: CardState,
) -> Result<()> {
    let changed = Entity::update_many()
        .col_expr(Column::State, Expr::value(to.name()))
        .filter(Column::Id.eq(card.id))
        .filter(Column::State.eq(from))
        .exec(tx)
        .await?;
    if changed.rows_affected == 1 { Ok(()) } else { Err(Error::conflict("card-closed")) }
}

async fn propose(
    tx: &impl ConnectionTrait,
    now: Instant,
    by: i64,
    card: &Model,
    outcome: Outcome,
    reason: &str,
) -> Result<()> {
    set_state(tx, card, CardState::Open, CardState::Proposed).await?;
    let row = ActiveModel {
        id: Set(card.id),
        proposal: Set(Some(outcome)),
        reason: Set(reason.to_owned()),
        proposed_by: Set(Some(by)),
        proposed_at: Set(Some(now)),
        ..Default::default()
    };
    Entity::update(row).exec(tx).await?;
    Ok(())
}

/// The second person's word on a proposed verdict.
pub async fn approve(
    app: &App,
    edition: &Edition,
    project: &Project,
    by: i64,
    sends_back: bool,
) -> Result<()> {
    not_own(app.store.read(), project, by).await?;
    let tx = app.store.begin().await?;
    let now = gate(&tx, app, edition.id).await?;
    let cards = of_project(&tx, project.id).await?;
    let card = cards.iter().find(|card| card.state == CardState::Proposed);
    let card = card.ok_or(Error::conflict("approve-nothing"))?;
    if card.proposed_by == Some(by) {
        return Err(Error::conflict("approve-same"));
    }
    if card.round > 1 && evaluated_before(&tx, project.id, by).await? {
        return Err(Error::conflict("card-evaluated-before"));
    }
    if sends_back {
        set_state(&tx, card, CardState::Proposed, CardState::Open).await?;
        let act = Act {
            at: now,
            account: Some(by),
            edition: Some(edition.id),
            kind: "card-sent-back",
            // Not the project's number: residents see verdicts, not how they came about.
            subject: &format!("{}/{}", card.kind.name(), project.number),
            detail: "",
        };
        audit::record(&tx, act).await?;
        tx.commit().await?;
        return Ok(());
    }
    set_state(&tx, card, CardState::Proposed, CardState::Closed).await?;
    let row = ActiveModel {
        id: Set(card.id),
        approved_by: Set(Some(by)),
        approved_at: Set(Some(now)),
        ..Default::default()
    };
    Entity::update(row).exec(&tx).await?;
    let pronounced = Pronounced {
        stage: if card.kind == Kind::Formal { Stage::Formal } else { Stage::Merit },
        outcome: card.proposal.ok_or(Error::conflict("approve-nothing"))?,
        reason: &card.reason,
        proposed_by: card.proposed_by,
        approved_by: Some(by),
    };
    pronounce(&tx, now, project, at_work(card.kind), pronounced).await?;
    tx.commit().await?;
    Ok(())
}

/// Gives a card to a department and a person; none of both takes it back.
pub async fn assign(
    app: &App,
    edition: &Edition,
    project: &Project,
    by: i64,
    department: Option<i64>,
    person: Option<i64>,
) -> Result<()> {
    not_own(app.store.read(), project, by).await?;
    if let Some(person) = person
        && crate::project::is_author(app.store.read(), project, person).await?
    {
        return Err(Error::conflict("assign-author"));
    }
    let tx = app.store.begin().await?;
    let now = gate(&tx, app, edition.id).await?;
    shift(&tx, project, State::Merit, State::Merit).await?;
    let card = ensure(&tx, now, project, Kind::Merit).await?;
    if card.state != CardState::Open {
        return Err(Error::conflict("card-closed"));
    }
    let row = ActiveModel {
        id: Set(card.id),
        department_id: Set(department),
        assigned_to: Set(person),
        ..Default::default()
    };
    Entity::update(row).exec(&tx).await?;
    if department.is_some() && department != card.department_id {
        tell(&tx, project, (now, Some(by)), "routed", "").await?;
    }
    tx.commit().await?;
    Ok(())
}
