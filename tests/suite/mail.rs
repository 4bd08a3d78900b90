//! Mail, carried to a real mail server.

use std::collections::{BTreeMap, BTreeSet};

use sakwa::mail::template::{self, KINDS, Kind, Words};
use sakwa::mail::{self, Post, Ticket};
use sakwa::people::Role;
use sakwa::text::Lang;

use crate::harness::{Helper, Site, on_both_engines, say, town};

on_both_engines! {
    a_letter_arrives_once_in_the_language_of_its_reader
    nothing_is_lost_while_the_mail_server_is_down
    a_server_that_wants_a_password_gets_it
    what_is_refused_for_now_is_offered_again_and_for_good_is_not
    two_nodes_send_every_letter_once
    a_letter_of_an_act_that_failed_does_not_exist
    the_outbox_holds_no_secret
    a_city_says_it_in_its_own_words
    a_letter_that_was_refused_is_sent_again_from_the_desk
    a_letter_that_nobody_takes_ends_and_the_office_is_told
    an_address_that_cannot_be_mailed_is_refused_at_once
    the_desk_does_not_say_who_voted
}

/// Every letter there are words for can be changed, with the variables it has.
#[test]
fn every_kind_of_letter_is_known() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/text/pl");
    let mut words: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let mut kind = None;
        for line in text.lines() {
            if let Some((key, _)) = line.split_once(" =")
                && !line.starts_with(' ')
            {
                let name = key
                    .strip_prefix("mail-")
                    .and_then(|key| key.strip_suffix("-subject").or(key.strip_suffix("-body")));
                kind = name.map(str::to_owned);
            }
            let Some(kind) = &kind else { continue };
            let found = words.entry(kind.clone()).or_default();
            for rest in line.split('$').skip(1) {
                let name = rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').next();
                found.insert(name.unwrap().trim_end_matches("-shown").to_owned());
            }
        }
    }
    let known: BTreeMap<String, BTreeSet<String>> = KINDS
        .iter()
        .map(|kind| {
            let variables = kind.variables.iter().map(|name| (*name).to_owned());
            (kind.name.to_owned(), variables.collect())
        })
        .collect();
    assert_eq!(known, words, "put every kind into mail::template::KINDS and name it `letter-…`");
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

