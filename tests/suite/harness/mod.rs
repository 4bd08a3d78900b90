//! What every scenario stands on: a site of its own, browsers to walk it, editions to walk in.

mod browser;
mod editions;
mod helpers;
mod page;
pub mod server;
mod site;

pub use browser::{Browser, encode};
pub use editions::{
    EditionPlan, approval, city_and_districts, counted, knapsack, pb, points, town,
};
pub use helpers::Helper;
pub use page::{Form, Page};
pub use site::{DAY, Engine, NOW, PASSWORD, Site, config};

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

/// A message as a reader of the Polish pages sees it.
pub fn say(key: &str) -> String {
    let words = Text(Lang::Pl).say(key);
    assert!(!words.contains('⟦'), "no message {key}");
    page::fold(&words)
}

/// Runs all of these in parallel and gives what they gave, in order.
pub async fn all_at_once<T: Send + 'static>(
    jobs: impl IntoIterator<Item = impl Future<Output = T> + Send + 'static>,
) -> Vec<T> {
    let jobs: Vec<_> = jobs.into_iter().map(tokio::spawn).collect();
    futures_util::future::try_join_all(jobs).await.unwrap()
}
