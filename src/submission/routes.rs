use axum::extract::multipart::{
    Field as MultipartField, Multipart, MultipartError, MultipartRejection,
};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Query;
use sea_orm::QueryOrder;
use sea_orm::entity::prelude::*;

use super::files::{self, Sent};
use super::files_pages::{self, FilesView};
use super::merge::{self, Answer};
use super::merge_pages;
use super::pages::{self, CheckView, StepView};
use super::photo::MOST_BYTES;
use super::place_pages::{self, PointsView};
use super::proposal::{self, Step, degrees, typed_points, written};
use super::rules::{self, Rules};
use super::{co_author, draft, rules_routes, send, similar, withdraw};
use crate::app::{Access, App, Routes, see_other};
use crate::edition::{self, Edition, Phase, Pool, Room, phase, pool, support};
use crate::error::{Error, Result};
use crate::page::map::Place;
use crate::page::{Errors, Fields, encode};
use crate::people::Visit;
use crate::project::{self, attachment, href, map_query, place};
use crate::text::Message;

pub fn router() -> Routes {
    Routes::default()
        .get("/{l}/{e}/submit", Access::Public, start_page)
        .post("/{l}/{e}/submit", Access::Person, begin)
        .get("/{l}/{e}/submit/{draft}/check", Access::Person, check_page)
        .post("/{l}/{e}/submit/{draft}/send", Access::Person, send_draft)
        .post("/{l}/{e}/submit/{draft}/discard", Access::Person, discard)
        .get("/{l}/{e}/submit/{draft}/list", Access::Person, list_page)
        .post_file("/{l}/{e}/submit/{draft}/files/add", Access::Person, ROOM_FOR_A_FILE, add_file)
        .post("/{l}/{e}/submit/{draft}/files/remove", Access::Person, remove_file)
        .get("/{l}/{e}/submit/{draft}/merge/{code}", Access::Person, merge_page)
        .post("/{l}/{e}/submit/{draft}/merge/{code}", Access::Person, offer_merge)
        .get("/{l}/{e}/submit/{draft}/{step}", Access::Person, step_page)
        .post("/{l}/{e}/submit/{draft}/{step}", Access::Person, save_step)
        .post("/{l}/{e}/submit/{draft}/{step}/save", Access::Person, autosave)
        .get("/file/{attachment}", Access::Public, file)
        .get("/{l}/my", Access::Person, my_page)
        .post("/{l}/my/offers/{offer}", Access::Person, answer_offer)
        .get("/{l}/{e}/projects/{code}/withdraw", Access::Person, withdraw_page)
        .post("/{l}/{e}/projects/{code}/withdraw", Access::Person, take_back)
        .get("/{l}/co-author", Access::Public, invitation_page)
        .post("/{l}/co-author", Access::Public, answer_invitation)
        .merge(rules_routes::router())
}

/// So many bytes of the form of a file are read, and of a file that is too large passed over: a
/// browser that is still sending shows no answer.
const ROOM_FOR_A_FILE: usize = 6 * MOST_BYTES;

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
    Ok(shell.page(pages::start(&visit, &edition, ends_at)))
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
    rules: Rules,
    steps: Vec<Step>,
    draft: draft::Model,
}

async fn form(app: &App, visit: &Visit, slug: &str, token: &str) -> Result<Form> {
    let db = app.store.read();
    let edition = edition::find(db, slug).await?;
    let draft = draft::find(app, edition.id, token, visit.person()?.id).await?;
    let pools = pool::of_edition(db, edition.id).await?;
    let rules = rules::of_edition(db, edition.id).await?;
    let chosen = draft.fields()?;
    let pool = pools.iter().find(|pool| pool.code == chosen.get("pool")).map(|pool| pool.id);
    let signed = support::is_needed(&support::rules_of(db, &pools).await?, pool);
    let steps = Step::of(&rules, signed);
    Ok(Form { edition, pools, rules, steps, draft })
}

impl Form {
    fn base(&self, visit: &Visit) -> String {
        visit.href(&format!("/{}/submit/{}", self.edition.slug, self.draft.token))
    }

    fn errors_of(&self, step: Step, fields: &Fields) -> Errors {
        proposal::errors_of(step, fields, &self.pools, &self.rules)
    }

