use super::comment::{self, Words};
use super::desk_pages::{self, ModerateView};
use super::entity::comment::State as CommentState;
use super::moderate::{self, Verdict};
use super::pages::{self, CommentsView, Why};
use super::{follow, follow_pages};
use crate::app::{Access, App, Routes, see_other};
use crate::edition::{self, Edition, Room};
use crate::error::{Error, Result};
use crate::page::{Errors, Fields};
use crate::people::account::normal_email;
use crate::people::{Role, Visit};
use crate::project::{self, Project, href};
use crate::text::Message;
use axum::extract::{Path, State};
use axum::response::Response;
use axum_extra::extract::Query;

const CLERKS: Access = Access::Staff(&[Role::Clerk]);

pub fn router() -> Routes {
    Routes::default()
        .get("/{l}/{e}/projects/{code}/comments", Access::Public, page)
        .post("/{l}/{e}/projects/{code}/comments", Access::Person, write)
        .get("/{l}/{e}/comments/{comment}/report", Access::Person, report_page)
        .post("/{l}/{e}/comments/{comment}/report", Access::Person, report)
        .get("/{l}/{e}/comments/{comment}/appeal", Access::Person, appeal_page)
        .post("/{l}/{e}/comments/{comment}/appeal", Access::Person, appeal)
        .get("/{l}/desk/{e}/comments", CLERKS, waiting)
        .post("/{l}/desk/{e}/comments/{comment}", CLERKS, judge)
        .get("/{l}/{e}/projects/{code}/follow", Access::Public, follow_page)
        .post("/{l}/{e}/projects/{code}/follow", Access::Public, ask)
        .get("/{l}/follow", Access::Public, letter_page)
        .post("/{l}/follow", Access::Public, answer_letter)
}

type ProjectPath = Path<(String, String, String)>;

async fn draw(
    app: &App,
    visit: &Visit,
    (edition, project): (&Edition, &Project),
    page: u64,
    fields: &Fields,
    errors: &Errors,
) -> Result<Response> {
    let listing = comment::listing(app.store.read(), project.id, page).await?;
    let shell = edition::shell(visit, edition, Room::Elsewhere, visit.text.say("comments-title"));
    let mut shell = if errors.is_empty() { shell } else { shell.invalid() };
    shell.banner = if errors.is_empty() { visit.done() } else { None };
    let view = CommentsView { visit, edition, project, listing: &listing, fields, errors };
    Ok(shell.page(pages::comments(&view)))
}

async fn page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): ProjectPath,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response> {
    let (edition, project) = project::in_edition(app.store.read(), &slug, &code).await?;
    let page = Fields::from(query).get("page").parse().unwrap_or(1);
    draw(&app, &visit, (&edition, &project), page, &Fields::default(), &Errors::default()).await
}

async fn write(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): ProjectPath,
    fields: Fields,
) -> Result<Response> {
    let (edition, project) = project::in_edition(app.store.read(), &slug, &code).await?;
    let errors = match Words::parse(&fields) {
        Ok(words) => match comment::write(&app, &project, visit.person()?.id, words).await? {
            Ok(()) => {
                let page = href(&visit, &edition, &project.code);
                return Ok(see_other(&format!("{page}/comments?done=commented")));
            }
            Err(errors) => errors,
        },
        Err(errors) => errors,
    };
    draw(&app, &visit, (&edition, &project), 1, &fields, &errors).await
}

type CommentPath = Path<(String, String, String)>;

async fn draw_why(
    app: &App,
    visit: &Visit,
    (slug, id): (&str, &str),
    act: &str,
    fields: &Fields,
    errors: &Errors,
) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, slug).await?;
    let (comment, project) = comment::find(db, edition.id, id).await?;
    let own = comment.account_id == Some(visit.person()?.id);
    let there = match act {
        "appeal" => own && comment.state == CommentState::Hidden,
        _ => comment.state == CommentState::Shown,
    };
    if !there {
        return Err(Error::NotFound);
    }
    let title = visit.text.say(&format!("comment-{act}-title"));
    let shell = edition::shell(visit, &edition, Room::Elsewhere, title);
    let shell = if errors.is_empty() { shell } else { shell.invalid() };
    let view =
        Why { visit, edition: &edition, project: &project, comment: &comment, act, fields, errors };
    Ok(shell.page(pages::why(&view)))
}

async fn report_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, id)): CommentPath,
) -> Result<Response> {
    let (fields, errors) = (Fields::default(), Errors::default());
    draw_why(&app, &visit, (&slug, &id), "report", &fields, &errors).await
}

async fn report(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, id)): CommentPath,
    fields: Fields,
) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, &slug).await?;
    let (comment, project) = comment::find(db, edition.id, &id).await?;
    let reason = match comment::reason(&fields, "reason") {
        Ok(reason) => reason,
        Err(errors) => {
            return draw_why(&app, &visit, (&slug, &id), "report", &fields, &errors).await;
        }
    };
    if comment.state != CommentState::Shown {
        return Err(Error::NotFound);
    }
    comment::report(&app, &comment, visit.person()?.id, reason).await?;
    let page = href(&visit, &edition, &project.code);
    Ok(see_other(&format!("{page}/comments?done=reported")))
}

async fn appeal_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, id)): CommentPath,
) -> Result<Response> {
    let (fields, errors) = (Fields::default(), Errors::default());
    draw_why(&app, &visit, (&slug, &id), "appeal", &fields, &errors).await
}

