//! Mail, carried to a real mail server.

use std::collections::BTreeSet;

use sakwa::mail::{self, Post, Ticket};
use sakwa::text::Lang;

use crate::harness::{Helper, Site, on_both_engines};

on_both_engines! {
    a_letter_arrives_once_in_the_language_of_its_reader
    nothing_is_lost_while_the_mail_server_is_down
    a_server_that_wants_a_password_gets_it
    what_is_refused_for_now_is_offered_again_and_for_good_is_not
    two_nodes_send_every_letter_once
    a_letter_of_an_act_that_failed_does_not_exist
    the_outbox_holds_no_secret
}

const ADDRESS: &str = "Budżet obywatelski <bo@miasto.example>";

fn post(url: &str) -> Post {
    let mut config = sakwa::config::Config::default();
    (config.smtp_url, config.mail_from) = (Some(url.to_owned()), Some(ADDRESS.to_owned()));
    Post::of(&config).unwrap().unwrap()
}

fn to(server: &Helper) -> Post {
    post(&format!("smtp://127.0.0.1:{}", server.port))
}

async fn queue(site: &Site, to: &str, lang: Lang) {
    let tx = site.app.store.begin().await.unwrap();
    let args = [("link", "/pl/sign-in".to_owned())];
    mail::queue(&tx, site.app.clock.now(), to, lang, "sign-up-known", &args).await.unwrap();
    tx.commit().await.unwrap();
}

async fn waiting(site: &Site) -> i64 {
    site.number("SELECT count(*) FROM mail").await
}

async fn a_letter_arrives_once_in_the_language_of_its_reader(site: &Site) {
    let Some(server) = Helper::start("smtp.mjs", &[]) else { return };
    for (name, lang) in [("ola", Lang::Pl), ("olga", Lang::Uk)] {
        queue(site, &format!("{name}@example.pl"), lang).await;
    }
    let postman = site.app.postman(to(&server));
    assert_eq!(postman.go_round().await.unwrap(), 2);
    assert_eq!(postman.go_round().await.unwrap(), 0);
    let ola = server.next().unwrap();
    assert_eq!(ola["to"][0], "ola@example.pl");
    assert_eq!(ola["subject"], "Masz już konto");
    assert!(
        ola["text"].as_str().unwrap().contains("\nhttps://bo.example.pl/pl/sign-in\n"),
        "{ola}"
    );
    assert!(ola["from"].as_str().unwrap().contains("bo@miasto.example"), "{ola}");
    assert_eq!((&ola["auto"], &ola["language"]), (&"auto-generated".into(), &"pl".into()));
    let olga = server.next().unwrap();
    assert_eq!(olga["subject"], "У вас уже є обліковий запис");
    assert_ne!(olga["id"], ola["id"]);
    assert!(server.rest().is_empty());
    assert_eq!(waiting(site).await, 0, "no address is kept");
}

async fn nothing_is_lost_while_the_mail_server_is_down(site: &Site) {
    let Some(server) = Helper::start("smtp.mjs", &[]) else { return };
    let port = server.port.to_string();
    drop(server);
    for n in 0..3 {
        queue(site, &format!("ola{n}@example.pl"), Lang::Pl).await;
    }
    let postman = site.app.postman(post(&format!("smtp://127.0.0.1:{port}")));
    assert_eq!(postman.go_round().await.unwrap(), 0);
    let tried = "SELECT count(*) FROM mail WHERE attempts = 1 AND error <> ''";
    assert_eq!(site.number(tried).await, 1, "the others are not tried on a dead line");
    let Some(server) = Helper::start("smtp.mjs", &[&port]) else { return };
    assert_eq!(postman.go_round().await.unwrap(), 2);
    assert_eq!(waiting(site).await, 1, "not before its time");
    site.app.clock.set(site.app.clock.now() + 61);
    assert_eq!(postman.go_round().await.unwrap(), 1);
    let all: BTreeSet<String> = (0..3).map(|_| server.next().unwrap()["to"].to_string()).collect();
    assert_eq!(all.len(), 3);
    assert!(server.rest().is_empty());
}