    fn step(&self, name: &str) -> Result<Step> {
        let step = Step::parse(name)?;
        if self.steps.contains(&step) { Ok(step) } else { Err(Error::NotFound) }
    }

    /// Where a page of the form leads when all is well.
    fn after(&self, step: Step, checking: bool) -> &'static str {
        let next = self.steps.iter().skip_while(|known| **known != step).nth(1);
        next.filter(|_| !checking).map_or("check", |next| next.name())
    }
}

/// How a page of the form was reached, and what it has to say.
struct Look<'a> {
    fields: &'a Fields,
    errors: &'a Errors,
    /// Came from the check page and goes back there.
    checking: bool,
    query: &'a Fields,
}

async fn draw(
    app: &App,
    visit: &Visit,
    form: &Form,
    step: Step,
    look: &Look<'_>,
) -> Result<Response> {
    let title = visit.text.say(&format!("submit-{}-title", step.name()));
    let shell = edition::shell(visit, &form.edition, Room::Submit, title);
    let mut shell = if look.errors.is_empty() { shell } else { shell.invalid() };
    shell.banner = if look.errors.is_empty() { visit.done() } else { None };
    shell.map = step == Step::Points;
    let view = StepView {
        visit,
        edition: &form.edition,
        pools: &form.pools,
        rules: &form.rules,
        steps: &form.steps,
        draft: &form.draft,
        step,
        fields: look.fields,
        errors: look.errors,
        checking: look.checking,
    };
    let db = app.store.read();
    let body = match step {
        Step::Points => {
            let points = typed_points(look.fields);
            let neighbours = place::near(db, form.edition.id, &points, None).await?;
            let ground = place::somewhere(db, form.edition.id).await?;
            place_pages::points(&PointsView {
                step: &view,
                points: &points,
                ground: &ground,
                neighbours: &neighbours,
                map: map_query(look.query),
                tiles: app.config.tiles.as_deref(),
            })
        }
        Step::Files => {
            let files = attachment::of_draft(db, form.draft.id).await?;
            files_pages::files(&FilesView { step: &view, files: &files, sent: None })
        }
        _ => pages::step(&view),
    };
    Ok(shell.page(body))
}

type StepPath = Path<(String, String, String, String)>;

async fn step_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, token, step)): StepPath,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response> {
    let form = form(&app, &visit, &slug, &token).await?;
    let step = form.step(&step)?;
    let (fields, query) = (form.draft.fields()?, Fields::from(query));
    let errors = Errors::default();
    let checking = query.has("check");
    draw(
        &app,
        &visit,
        &form,
        step,
        &Look { fields: &fields, errors: &errors, checking, query: &query },
    )
    .await
}

async fn save_step(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, token, step)): StepPath,
    Query(query): Query<Vec<(String, String)>>,
    typed: Fields,
) -> Result<Response> {
    let form = form(&app, &visit, &slug, &token).await?;
    let step = form.step(&step)?;
    let query = Fields::from(query);
    let checking = query.has("check");
    if step == Step::Points {
        return save_points(&app, &visit, &form, &query, &typed).await;
    }
    let owns = |name: &str| step.owns(name);
    let mut fields = draft::save(&app, &form.draft, owns, &typed).await?;
    let none = Errors::default();
    if typed.has("add") {
        fields.set("add", typed.get("add"));
        let look = Look { fields: &fields, errors: &none, checking, query: &query };
        return draw(&app, &visit, &form, step, &look).await;
    }
    let errors = form.errors_of(step, &fields);
    if !errors.is_empty() {
        let look = Look { fields: &fields, errors: &errors, checking, query: &query };
        return draw(&app, &visit, &form, step, &look).await;
    }
    Ok(see_other(&format!("{}/{}", form.base(&visit), form.after(step, checking))))
}

/// What is asked about a point that lies far away.
fn stray_message(stray: &place::Stray) -> Message {
    let message = match stray.swapped {
        Some(point) => Message::new("submit-point-swapped")
            .arg("latitude", point.lat.to_string().replace('.', ","))
            .arg("longitude", point.lon.to_string().replace('.', ",")),
        None => Message::new("submit-point-far"),
    };
    message.arg("km", stray.kilometres)
}

