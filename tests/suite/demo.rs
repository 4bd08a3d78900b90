//! Trying it out: one command, three editions, an account for every role.

use sakwa::clock::Clock;
use tempfile::TempDir;

use crate::harness::keys;
use crate::harness::server::Server;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_demo_loads_three_editions_once() {
    let data = TempDir::new().unwrap();
    let server = Server::start(data.path(), &["demo"]).await;
    let printed = server.printed.clone();
    let accounts: Vec<Vec<&str>> = printed
        .iter()
        .filter_map(|line| line.strip_prefix("account "))
        .map(|line| line.split(' ').collect())
        .collect();
    let roles: Vec<&str> = accounts.iter().map(|account| account[0]).collect();
    let (evaluator, officer) = ("evaluator", "returning_officer");
    let expected = ["resident", "clerk", evaluator, evaluator, evaluator, officer, officer];
    assert_eq!(roles, [&expected[..], &["registrar", "facilitator", "admin"]].concat());
    let keys = printed.iter().filter_map(|line| line.strip_prefix("  second key "));
    for (account, key) in accounts.iter().skip(1).zip(keys) {
        keys::scan(account[1], key, &Clock::default());
    }
    let ola = server.browser();
    ola.sign_in(accounts[0][1], accounts[0][2]).await;
    ola.get("/pl/my").await.expect(200);
    assert_eq!(ola.get("/health").await.expect(200).text(), "ok");
    for (edition, page) in
        [("wieliczka-2023", "results"), ("brodno-2026", "projects"), ("czestochowa-2025", "vote")]
    {
        ola.get(&format!("/pl/{edition}/{page}")).await.expect(200);
    }
    assert!(server.stop().await);

    let again = Server::start(data.path(), &["demo"]).await;
    assert!(!again.printed.iter().any(|line| line.starts_with("account ")), "{:?}", again.printed);
    again.browser().sign_in(accounts[5][1], accounts[5][2]).await;
    ola.at(again.address).get("/pl/my").await.expect(200);
    again.kill();

    let fresh = Server::start(data.path(), &["demo", "--fresh"]).await;
    let printed = fresh.printed.join("\n");
    assert_eq!(printed.matches("account ").count(), 10, "{printed}");
    assert!(!printed.contains(accounts[0][2]), "new passwords");
    ola.at(fresh.address).get("/pl/my").await.expect(303);
    fresh.kill();
}
