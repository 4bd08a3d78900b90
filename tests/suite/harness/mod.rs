//! What every scenario stands on: a site of its own, browsers to walk it, editions to walk in.

mod browser;
mod editions;
mod page;
mod site;

pub use browser::{Browser, Wire};
pub use editions::{EditionPlan, approval, knapsack, pb, points};
pub use page::{Form, Page};
pub use site::{DAY, Engine, NOW, PASSWORD, Site};

use sakwa::text::{Lang, Text};

/// Runs each scenario (`async fn name(site: &Site)`) on SQLite and on PostgreSQL.
macro_rules! on_both_engines {
    ($($scenario:ident)*) => { $(
        mod $scenario {
            use crate::harness::{Engine, Site};

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                Site::run(Engine::Sqlite, async |site| super::$scenario(site).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                Site::run(Engine::Postgres, async |site| super::$scenario(site).await).await;
            }
        }
    )* };
}
pub(crate) use on_both_engines;

/// A message as the Polish pages print it.
pub fn say(key: &str) -> String {
    let words = Text(Lang::Pl).say(key);
    assert!(!words.contains('⟦'), "no message {key}");
    words
}

/// The binary under test.
pub const SAKWA: &str = env!("CARGO_BIN_EXE_sakwa");
