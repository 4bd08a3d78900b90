use axum::extract::{Path, State};
use axum::response::Response;
use axum_extra::extract::Query;
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;

use super::list::{self, Filter};
use super::list_pages::{self, ListView};
use super::pages::href;
use super::project_pages::{self, ProjectView};
use super::submit::{self, Step};
use super::submit_pages::{self, StepView};
use super::{cost, draft, entity};
use crate::app::{Access, App, Routes, see_other};
use crate::audit;
use crate::edition::{self, Edition, Phase, Pool, Room, phase, pool};
use crate::error::{Error, Result};
use crate::page::map::MapQuery;
use crate::page::{Errors, Fields};
use crate::people::Visit;

pub fn router() -> Routes {
    Routes::default()
        .get("/{l}/{e}/projects", Access::Public, list_page)
        .get("/{l}/{e}/projects/{code}", Access::Public, project_page)
        .get("/{l}/{e}/submit", Access::Public, start_page)
        .post("/{l}/{e}/submit", Access::Person, begin)
        .get("/{l}/{e}/submit/{draft}/check", Access::Person, check_page)
        .post("/{l}/{e}/submit/{draft}/send", Access::Person, send)
        .get("/{l}/{e}/submit/{draft}/{step}", Access::Person, step_page)
        .post("/{l}/{e}/submit/{draft}/{step}", Access::Person, save_step)
        .post("/{l}/{e}/submit/{draft}/{step}/save", Access::Person, autosave)
        .get("/{l}/my", Access::Person, my_page)
}

async fn list_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Path<(String, String)>,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response> {
    let query = Fields::from(query);
    let db = app.store.read();
    let edition = edition::find(db, &slug).await?;
    let pools = pool::of_edition(db, edition.id).await?;
    let filter = Filter::parse(&query);
    // An unknown pool is no filter; it is most likely an old link.
    let pool = pools.iter().find(|pool| pool.code == filter.pool).map(|pool| pool.id);
    let listing = list::listing(db, edition.id, &filter, pool).await?;
    let view = ListView {
        visit: &visit,
        edition: &edition,
        pools: &pools,
        filter: &filter,
        listing: &listing,
        map: map_query(&query),
        tiles: app.config.tiles.as_deref(),
    };
    let mut shell =
        edition::shell(&visit, &edition, Room::Projects, visit.text.say("projects-title"));
    shell.map = filter.map;
    Ok(shell.page(list_pages::list(&view)))
}

fn map_query(query: &Fields) -> MapQuery {
    MapQuery {
        z: query.get("z").parse().ok(),
        x: query.get("x").parse().ok(),
        y: query.get("y").parse().ok(),
        w: query.get("w").parse().ok(),
    }
}

async fn project_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): Path<(String, String, String)>,
) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, &slug).await?;
    let project = super::find(db, edition.id, &code).await?;
    let pools = pool::of_edition(db, edition.id).await?;
    let pool = pools.iter().find(|pool| pool.id == project.pool_id).ok_or(Error::NotFound)?;
    let lines = cost::lines(db, project.id).await?;
    let acts = audit::about(db, edition.id, &project.number).await?;
    let mut shell = edition::shell(&visit, &edition, Room::Elsewhere, project.title.clone());
    shell.banner = visit.done();
    let view = ProjectView {
        visit: &visit,
        edition: &edition,
        pool,
        project: &project,
        lines: &lines,
        acts: &acts,
        tiles: app.config.tiles.as_deref(),
        now: app.clock.now(),
    };
    Ok(shell.page(project_pages::project(&view)))
}

async fn start_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Path<(String, String)>,
) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, &slug).await?;
    let calendar = phase::calendar(db, edition.id).await?;
    let ends_at = phase::ends_at(&calendar, Phase::Submission);
    let shell = edition::shell(&visit, &edition, Room::Submit, visit.text.say("submit-title"));
    Ok(shell.page(submit_pages::start(&visit, &edition, ends_at)))
}

async fn begin(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Path<(String, String)>,
) -> Result<Response> {
    let edition = edition::find(app.store.read(), &slug).await?;
    if edition.phase != Phase::Submission {
        return Err(Error::conflict("submit-closed"));
    }
    let token = draft::begin(&app, &edition, visit.person()?.id).await?;
    Ok(see_other(&visit.href(&format!("/{slug}/submit/{token}/idea"))))
}

/// What every page of the form loads.
struct Form {
    edition: Edition,
    pools: Vec<Pool>,
    draft: draft::Model,
}

async fn form(app: &App, visit: &Visit, slug: &str, token: &str) -> Result<Form> {
    let db = app.store.read();
    let edition = edition::find(db, slug).await?;
    let draft = draft::find(app, edition.id, token, visit.person()?.id).await?;
    let pools = pool::of_edition(db, edition.id).await?;
    Ok(Form { edition, pools, draft })
}

