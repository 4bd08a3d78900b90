use axum::extract::{Path, State};
use axum::response::Response;

use super::desk_pages::{self, PaperView};
use super::pages::{self, SupportView};
use super::paper::{self, Entry};
use super::sign;
use crate::app::{Access, App, Routes, see_other};
use crate::audit::{self, Act};
use crate::edition::support::{self as rule, rule_of};
use crate::edition::{self, Edition, Phase, Room, phase, pool};
use crate::error::{Error, Result};
use crate::page::{Errors, Fields, tidy};
use crate::people::{Role, Visit};
use crate::project::{self, Project, State as ProjectState, href};
use crate::submission;
use crate::text::Message;

const ADMINS: Access = Access::Staff(&[Role::Admin]);
const CLERKS: Access = Access::Staff(&[Role::Clerk]);

pub fn router() -> Routes {
    Routes::default()
        .get("/{l}/{e}/projects/{code}/support", Access::Public, page)
        .post("/{l}/{e}/projects/{code}/support", Access::Person, sign_for)
        .post("/{l}/{e}/projects/{code}/support/withdraw", Access::Person, take_back)
        .get("/{l}/{e}/projects/{code}/support/list", Access::Public, sheet)
        .get("/{l}/desk/{e}/support", ADMINS, rules_page)
        .post("/{l}/desk/{e}/support", ADMINS, set_rules)
        .get("/{l}/desk/{e}/support/{code}", CLERKS, paper_page)
        .post("/{l}/desk/{e}/support/{code}", CLERKS, enter)
}

type ProjectPath = Path<(String, String, String)>;

async fn draw(
    app: &App,
    visit: &Visit,
    (edition, project): (&Edition, &Project),
    fields: &Fields,
    errors: &Errors,
) -> Result<Response> {
    let db = app.store.read();
    let rule = rule_of(db, project.pool_id).await?;
    let calendar = phase::calendar(db, edition.id).await?;
    let in_time =
        phase::ends_at(&calendar, Phase::Submission).is_none_or(|end| app.clock.now() < end);
    let signed = match &visit.viewer {
        Some(viewer) => sign::has_signed(app, edition, project.id, viewer.id).await?,
        None => false,
    };
    let shell = edition::shell(visit, edition, Room::Elsewhere, visit.text.say("support-title"));
    let mut shell = if errors.is_empty() { shell } else { shell.invalid() };
    shell.banner = if errors.is_empty() { visit.done() } else { None };
    let view = SupportView {
        visit,
        edition,
        project,
        rule: rule.as_ref(),
        open: edition.phase == Phase::Submission
            && in_time
            && project.state == ProjectState::Submitted,
        signed,
        fields,
        errors,
    };
    Ok(shell.page(pages::support(&view)))
}

async fn page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): ProjectPath,
) -> Result<Response> {
    let (edition, project) = project::in_edition(app.store.read(), &slug, &code).await?;
    let mut fields = Fields::default();
    if let Some(viewer) = &visit.viewer {
        fields.set("name", viewer.name.as_str());
    }
    draw(&app, &visit, (&edition, &project), &fields, &Errors::default()).await
}

async fn sign_for(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): ProjectPath,
    fields: Fields,
) -> Result<Response> {
    let (edition, project) = project::in_edition(app.store.read(), &slug, &code).await?;
    let name = tidy(fields.get("name"), false);
    let mut errors = Errors::default();
    if !(3..=100).contains(&name.chars().count()) {
        errors.add("name", Message::new("field-name-wrong"));
    }
    if fields.get("resident") != "yes" {
        errors.add("resident", Message::new("support-resident-missing"));
    }
    if !errors.is_empty() {
        return draw(&app, &visit, (&edition, &project), &fields, &errors).await;
    }
    sign::sign(&app, &edition, &project, visit.person()?, &name).await?;
    Ok(see_other(&format!("{}/support?done=signed", href(&visit, &edition, &project.code))))
}

async fn take_back(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): ProjectPath,
) -> Result<Response> {
    let (edition, project) = project::in_edition(app.store.read(), &slug, &code).await?;
    sign::take_back(&app, &edition, &project, visit.person()?).await?;
    Ok(see_other(&format!("{}/support?done=signature-back", href(&visit, &edition, &project.code))))
}