async fn a_city_says_it_in_its_own_words(site: &Site) {
    town(site).await;
    let admin = site.sign_in_as(Role::Admin).await;
    let at = "/pl/desk/mail/sign-in/pl?edition=";
    let form = admin.get(at).await.expect(200).form("main form");
    assert!(form.get("body").contains("{ $link }"), "the shipped words are there to begin with");
    let write = |subject: &str, body: &str, press: &str| {
        form.clone().fill("subject", subject).fill("body", body).pick("press", press)
    };
    for (subject, body, field) in [
        ("", "{ $link }", "subject"),
        ("Wejdź", "Bez odnośnika", "body"),
        ("Wejdź, { $imie }", "{ $link }", "subject"),
        ("Wejdź", "{ $link } \0 x", "body"),
    ] {
        let page = write(subject, body, "save").send(&admin).await.expect(422);
        assert!(page.has(&format!("#{field}-error")), "{subject:?} {body:?}");
        assert_eq!(page.form("main form").get("subject"), subject);
    }
    let own = write("Wejdź do Łodzi", "Cześć!\r\n\r\nTędy: { $link }", "preview");
    let page = own.send(&admin).await.expect(200);
    assert!(page.says("Wejdź do Łodzi") && page.says("Tędy: https://bo.example.pl/pl/"));
    assert_eq!(
        site.number("SELECT count(*) FROM mail_template").await,
        0,
        "a preview keeps nothing"
    );
    own.clone().pick("press", "save").send(&admin).await.expect(303);
    let list = admin.get("/pl/desk/mail").await.expect(200);
    assert_eq!(list.all("#letters b").len(), 1);

    let account = site.account(Role::Resident).await;
    let ola = site.stranger();
    let ask = async || {
        ola.post("/pl/sign-in/mail", &[("email", &account.email)]).await.expect(303);
        ola.letter(&account.email).await
    };
    assert!(ask().await.starts_with("Cześć!\n\nTędy: https://bo.example.pl/pl/sign-in/link?t="));

    // An edition's words come before those for all, for letters that lead into it.
    let tx = site.app.store.begin().await.unwrap();
    let words = |body: &str| Words { subject: "x".to_owned(), body: format!("{body} {{ $link }}") };
    let kind = Kind::find("sign-in").unwrap();
    template::keep(&tx, "wyniki", kind, Lang::Pl, words("Tylko tu:")).await.unwrap();
    for link in ["/pl/wyniki/projects", "/pl/ocena"] {
        let args = [("link", link.to_owned())];
        let now = site.app.clock.now();
        mail::queue(&tx, now, "a@example.pl", Lang::Pl, "sign-in", &args).await.unwrap();
    }
    tx.commit().await.unwrap();
    let mut read = Vec::new();
    for row in mail::waiting(site.app.store.read(), 100).await.unwrap() {
        let letter = row.letter(site.app.store.read(), &site.app.secret, "").await.unwrap();
        read.push(letter.body.lines().next().unwrap().to_owned());
    }
    assert_eq!(read[read.len() - 2..], ["Tylko tu: /pl/wyniki/projects", "Cześć!"]);

    write("", "", "shipped").send(&admin).await.expect(303);
    assert!(ask().await.contains("ten odnośnik otwiera Twoje konto"));
    assert_eq!(site.number("SELECT count(*) FROM act WHERE kind = 'mail-changed'").await, 2);
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

async fn a_letter_that_nobody_takes_ends_and_the_office_is_told(site: &Site) {
    let Some(mut server) = Helper::start("smtp.mjs", &[]) else { return };
    let postman = site.app.postman(to(&server));
    server.kill();
    queue(site, "ola@example.pl", Lang::Pl).await;
    let (admin, officer) =
        (site.sign_in_as(Role::Admin).await, site.sign_in_as(Role::ReturningOfficer).await);
    let ended = "SELECT count(*) FROM mail WHERE refused";
    postman.go_round().await.unwrap();
    assert_eq!(site.number(ended).await, 0, "one silence is no end");
    for desk in [&admin, &officer] {
        assert!(!desk.get("/pl/desk").await.expect(200).says("nie doszł"));
    }
    let now = site.app.clock.now();
    site.change(&format!("UPDATE mail SET queued_at = {now} - 432000, due_at = {now}"))
        .await
        .unwrap();
    postman.go_round().await.unwrap();
    assert_eq!(site.number(ended).await, 1);
    site.app.clock.set(now + 7200);
    postman.go_round().await.unwrap();
    assert_eq!(site.number("SELECT attempts FROM mail").await, 2, "it is not tried again");
    let (admin, officer) =
        (site.sign_in_as(Role::Admin).await, site.sign_in_as(Role::ReturningOfficer).await);
    for desk in [&admin, &officer] {
        assert!(desk.get("/pl/desk").await.expect(200).says("1 wiadomość nie doszła"));
    }
    assert!(admin.get("/pl/desk/mail/waiting").await.says(&say("outbox-refused")));
    let clerk = site.sign_in_as(Role::Clerk).await;
    assert!(!clerk.get("/pl/desk").await.expect(200).says("nie doszła"));
}

async fn an_address_that_cannot_be_mailed_is_refused_at_once(site: &Site) {
    for typed in [
        "jan@poczta.example;",
        "jan,k@poczta.example",
        "mailto:jan@poczta.example",
        "jan@poczta..example",
        "jan..k@poczta.example",
        "jan@poczta.example.",
    ] {
        for path in ["/pl/sign-up", "/pl/sign-in/mail", "/pl/password"] {
            let page = site.stranger().post(path, &[("email", typed)]).await.expect(422);
            assert_eq!(page.one("#email-error"), say("field-email-wrong"), "{path} {typed}");
        }
    }
    assert_eq!(waiting(site).await, 0);
}

async fn a_letter_that_was_refused_is_sent_again_from_the_desk(site: &Site) {
    let Some(server) = Helper::start("smtp.mjs", &[]) else { return };
    let admin = site.sign_in_as(Role::Admin).await;
    let path = "/pl/desk/mail/waiting";
    assert!(admin.get(path).await.expect(200).says(&say("outbox-empty")));
    queue(site, "nobody@example.pl", Lang::Pl).await;
    let page = admin.get(path).await.expect(200);
    assert!(page.says(&say("outbox-new")) && page.says(&say("letter-sign-up-known")));
    assert!(!page.has("button[name=again]"), "it goes by itself");
    let id = site.number("SELECT id FROM mail").await.to_string();
    let early = admin.post(path, &[("again", &id)]).await.expect(303);
    assert!(admin.follow(early).await.says(&say("done-mail-gone")));

    let postman = site.app.postman(to(&server));
    let start = site.app.clock.now();
    for hour in 1..=4 {
        assert_eq!(postman.go_round().await.unwrap(), 0);
        // Not so long that a session of staff ends unused.
        site.app.clock.set(start + hour * 1_000);
        site.change(&format!("UPDATE mail SET due_at = {}", start + hour * 1_000)).await.unwrap();
        admin.get(path).await.expect(200);
    }
    let page = admin.get(path).await.expect(200);
    assert!(page.says(&say("outbox-refused")) && page.says("no such mailbox"));
    assert!(page.says("n…@example.pl") && !page.says("nobody@"), "addresses are masked");
    let press = page.form("main form").send(&admin).await;
    assert!(press.status != 200, "a button is no form without its press");
    assert_eq!(postman.go_round().await.unwrap(), 0);
    let tried = "SELECT count(*) FROM mail WHERE attempts = 4 AND refused";
    assert_eq!(site.number(tried).await, 1);
    let page = admin.post(path, &[("again", &id)]).await.expect(303);
    assert!(admin.follow(page).await.says(&say("done-mail-again")));
    let fresh = "SELECT count(*) FROM mail WHERE attempts = 0 AND NOT refused";
    assert_eq!(site.number(fresh).await, 1);
    assert_eq!(site.number("SELECT count(*) FROM act WHERE kind = 'mail-again'").await, 1);
    // Meanwhile the mailbox was made.
    site.change("UPDATE mail SET recipient = 'ola@example.pl'").await.unwrap();
    assert_eq!(postman.go_round().await.unwrap(), 1);
    assert_eq!(waiting(site).await, 0);
    let page = admin.post(path, &[("again", &id)]).await.expect(303);
    assert!(page.location().contains("mail-gone"));
    admin.post(path, &[("again", "x")]).await.expect(400);
}

async fn the_desk_does_not_say_who_voted(site: &Site) {
    let admin = site.sign_in_as(Role::Admin).await;
    let tx = site.app.store.begin().await.unwrap();
    let args = [("city", "Łódź".to_owned()), ("link", "/pl/lodz/vote/mine".to_owned())];
    let now = site.app.clock.now();
    mail::queue(&tx, now, "ola@example.pl", Lang::Pl, "vote-recorded", &args).await.unwrap();
    tx.commit().await.unwrap();
    site.change("UPDATE mail SET refused = TRUE, error = '550 <ola@example.pl>'").await.unwrap();
    let page = admin.get("/pl/desk/mail/waiting").await.expect(200);
    assert!(page.says(&say("letter-vote-recorded")) && page.says(&say("outbox-hidden")));
    assert!(!page.says("example.pl"));
    assert!(page.has("button[name=again]"));
    let clock = sakwa::text::Text(Lang::Pl).moment(now);
    let hour = clock.rsplit(' ').next().unwrap();
    assert!(!page.one("main table").contains(hour), "{hour}");
}