async fn a_server_that_wants_a_password_gets_it(site: &Site) {
    let Some(server) = Helper::start("smtp.mjs", &["0", "bo:tajne"]) else { return };
    queue(site, "ola@example.pl", Lang::En).await;
    let wrong = post(&format!("smtp://bo:inne@127.0.0.1:{}", server.port));
    let wrong = site.app.postman(wrong);
    // A wrong password of ours is no fault of the letter's, however often.
    for _ in 0..6 {
        assert_eq!(wrong.go_round().await.unwrap(), 0);
        site.app.clock.set(site.app.clock.now() + 3601);
    }
    let right = post(&format!("smtp://bo:tajne@127.0.0.1:{}", server.port));
    assert_eq!(site.app.postman(right).go_round().await.unwrap(), 1);
    assert_eq!(server.next().unwrap()["subject"], "You already have an account");
}

async fn what_is_refused_for_now_is_offered_again_and_for_good_is_not(site: &Site) {
    let Some(server) = Helper::start("smtp.mjs", &[]) else { return };
    for name in ["nobody", "later", "ola"] {
        queue(site, &format!("{name}@example.pl"), Lang::Pl).await;
    }
    let postman = site.app.postman(to(&server));
    let mut went = Vec::new();
    for _ in 0..8 {
        went.push(postman.go_round().await.unwrap());
        site.app.clock.set(site.app.clock.now() + 3601);
    }
    assert_eq!(went, [1, 0, 1, 0, 0, 0, 0, 0]);
    let rows = site.rows("SELECT recipient, attempts, error FROM mail").await;
    assert_eq!(rows.len(), 1);
    let (to, attempts): (String, i64) =
        (rows[0].try_get_by_index(0).unwrap(), rows[0].try_get_by_index(1).unwrap());
    assert_eq!((&*to, attempts), ("nobody@example.pl", 4));
    let error: String = rows[0].try_get_by_index(2).unwrap();
    assert!(error.contains("no such mailbox"), "{error}");
}

async fn two_nodes_send_every_letter_once(site: &Site) {
    let Some(server) = Helper::start("smtp.mjs", &[]) else { return };
    for n in 0..20 {
        queue(site, &format!("ola{n}@example.pl"), Lang::Pl).await;
    }
    let (one, two) = (site.app.postman(to(&server)), site.app.postman(to(&server)));
    let (a, b) = tokio::join!(one.go_round(), two.go_round());
    assert_eq!(a.unwrap() + b.unwrap(), 20);
    let all: Vec<String> = (0..20).map(|_| server.next().unwrap()["to"].to_string()).collect();
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 20);
    assert!(server.rest().is_empty());
}

async fn a_letter_of_an_act_that_failed_does_not_exist(site: &Site) {
    let tx = site.app.store.begin().await.unwrap();
    let now = site.app.clock.now();
    let args = [("link", "/pl/sign-in".to_owned())];
    mail::queue(&tx, now, "ola@example.pl", Lang::Pl, "sign-up-known", &args).await.unwrap();
    assert!(mail::queue(&tx, now, "ola@example.pl", Lang::Pl, "sign-up", &[]).await.is_err());
    assert!(mail::queue(&tx, now, "ola@example.pl", Lang::Pl, "no-such", &args).await.is_err());
    drop(tx);
    assert_eq!(waiting(site).await, 0);
}

async fn the_outbox_holds_no_secret(site: &Site) {
    let Some(server) = Helper::start("smtp.mjs", &[]) else { return };
    let ticket = Ticket::new(&site.app.secret);
    let tx = site.app.store.begin().await.unwrap();
    let args = [("link", "/pl/sign-up/finish".to_owned()), ("ticket", ticket.seed.clone())];
    let now = site.app.clock.now();
    mail::queue(&tx, now, "ola@example.pl", Lang::Pl, "sign-up", &args).await.unwrap();
    tx.commit().await.unwrap();
    let row = format!("{:?}", site.rows("SELECT * FROM mail").await);
    site.app.postman(to(&server)).go_round().await.unwrap();
    let text = server.next().unwrap()["text"].as_str().unwrap().to_owned();
    let word = text.split("finish?t=").nth(1).unwrap().split_whitespace().next().unwrap();
    assert_eq!(mail::ticket_hash(word), ticket.hash);
    assert!(!row.contains(word));
}