/// Points are added and taken away one by one; what is typed in the two boxes is a point too.
async fn save_points(
    app: &App,
    visit: &Visit,
    form: &Form,
    query: &Fields,
    typed: &Fields,
) -> Result<Response> {
    let checking = query.has("check");
    let here = format!("{}/points", form.base(visit));
    let (latitude, longitude) = (typed.get("latitude").trim(), typed.get("longitude").trim());
    // Whoever is asked whether the numbers are the wrong way round may say so by one press.
    let (latitude, longitude) =
        if typed.has("swap") { (longitude, latitude) } else { (latitude, longitude) };
    let mut added = Vec::new();
    if let Some((latitude, longitude)) = typed.get("add").split_once(' ') {
        added.extend(degrees(latitude, longitude).ok());
    }
    if !(latitude.is_empty() && longitude.is_empty()) {
        match degrees(latitude, longitude) {
            Ok(point) => added.push(point),
            Err(field) => {
                let errors = Errors::of(field, Message::new("submit-point-wrong"));
                let mut fields = form.draft.fields()?;
                fields.set("latitude", latitude);
                fields.set("longitude", longitude);
                let look = Look { fields: &fields, errors: &errors, checking, query };
                return draw(app, visit, form, Step::Points, &look).await;
            }
        }
    }
    let ground = place::somewhere(app.store.read(), form.edition.id).await?;
    let asked = |point: &&Place| !typed.all("sure-point").any(|sure| sure == written(**point));
    let far =
        added.iter().filter(asked).find_map(|point| Some((*point, place::stray(*point, &ground)?)));
    if let Some((point, stray)) = far {
        let errors = Errors::of("latitude", stray_message(&stray));
        let mut fields = form.draft.fields()?;
        fields.set("latitude", point.lat.to_string());
        fields.set("longitude", point.lon.to_string());
        fields.set("far", if stray.swapped.is_some() { "swapped" } else { "far" });
        let look = Look { fields: &fields, errors: &errors, checking, query };
        return draw(app, visit, form, Step::Points, &look).await;
    }
    let most = form.rules.points.most;
    let gone: Option<usize> = typed.get("remove").parse().ok();
    let mut too_many = false;
    let fields = draft::change(app, &form.draft, |fields| {
        let mut points = typed_points(fields);
        if let Some(gone) = gone.filter(|gone| *gone < points.len()) {
            points.remove(gone);
        }
        for point in added {
            too_many |= points.len() >= most;
            if points.len() < most && !points.contains(&point) {
                points.push(point);
            }
        }
        fields.remove("point");
        for point in points {
            fields.push("point", written(point));
        }
    })
    .await?;
    let mut errors = Errors::default();
    if too_many {
        errors.add("latitude", Message::new("submit-points-many").arg("n", most));
    } else if !typed.has("add") && gone.is_none() && !typed.has("typed") && !typed.has("swap") {
        errors = form.errors_of(Step::Points, &fields);
    }
    if !errors.is_empty() {
        let look = Look { fields: &fields, errors: &errors, checking, query };
        return draw(app, visit, form, Step::Points, &look).await;
    }
    let typed_in = typed.has("typed") || typed.has("swap");
    if typed.has("add") || typed_in || gone.is_some() {
        // The map stays where it is; a point typed in numbers is shown.
        let view = typed.get("view");
        let own = view.bytes().all(|b| b.is_ascii_alphanumeric() || b"=&-".contains(&b));
        let view = if own && typed.has("add") { view } else { "" };
        let check = if checking { "check=1&" } else { "" };
        return Ok(see_other(&format!("{here}?{check}{view}")));
    }
    Ok(see_other(&format!("{}/{}", form.base(visit), form.after(Step::Points, checking))))
}

/// The same fields, kept while the person is still typing; nothing is judged.
async fn autosave(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, token, step)): StepPath,
    typed: Fields,
) -> Result<Response> {
    let mut form = form(&app, &visit, &slug, &token).await?;
    let step = form.step(&step)?;
    let fields = if step == Step::Points {
        form.draft.fields()?
    } else {
        draft::save(&app, &form.draft, |name| step.owns(name), &typed).await?
    };
    form.draft.saved_at = app.clock.now();
    let (errors, query) = (Errors::default(), Fields::default());
    let look = Look { fields: &fields, errors: &errors, checking: false, query: &query };
    draw(&app, &visit, &form, step, &look).await
}

