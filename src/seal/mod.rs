//! The seal: the ballot log with its signed checkpoints while the voting lasts, and the end of the
//! link between persons and ballots when it is over. Verify, then seal, then count: nobody can throw
//! a ballot out because of what it says.

pub mod apart;
mod entity;
pub mod log;
mod pages;
mod routes;
mod sealing;

pub use entity::{Step, checkpoint};
pub use log::promised_acts;
pub use routes::router;
pub use sealing::{is_countable, of};

use crate::app::App;
use crate::audit;
use crate::error::Result;

/// Keeps the acts and the logs, and goes on with sealings that were interrupted.
pub async fn keep(app: &App) -> Result<()> {
    let tx = app.store.begin().await?;
    audit::link(&tx).await?;
    tx.commit().await?;
    log::append_due(app).await?;
    sealing::resume_all(app).await
}