impl Form {
    fn page(
        &self,
        visit: &Visit,
        step: Step,
        fields: &Fields,
        errors: &Errors,
        checking: bool,
    ) -> Response {
        let title = visit.text.say(&format!("submit-{}-title", step.name()));
        let shell = edition::shell(visit, &self.edition, Room::Submit, title);
        let shell = if errors.is_empty() { shell } else { shell.invalid() };
        shell.page(submit_pages::step(&StepView {
            visit,
            edition: &self.edition,
            pools: &self.pools,
            draft: &self.draft,
            step,
            fields,
            errors,
            checking,
        }))
    }
}

type StepPath = Path<(String, String, String, String)>;

async fn step_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, token, step)): StepPath,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response> {
    let step = Step::parse(&step)?;
    let form = form(&app, &visit, &slug, &token).await?;
    let fields = form.draft.fields()?;
    let checking = Fields::from(query).has("check");
    Ok(form.page(&visit, step, &fields, &Errors::default(), checking))
}

async fn save_step(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, token, step)): StepPath,
    Query(query): Query<Vec<(String, String)>>,
    typed: Fields,
) -> Result<Response> {
    let step = Step::parse(&step)?;
    let form = form(&app, &visit, &slug, &token).await?;
    let mut fields = draft::save(&app, &form.draft, step.fields(), &typed).await?;
    let checking = Fields::from(query).has("check");
    if typed.has("add") {
        fields.set("add", "1");
        return Ok(form.page(&visit, step, &fields, &Errors::default(), checking));
    }
    let errors = submit::errors_of(step, &fields, &form.pools);
    if !errors.is_empty() {
        return Ok(form.page(&visit, step, &fields, &errors, checking));
    }
    let next = match step.next().filter(|_| !checking) {
        Some(next) => next.name(),
        None => "check",
    };
    Ok(see_other(&visit.href(&format!("/{slug}/submit/{token}/{next}"))))
}

/// The same fields, kept while the person is still typing; nothing is judged.
async fn autosave(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, token, step)): StepPath,
    typed: Fields,
) -> Result<Response> {
    let step = Step::parse(&step)?;
    let mut form = form(&app, &visit, &slug, &token).await?;
    let fields = draft::save(&app, &form.draft, step.fields(), &typed).await?;
    form.draft.saved_at = app.clock.now();
    Ok(form.page(&visit, step, &fields, &Errors::default(), false))
}

async fn check_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, token)): Path<(String, String, String)>,
) -> Result<Response> {
    let form = form(&app, &visit, &slug, &token).await?;
    let fields = form.draft.fields()?;
    let Ok(proposal) = submit::parse(&fields, &form.pools) else {
        return Ok(first_wrong(&visit, &form, &slug, &fields));
    };
    let title = visit.text.say("submit-check-title");
    let shell = edition::shell(&visit, &form.edition, Room::Submit, title);
    Ok(shell.page(submit_pages::check(&visit, &form.edition, &form.pools, &form.draft, &proposal)))
}

/// Leads to the first page of the form that is not right yet.
fn first_wrong(visit: &Visit, form: &Form, slug: &str, fields: &Fields) -> Response {
    let wrong = Step::ALL
        .into_iter()
        .find(|step| !submit::errors_of(*step, fields, &form.pools).is_empty())
        .unwrap_or(Step::Idea);
    see_other(&visit.href(&format!("/{slug}/submit/{}/{}", form.draft.token, wrong.name())))
}

async fn send(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, token)): Path<(String, String, String)>,
) -> Result<Response> {
    let form = form(&app, &visit, &slug, &token).await?;
    let fields = form.draft.fields()?;
    let Ok(proposal) = submit::parse(&fields, &form.pools) else {
        return Ok(first_wrong(&visit, &form, &slug, &fields));
    };
    let project = submit::send(&app, &form.edition, &form.draft, &proposal).await?;
    Ok(see_other(&format!("{}?done=submitted", href(&visit, &form.edition, &project.code))))
}

async fn my_page(State(app): State<App>, visit: Visit) -> Result<Response> {
    let db = app.store.read();
    let person = visit.person()?.id;
    let editions = edition::all(db).await?;
    let of = |id: i64| editions.iter().find(|edition| edition.id == id).cloned();
    let drafts = draft::unsent(&app, person).await?;
    let projects = entity::Entity::find()
        .filter(entity::Column::AuthorId.eq(person))
        .order_by_desc(entity::Column::Id)
        .all(db)
        .await?;
    let drafts: Vec<_> = drafts
        .into_iter()
        .filter_map(|draft| of(draft.edition_id).map(|edition| (draft, edition)))
        .collect();
    let projects: Vec<_> = projects
        .into_iter()
        .filter_map(|project| of(project.edition_id).map(|edition| (project, edition)))
        .collect();
    let mut shell = visit.shell(visit.text.say("my-title"));
    shell.banner = visit.done();
    Ok(shell.page(submit_pages::my(&visit, &drafts, &projects)))
}