async fn check_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, token)): Path<(String, String, String)>,
) -> Result<Response> {
    let form = form(&app, &visit, &slug, &token).await?;
    let fields = form.draft.fields()?;
    let Ok(proposal) = proposal::parse(&fields, &form.pools, &form.rules) else {
        return Ok(first_wrong(&visit, &form, &fields));
    };
    let db = app.store.read();
    let title = visit.text.say("submit-check-title");
    let mut shell = edition::shell(&visit, &form.edition, Room::Submit, title);
    shell.banner = visit.done();
    let view = CheckView {
        visit: &visit,
        edition: &form.edition,
        pools: &form.pools,
        steps: &form.steps,
        draft: &form.draft,
        proposal: &proposal,
        files: &attachment::of_draft(db, form.draft.id).await?,
        neighbours: &place::near(db, form.edition.id, &proposal.points, None).await?,
        similar: &similar::similar(db, form.edition.id, &proposal.title).await?,
        offers: &merge::of_draft(db, form.draft.id).await?,
    };
    Ok(shell.page(pages::check(&view)))
}

/// Leads to the first page of the form that is not right yet.
fn first_wrong(visit: &Visit, form: &Form, fields: &Fields) -> Response {
    let wrong = form.steps.iter().find(|step| !form.errors_of(**step, fields).is_empty());
    see_other(&format!("{}/{}", form.base(visit), wrong.unwrap_or(&Step::Idea).name()))
}

async fn send_draft(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, token)): Path<(String, String, String)>,
) -> Result<Response> {
    let form = form(&app, &visit, &slug, &token).await?;
    let fields = form.draft.fields()?;
    let Ok(proposal) = proposal::parse(&fields, &form.pools, &form.rules) else {
        return Ok(first_wrong(&visit, &form, &fields));
    };
    let project = send::send(&app, &form.edition, &form.draft, &proposal, visit.lang()).await?;
    Ok(see_other(&format!("{}?done=submitted", href(&visit, &form.edition, &project.code))))
}

async fn discard(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, token)): Path<(String, String, String)>,
) -> Result<Response> {
    let form = form(&app, &visit, &slug, &token).await?;
    draft::discard(&app, &form.draft).await?;
    Ok(see_other(&visit.href("/my?done=discarded")))
}

/// The list for signatures on paper, with the draft's title on it.
async fn list_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, token)): Path<(String, String, String)>,
) -> Result<Response> {
    let form = form(&app, &visit, &slug, &token).await?;
    let mut shell =
        edition::shell(&visit, &form.edition, Room::Submit, visit.text.say("support-list-title"));
    shell.class = "sheet";
    Ok(shell.page(pages::signature_list(&visit, &form.edition, None, &form.draft.title())))
}

/// Reads the form of a file. One that goes beyond the room for it is read no further: the file stands
/// last in it and is what is too large.
async fn read_file(mut parts: Multipart) -> Result<Sent> {
    let mut sent = Sent::default();
    match read_parts(&mut parts, &mut sent).await {
        Ok(()) => Ok(sent),
        Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            (sent.too_large, sent.bytes) = (true, Vec::new());
            Ok(sent)
        }
        Err(error) => Err(Error::BadRequest(error.to_string())),
    }
}

async fn read_parts(
    parts: &mut Multipart,
    sent: &mut Sent,
) -> std::result::Result<(), MultipartError> {
    while let Some(mut part) = parts.next_field().await? {
        match part.name().unwrap_or_default() {
            "file" => {
                while let Some(piece) = part.chunk().await? {
                    if sent.bytes.len() + piece.len() > MOST_BYTES {
                        (sent.too_large, sent.bytes) = (true, Vec::new());
                    }
                    if !sent.too_large {
                        sent.bytes.extend_from_slice(&piece);
                    }
                }
            }
            "name" => sent.name = short(&mut part).await?,
            "sure-name" => sent.sure.push(short(&mut part).await?),
            "who" => sent.is_public = short(&mut part).await? == "all",
            _ => {}
        }
    }
    Ok(())
}

