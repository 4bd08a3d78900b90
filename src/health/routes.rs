use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::{Alarm, look};
use crate::app::{Access, App, Routes, see_other};
use crate::audit::{self, Act};
use crate::error::Result;
use crate::people::{Role, Visit};

pub fn router() -> Routes {
    Routes::default().get("/health", Access::Public, health).post(
        "/{l}/desk/clock",
        Access::Staff(&[Role::ReturningOfficer, Role::Admin]),
        settle_clock,
    )
}

/// 200 when this node can take ballots, else 503; below `ok` or in its place stands what is wrong.
async fn health(State(app): State<App>) -> Response {
    let alarms = look(&app).await;
    let stops = alarms.iter().any(Alarm::stops);
    let names = alarms.iter().map(Alarm::name);
    let lines: Vec<String> = (!stops).then(|| "ok".to_owned()).into_iter().chain(names).collect();
    let status = if stops { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::OK };
    (status, lines.join("\n")).into_response()
}

/// Somebody who can look at another clock says that this one is right.
async fn settle_clock(State(app): State<App>, visit: Visit) -> Result<Response> {
    let by = visit.person()?.id;
    if app.store.pulse().doubt().is_some() {
        let tx = app.store.begin().await?;
        let at = app.store.settle(&tx, &app.clock).await?;
        let act =
            Act { at, account: Some(by), edition: None, kind: "clock", subject: "", detail: "" };
        audit::record(&tx, act).await?;
        tx.commit().await?;
        app.store.beat(&app.clock).await?;
    }
    Ok(see_other(&visit.href("/desk?done=clock")))
}