async fn appeal(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, id)): CommentPath,
    fields: Fields,
) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, &slug).await?;
    let (comment, project) = comment::find(db, edition.id, &id).await?;
    if comment.account_id != Some(visit.person()?.id) {
        return Err(Error::NotFound);
    }
    let words = match comment::reason(&fields, "reason") {
        Ok(words) => words,
        Err(errors) => {
            return draw_why(&app, &visit, (&slug, &id), "appeal", &fields, &errors).await;
        }
    };
    comment::appeal(&app, &comment, visit.person()?.id, words).await?;
    let page = href(&visit, &edition, &project.code);
    Ok(see_other(&format!("{page}/comments?done=comment-appealed")))
}

async fn draw_waiting(
    app: &App,
    visit: &Visit,
    slug: &str,
    about: Option<i64>,
    fields: &Fields,
    errors: &Errors,
) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, slug).await?;
    let waiting = moderate::waiting(db, edition.id).await?;
    let title = visit.text.say("moderate-title");
    let shell = edition::shell(visit, &edition, Room::Elsewhere, title);
    // A comment that no longer waits has no box to point at.
    let still = waiting.iter().any(|one| Some(one.comment.id) == about);
    let none = Errors::default();
    let errors = if still { errors } else { &none };
    let mut shell = if errors.is_empty() { shell } else { shell.invalid() };
    shell.class = "desk";
    shell.banner = if errors.is_empty() { visit.done() } else { None };
    let view = ModerateView {
        visit,
        viewer: visit.person()?,
        edition: &edition,
        waiting: &waiting,
        about,
        fields,
        errors,
    };
    Ok(shell.page(desk_pages::moderate(&view)))
}

async fn waiting(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Path<(String, String)>,
) -> Result<Response> {
    draw_waiting(&app, &visit, &slug, None, &Fields::default(), &Errors::default()).await
}

async fn judge(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, id)): CommentPath,
    fields: Fields,
) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, &slug).await?;
    let (comment, project) = comment::find(db, edition.id, &id).await?;
    let reason = comment::reason(&fields, "reason");
    let verdict = match (fields.get("verdict"), reason) {
        ("keep", _) => Verdict::Keep,
        ("hide", Ok(reason)) => Verdict::Hide { reason },
        ("restore", Ok(answer)) => Verdict::Restore { answer },
        ("uphold", Ok(answer)) => Verdict::Uphold { answer },
        ("hide" | "restore" | "uphold", Err(errors)) => {
            return draw_waiting(&app, &visit, &slug, Some(comment.id), &fields, &errors).await;
        }
        _ => return Err(Error::BadRequest("verdict".to_owned())),
    };
    let clerk = visit.person()?.id;
    moderate::moderate(&app, edition.id, &comment, &project, verdict, clerk).await?;
    Ok(see_other(&visit.href(&format!("/desk/{slug}/comments?done=moderated"))))
}

async fn draw_follow(
    app: &App,
    visit: &Visit,
    (slug, code): (&str, &str),
    fields: &Fields,
    errors: &Errors,
) -> Result<Response> {
    let (edition, project) = project::in_edition(app.store.read(), slug, code).await?;
    let shell = edition::shell(visit, &edition, Room::Elsewhere, visit.text.say("follow-title"));
    let mut shell = if errors.is_empty() { shell } else { shell.invalid() };
    shell.banner = if errors.is_empty() { visit.done() } else { None };
    Ok(shell.page(follow_pages::ask(visit, &edition, &project, fields, errors)))
}

async fn follow_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): ProjectPath,
) -> Result<Response> {
    let mut fields = Fields::default();
    if let Some(viewer) = &visit.viewer {
        fields.set("email", viewer.email.as_str());
    }
    draw_follow(&app, &visit, (&slug, &code), &fields, &Errors::default()).await
}

async fn ask(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): ProjectPath,
    fields: Fields,
) -> Result<Response> {
    let (edition, project) = project::in_edition(app.store.read(), &slug, &code).await?;
    let Some(email) = normal_email(fields.get("email")) else {
        let errors = Errors::of("email", Message::new("field-email-wrong"));
        return draw_follow(&app, &visit, (&slug, &code), &fields, &errors).await;
    };
    follow::ask(&app, &project, &email, visit.lang()).await?;
    let page = href(&visit, &edition, &project.code);
    Ok(see_other(&format!("{page}/follow?done=follow-asked")))
}

async fn letter_page(
    State(app): State<App>,
    visit: Visit,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response> {
    let query = Fields::from(query);
    let word = query.get("t");
    let db = app.store.read();
    let (follower, project) = follow::behind(db, word).await?;
    let edition = edition::by_id(db, project.edition_id).await?;
    let shell = visit.shell(visit.text.say("follow-title"));
    let confirmed = follower.confirmed_at.is_some();
    Ok(shell.page(follow_pages::answer(&visit, &edition, &project, confirmed, word)))
}

async fn answer_letter(State(app): State<App>, visit: Visit, fields: Fields) -> Result<Response> {
    let yes = match fields.get("answer") {
        "yes" => true,
        "no" => false,
        _ => return Err(Error::NotFound),
    };
    let project = follow::answer(&app, fields.get("t"), yes).await?;
    let slug = edition::by_id(app.store.read(), project.edition_id).await?.slug;
    let done = if yes { "follow-yes" } else { "follow-no" };
    let code = crate::page::encode(&project.code);
    Ok(see_other(&visit.href(&format!("/{slug}/projects/{code}?done={done}"))))
}