/// An empty sheet; it holds nobody's name.
async fn sheet(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): ProjectPath,
) -> Result<Response> {
    let (edition, project) = project::in_edition(app.store.read(), &slug, &code).await?;
    let title = visit.text.say("support-list-title");
    let mut shell = edition::shell(&visit, &edition, Room::Elsewhere, title);
    shell.class = "sheet";
    let body = submission::signature_list(&visit, &edition, Some(&project.number), &project.title);
    Ok(shell.page(body))
}

async fn draw_rules(
    app: &App,
    visit: &Visit,
    slug: &str,
    fields: Option<&Fields>,
    errors: &Errors,
) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, slug).await?;
    let pools = pool::of_edition(db, edition.id).await?;
    let mut kept = Fields::default();
    for rule in rule::rules_of(db, &pools).await? {
        kept.set(&format!("residents-{}", rule.pool_id), rule.residents.to_string());
        kept.set(&format!("needed-{}", rule.pool_id), rule.needed.to_string());
        kept.set(&format!("delete-{}", rule.pool_id), rule::date(rule.delete_at));
    }
    let title = visit.text.say("support-rules-title");
    let shell = edition::shell(visit, &edition, Room::Elsewhere, title);
    let mut shell = if errors.is_empty() { shell } else { shell.invalid() };
    shell.class = "desk";
    shell.banner = if errors.is_empty() { visit.done() } else { None };
    let fields = fields.unwrap_or(&kept);
    Ok(shell.page(desk_pages::rules(visit, &edition, &pools, fields, errors)))
}

async fn rules_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Path<(String, String)>,
) -> Result<Response> {
    draw_rules(&app, &visit, &slug, None, &Errors::default()).await
}

async fn set_rules(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, &slug).await?;
    let pools = pool::of_edition(db, edition.id).await?;
    edition::settled(&edition)?;
    let rules = match rule::parse(&fields, &pools, app.clock.now()) {
        Ok(rules) => rules,
        Err(errors) => return draw_rules(&app, &visit, &slug, Some(&fields), &errors).await,
    };
    let tx = app.store.begin().await?;
    edition::refuse_settled(&tx, edition.id).await?;
    for wanted in &rules {
        rule::set_rule(&tx, wanted).await?;
    }
    let act = Act {
        at: app.clock.now(),
        account: Some(visit.person()?.id),
        edition: Some(edition.id),
        kind: "support-rules",
        subject: &edition.slug,
        detail: "",
    };
    audit::record(&tx, act).await?;
    tx.commit().await?;
    Ok(see_other(&visit.href(&format!("/desk/{slug}/support?done=support-rules"))))
}

async fn draw_paper(
    app: &App,
    visit: &Visit,
    (edition, project): (&Edition, &Project),
    fields: &Fields,
    errors: &Errors,
) -> Result<Response> {
    let db = app.store.read();
    let rule = rule_of(db, project.pool_id).await?;
    let list = paper::list(db, project.id).await?;
    let shell = edition::shell(visit, edition, Room::Elsewhere, visit.text.say("paper-title"));
    let mut shell = if errors.is_empty() { shell } else { shell.invalid() };
    shell.class = "desk";
    shell.banner = if errors.is_empty() { visit.done() } else { None };
    let view =
        PaperView { visit, edition, project, rule: rule.as_ref(), list: &list, fields, errors };
    Ok(shell.page(desk_pages::paper(&view)))
}

async fn paper_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): ProjectPath,
) -> Result<Response> {
    let (edition, project) = project::in_edition(app.store.read(), &slug, &code).await?;
    draw_paper(&app, &visit, (&edition, &project), &Fields::default(), &Errors::default()).await
}

async fn enter(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): ProjectPath,
    fields: Fields,
) -> Result<Response> {
    let (edition, project) = project::in_edition(app.store.read(), &slug, &code).await?;
    if project.state == ProjectState::Withdrawn {
        return Err(Error::conflict("support-closed"));
    }
    let entry = match Entry::parse(&fields) {
        Ok(entry) => entry,
        Err(errors) => {
            return draw_paper(&app, &visit, (&edition, &project), &fields, &errors).await;
        }
    };
    match paper::enter(&app, &edition, &project, entry, visit.person()?.id).await? {
        Ok(()) => Ok(see_other(&visit.href(&format!(
            "/desk/{slug}/support/{}?done=paper-entered",
            crate::page::encode(&project.code)
        )))),
        Err(errors) => draw_paper(&app, &visit, (&edition, &project), &fields, &errors).await,
    }
}