/// A field of text; what is longer than any of ours is passed over.
async fn short(part: &mut MultipartField<'_>) -> std::result::Result<String, MultipartError> {
    let mut bytes = Vec::new();
    while let Some(piece) = part.chunk().await? {
        if bytes.len() < 4000 {
            bytes.extend_from_slice(&piece);
        }
    }
    Ok(String::from_utf8_lossy(&bytes).chars().take(1000).collect())
}

async fn add_file(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, token)): Path<(String, String, String)>,
    parts: std::result::Result<Multipart, MultipartRejection>,
) -> Result<Response> {
    let form = form(&app, &visit, &slug, &token).await?;
    form.step("files")?;
    let parts = parts.map_err(|error| Error::BadRequest(error.to_string()))?;
    let sent = read_file(parts).await?;
    let mut typed = Fields::default();
    typed.set("name", sent.name.as_str());
    typed.set("who", if sent.is_public { "all" } else { "office" });
    match files::attach(&app, &form.draft, &form.rules, sent).await? {
        Ok(()) => Ok(see_other(&format!("{}/files?done=attached", form.base(&visit)))),
        Err(errors) => {
            let db = app.store.read();
            let files = attachment::of_draft(db, form.draft.id).await?;
            let title = visit.text.say("submit-files-title");
            let shell = edition::shell(&visit, &form.edition, Room::Submit, title).invalid();
            let fields = form.draft.fields()?;
            let view = StepView {
                visit: &visit,
                edition: &form.edition,
                pools: &form.pools,
                rules: &form.rules,
                steps: &form.steps,
                draft: &form.draft,
                step: Step::Files,
                fields: &fields,
                errors: &errors,
                checking: false,
            };
            let view = FilesView { step: &view, files: &files, sent: Some(&typed) };
            Ok(shell.page(files_pages::files(&view)))
        }
    }
}

async fn remove_file(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, token)): Path<(String, String, String)>,
    fields: Fields,
) -> Result<Response> {
    let form = form(&app, &visit, &slug, &token).await?;
    form.step("files")?;
    files::detach(&app, &form.draft, fields.get("file")).await?;
    Ok(see_other(&format!("{}/files?done=detached", form.base(&visit))))
}

/// A photo to look at, a document only to download. The layer around all routes adds the rest of
/// what a browser is told; see `site::secure_headers`.
async fn file(State(app): State<App>, visit: Visit, Path(name): Path<String>) -> Result<Response> {
    let (token, ending) = name.split_once('.').ok_or(Error::NotFound)?;
    let (file, bytes) = files::hand_out(&app, token, visit.viewer.as_ref()).await?;
    let (kind, way) = match (file.kind, ending) {
        (attachment::Kind::Photo, "jpg") => ("image/jpeg", "inline"),
        (attachment::Kind::Document, "pdf") => ("application/pdf", "attachment"),
        _ => return Err(Error::NotFound),
    };
    let mut response = ([(header::CONTENT_TYPE, kind)], bytes).into_response();
    let headers = response.headers_mut();
    let disposition = format!("{way}; filename=\"{}-{}.{ending}\"", file.draft_id, file.position);
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    Ok(response)
}

async fn my_page(State(app): State<App>, visit: Visit) -> Result<Response> {
    let db = app.store.read();
    let person = visit.person()?.id;
    let editions = edition::all(db).await?;
    let of = |id: i64| editions.iter().find(|edition| edition.id == id).cloned();
    let drafts = draft::unsent(&app, person).await?;
    let mut projects = project::Entity::find()
        .filter(project::Column::AuthorId.eq(person))
        .order_by_desc(project::Column::Id)
        .all(db)
        .await?;
    projects.extend(co_author::of_person(db, person).await?);
    let offers = merge::to_answer(db, &projects).await?;
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
    Ok(shell.page(pages::my(&visit, &drafts, &projects, &offers)))
}

