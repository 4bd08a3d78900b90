use axum::extract::{Path, State};
use axum::response::Response;

use super::calendar_pages::{self, CalendarView, EditView, ExtensionView};
use super::change::{self, Way, Wish};
use super::{Edition, Phase, Room, calendar, find, phase, shell};
use crate::app::{Access, App, Routes, see_other};
use crate::audit::{self, Act};
use crate::error::{Error, Result};
use crate::page::{Errors, Fields};
use crate::people::{Role, Visit};
use crate::text::Message;

const OFFICERS: Access = Access::Staff(&[Role::ReturningOfficer]);

pub fn router() -> Routes {
    Routes::default()
        .get("/{l}/{e}/calendar", Access::Public, public_page)
        .get("/{l}/desk/{e}/calendar", OFFICERS, edit_page)
        .post("/{l}/desk/{e}/calendar", OFFICERS, save)
        .get("/{l}/desk/{e}/extension", OFFICERS, extension_page)
        .post("/{l}/desk/{e}/extension", OFFICERS, extend)
}

type Slug = Path<(String, String)>;

async fn public_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Slug,
) -> Result<Response> {
    let db = app.store.read();
    let edition = find(db, &slug).await?;
    let rows = phase::calendar(db, edition.id).await?;
    let changes = change::all(db, edition.id).await?;
    let page = shell(&visit, &edition, Room::Elsewhere, visit.text.say("calendar-title"));
    Ok(page.page(calendar_pages::calendar(&CalendarView {
        visit: &visit,
        edition: &edition,
        calendar: &rows,
        changes: &changes,
    })))
}

async fn draw_edit(
    app: &App,
    visit: &Visit,
    edition: &Edition,
    typed: Option<&Fields>,
    errors: &Errors,
) -> Result<Response> {
    let db = app.store.read();
    let rows = phase::calendar(db, edition.id).await?;
    let page = shell(visit, edition, Room::Elsewhere, visit.text.say("calendar-edit-title"));
    let mut page = if errors.is_empty() { page } else { page.invalid() };
    page.class = "desk";
    page.banner = visit.done();
    let shown = CalendarView { visit, edition, calendar: &rows, changes: &[] };
    Ok(page.page(calendar_pages::edit(&EditView { shown, typed, errors })))
}

async fn edit_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Slug,
) -> Result<Response> {
    let edition = find(app.store.read(), &slug).await?;
    draw_edit(&app, &visit, &edition, None, &Errors::default()).await
}

async fn save(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Slug,
    fields: Fields,
) -> Result<Response> {
    let mut edition = find(app.store.read(), &slug).await?;
    let from = Phase::ALL.into_iter().find(|phase| phase.name() == fields.get("from"));
    // What may be moved is what the page showed; the transaction sees whether it still holds.
    edition.phase = from.ok_or(Error::BadRequest("from".to_owned()))?;
    let stored = phase::calendar(app.store.read(), edition.id).await?;
    let ahead = match calendar::read(&edition, &stored, &fields) {
        Ok(ahead) => ahead,
        Err(errors) => return draw_edit(&app, &visit, &edition, Some(&fields), &errors).await,
    };
    let tx = app.store.begin().await?;
    calendar::save(&tx, &edition, &ahead).await?;
    let act = Act {
        at: app.clock.now(),
        account: Some(visit.person()?.id),
        edition: Some(edition.id),
        kind: "calendar",
        subject: &edition.slug,
        detail: "",
    };
    audit::record(&tx, act).await?;
    tx.commit().await?;
    Ok(see_other(&visit.href(&format!("/desk/{slug}/calendar?done=calendar"))))
}

async fn draw_extension(
    app: &App,
    visit: &Visit,
    edition: &Edition,
    fields: &Fields,
    errors: &Errors,
) -> Result<Response> {
    let db = app.store.read();
    let rows = phase::calendar(db, edition.id).await?;
    let all = change::all(db, edition.id).await?;
    let now = app.clock.now();
    let running = rows.iter().find(|phase| phase.kind == edition.phase && phase.ends_at > now);
    let person = visit.person()?.id;
    let waiting = change::waiting(&all, edition, &rows).filter(|one| one.way == Way::Later);
    let waiting = waiting.map(|one| (one, one.proposed_by == person));
    let page = shell(visit, edition, Room::Elsewhere, visit.text.say("extension-title"));
    let mut page = if errors.is_empty() { page } else { page.invalid() };
    page.class = "desk";
    page.banner = visit.done();
    let view = ExtensionView { visit, edition, running, waiting, fields, errors };
    Ok(page.page(calendar_pages::extension(&view)))
}

async fn extension_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Slug,
) -> Result<Response> {
    let edition = find(app.store.read(), &slug).await?;
    draw_extension(&app, &visit, &edition, &Fields::default(), &Errors::default()).await
}

async fn extend(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Slug,
    fields: Fields,
) -> Result<Response> {
    let edition = find(app.store.read(), &slug).await?;
    let by = visit.person()?.id;
    let here = |done: &str| visit.href(&format!("/desk/{slug}/extension?done={done}"));
    let id = fields.get("change").parse().unwrap_or(0);
    match fields.get("act") {
        "approve" => {
            let tx = app.store.begin().await?;
            let (approved, now) = change::approve(&tx, &app, &edition, by, id).await?;
            change::lengthen(&tx, &edition, &approved, (now, by)).await?;
            tx.commit().await?;
            return Ok(see_other(&here("extended")));
        }
        "drop" => {
            change::drop_it(&app, &edition, by, id).await?;
            return Ok(see_other(&here("change-dropped")));
        }
        _ => {}
    }
    let mut errors = Errors::default();
    let typed = calendar::read_hour(fields.get("new-end"), fields.get("new-end-which"));
    let new_end = typed.map_err(|message| errors.add("new-end", message)).ok();
    let rows = phase::calendar(app.store.read(), edition.id).await?;
    let old_end = phase::ends_at(&rows, edition.phase);
    if new_end.is_some() && new_end <= old_end {
        errors.add("new-end", Message::new("extension-shorter"));
    }
    let reason = change::read_reason(&fields).map_err(|message| errors.add("reason", message));
    let (Some(new_end), Ok(reason), true) = (new_end, reason, errors.is_empty()) else {
        return draw_extension(&app, &visit, &edition, &fields, &errors).await;
    };
    change::propose(&app, &edition, by, Wish::Later(new_end), &reason).await?;
    Ok(see_other(&here("extension-proposed")))
}