async fn answer_offer(
    State(app): State<App>,
    visit: Visit,
    Path((_, offer)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response> {
    let offer: i64 = offer.parse().map_err(|_| Error::NotFound)?;
    let answer = match fields.get("answer") {
        "accepted" => Answer::Accepted,
        "declined" => Answer::Declined,
        _ => return Err(Error::BadRequest("answer".to_owned())),
    };
    merge::answer(&app, offer, visit.person()?.id, answer, visit.lang()).await?;
    Ok(see_other(&visit.href("/my?done=offer-answered")))
}

type MergePath = Path<(String, String, String, String)>;

async fn merge_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, token, code)): MergePath,
) -> Result<Response> {
    draw_merge(&app, &visit, (&slug, &token, &code), &Fields::default(), &Errors::default()).await
}

async fn draw_merge(
    app: &App,
    visit: &Visit,
    (slug, token, code): (&str, &str, &str),
    fields: &Fields,
    errors: &Errors,
) -> Result<Response> {
    let form = form(app, visit, slug, token).await?;
    let project = project::find(app.store.read(), form.edition.id, code).await?;
    let shell = edition::shell(visit, &form.edition, Room::Submit, visit.text.say("merge-title"));
    let shell = if errors.is_empty() { shell } else { shell.invalid() };
    let back = format!("{}/check", form.base(visit));
    Ok(shell.page(merge_pages::offer(visit, &form.edition, &project, &back, fields, errors)))
}

async fn offer_merge(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, token, code)): MergePath,
    fields: Fields,
) -> Result<Response> {
    let form = form(&app, &visit, &slug, &token).await?;
    let project = project::find(app.store.read(), form.edition.id, &code).await?;
    let message = fields.get("message");
    match merge::offer(&app, &form.draft, &project, message, visit.lang()).await? {
        Ok(()) => Ok(see_other(&format!("{}/check?done=merge-offered", form.base(&visit)))),
        Err(errors) => draw_merge(&app, &visit, (&slug, &token, &code), &fields, &errors).await,
    }
}

async fn own_project(
    app: &App,
    visit: &Visit,
    slug: &str,
    code: &str,
) -> Result<(Edition, project::Project)> {
    let db = app.store.read();
    let edition = edition::find(db, slug).await?;
    let project = project::find(db, edition.id, code).await?;
    if !project::is_author(db, &project, visit.person()?.id).await? {
        return Err(Error::NotFound);
    }
    Ok((edition, project))
}

async fn withdraw_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): Path<(String, String, String)>,
) -> Result<Response> {
    let (edition, project) = own_project(&app, &visit, &slug, &code).await?;
    let shell = edition::shell(&visit, &edition, Room::Elsewhere, visit.text.say("withdraw-title"));
    Ok(shell.page(merge_pages::withdraw(&visit, &edition, &project)))
}

async fn take_back(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): Path<(String, String, String)>,
) -> Result<Response> {
    let (edition, project) = own_project(&app, &visit, &slug, &code).await?;
    withdraw::withdraw(&app, &edition, &project, visit.person()?.id).await?;
    Ok(see_other(&format!("{}?done=withdrawn", href(&visit, &edition, &project.code))))
}

async fn invitation_page(
    State(app): State<App>,
    visit: Visit,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response> {
    let query = Fields::from(query);
    let db = app.store.read();
    let (_, project) = co_author::invitation(db, query.get("t")).await?;
    let edition = edition::by_id(db, project.edition_id).await?;
    let shell = visit.shell(visit.text.say("invitation-title"));
    Ok(shell.page(merge_pages::invitation(&visit, &edition, &project, query.get("t"))))
}

async fn answer_invitation(
    State(app): State<App>,
    visit: Visit,
    fields: Fields,
) -> Result<Response> {
    let yes = match fields.get("answer") {
        "yes" => true,
        "no" => false,
        _ => return Err(Error::NotFound),
    };
    let project = co_author::answer(&app, fields.get("t"), yes, visit.viewer.as_ref()).await?;
    let slug = edition::by_id(app.store.read(), project.edition_id).await?.slug;
    let done = if yes { "co-author-yes" } else { "co-author-no" };
    Ok(see_other(&visit.href(&format!("/{slug}/projects/{}?done={done}", encode(&project.code)))))
}
