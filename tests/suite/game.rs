//! Evenings of the budget game through forms, as phones without scripts play them; what streams
//! send; what the log keeps.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::Method;
use game_rules::game::replay::replay;
use game_rules::game::rules::{self, PRESETS};
use sakwa::app::App;
use sakwa::clock::Clock;
use sakwa::people::{Passwords, Role};
use sakwa::site;

use crate::harness::{
    Browser, NOW, Page, Site, all_at_once, config, on_both_engines, serial, town,
};

on_both_engines! {
    every_preset_plays_to_its_end_and_replays
    a_city_plays_by_its_own_file
    a_wrong_file_is_told_every_mistake
    two_phones_never_pay_more_than_is_missing
    a_form_sent_twice_counts_once
    a_move_that_is_refused_changes_nothing_and_says_why
    hidden_bids_are_seen_by_their_own_phone_alone
    what_changed_is_sent_and_nothing_twice
    a_seat_follows_its_link_to_another_phone
    a_code_that_does_not_exist_is_told_kindly
    nobody_sits_where_there_is_no_seat
    answers_to_the_survey_have_no_name
    two_nodes_write_one_log
}

/// A game on the city's projects of `glosowanie`, with players at its tables.
struct Evening<'a> {
    site: &'a Site,
    host: Browser,
    code: String,
}

impl<'a> Evening<'a> {
    async fn open(site: &'a Site, rules: &str, fields: &[(&str, &str)]) -> Self {
        town(site).await;
        let host = site.sign_in_as(Role::Facilitator).await;
        let page = Self::try_open(&host, rules, fields).await.expect(303);
        let code = page.location().rsplit('/').next().unwrap().to_owned();
        Self { site, host, code }
    }

    async fn try_open(host: &Browser, rules: &str, fields: &[(&str, &str)]) -> Page {
        let form = host.get(&format!("/pl/games/new?rules={rules}")).await.form("main form");
        let form = form.fill("pool", "glosowanie/city");
        let filled = fields.iter().fold(form, |form, (name, value)| form.fill(name, value));
        filled.send(host).await
    }

    async fn player(&self, table: u32, nick: &str) -> Browser {
        let phone = self.site.stranger();
        let form = phone.get(&format!("/pl/join/{}", self.code)).await.form("main form");
        let form = form.fill("table", &table.to_string()).fill("nick", nick);
        form.send(&phone).await.expect(303);
        phone
    }

    async fn players<const N: usize>(&self, table: u32) -> [Browser; N] {
        let mut phones = Vec::new();
        for nick in ["Ola", "Jan", "Mia", "Ewa"].into_iter().take(N) {
            phones.push(self.player(table, nick).await);
        }
        phones.try_into().ok().unwrap()
    }

    async fn conduct(&self, press: &str) -> Page {
        let path = format!("/pl/games/{}", self.code);
        let once = once();
        self.host.post(&path, &[("once", &once), ("press", press)]).await
    }

    async fn file(&self, name: &str) -> String {
        self.host.get(&format!("/pl/games/{}/{name}", self.code)).await.expect(200).text()
    }

    /// The log under its rules: nothing refused, nothing broken, the seals of the report.
    async fn assert_replays(&self) {
        let rules = rules::read("rules.toml", &self.file("rules.toml").await).unwrap();
        let played = replay(&rules, &self.file("log.jsonl").await).unwrap();
        assert!(played.refused.is_empty(), "{:?}", played.refused);
        assert!(played.tables.iter().all(|table| table.broken.is_empty()));
        let report = self.host.get(&format!("/pl/games/{}/report", self.code)).await.expect(200);
        let shown: BTreeSet<String> = report.all("#h-tables ~ .panel code").into_iter().collect();
        let sat = played.tables.iter().filter(|table| !table.summary.seats.is_empty());
        let seals: BTreeSet<String> = sat.filter_map(|table| table.seal.clone()).collect();
        assert_eq!(shown, seals);
        assert!(!seals.is_empty());
    }
}

fn once() -> String {
    format!("once{:08}", serial())
}

async fn press(phone: &Browser, press: &str) -> Page {
    phone.post("/pl/play", &[("once", &once()), ("press", press)]).await
}

async fn exact(phone: &Browser, item: &str, amount: i64) -> Page {
    let (field, amount) = (format!("amount-{item}"), amount.to_string());
    let sends = format!("exact:{item}");
    phone.post("/pl/play", &[("once", &once()), ("press", &sends), (&field, &amount)]).await
}

/// The number in the first words of the head.
async fn purse(phone: &Browser) -> i64 {
    let page = phone.get("/pl/play").await.expect(200);
    let digits: String = page.one("#top b").chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap()
}

/// The first item that lies on table 1, as the log says.
async fn first_item(evening: &Evening<'_>) -> String {
    let log = evening.file("log.jsonl").await;
    let opened: serde_json::Value = serde_json::from_str(log.lines().next().unwrap()).unwrap();
    opened["act"]["open_event"]["items"][0].as_str().unwrap().to_owned()
}

async fn every_preset_plays_to_its_end_and_replays(site: &Site) {
    town(site).await;
    let host = site.sign_in_as(Role::Facilitator).await;
    for preset in PRESETS {
        let rules = preset.rules().unwrap();
        let seats = rules.event.seats.max.min(2).to_string();
        let page = Evening::try_open(&host, preset.id, &[("seats", &seats), ("tables", "2")]).await;
        let code = page.expect(303).location().rsplit('/').next().unwrap().to_owned();
        let host = host.other_window();
        let evening = Evening { site, host, code };
        let mut phones = vec![evening.player(1, "Ola").await];
        if rules.event.seats.max > 1 {
            phones.push(evening.player(1, "Jan").await);
        }
        phones.push(evening.player(2, "Mia").await);
        for phase in &rules.phases {
            let started = evening.conduct(&format!("start:{}", phase.id)).await;
            assert_eq!(started.status, 303, "{} {}: {}", preset.id, phase.id, started.text());
            for phone in &phones {
                let page = phone.get("/pl/play").await.expect(200);
                assert!(!page.text().contains('⟦'), "{} {}", preset.id, phase.id);
                play_every_button(phone, &page).await;
            }
            let table = format!("/pl/games/{}/tables/1", evening.code);
            assert!(!evening.host.get(&table).await.expect(200).text().contains('⟦'));
            // Where everybody was ready the phase is over already.
            evening.conduct(&format!("end:{}", phase.id)).await;
        }
        evening.assert_replays().await;
    }
}

/// Presses what a page offers once: accepted or refused with a reason, never an error.
async fn play_every_button(phone: &Browser, page: &Page) {
    for value in page.attrs("#game button[name=press]", "value") {
        let status = press(phone, &value).await.status.as_u16();
        assert!(status == 303 || status == 422, "{value}: {status}");
    }
    for form in ["form:has([value=idea])", "form:has([value=rank])", "form:has([value=own])"] {
        let page = phone.get("/pl/play").await;
        if page.has(form) {
            let mut sent = page.form(form);
            for (name, value) in &mut sent.fields {
                match name.as_str() {
                    "title" => *value = format!("Ogród {}", serial()),
                    name if name.starts_with("field-") => *value = "Przy szkole".to_owned(),
                    _ => {}
                }
            }
            if page.has(&format!("{form} input[name=range]")) {
                sent = sent.pick("range", "low");
            }
            let status = sent.send(phone).await.status.as_u16();
            assert!(status == 303 || status == 422, "{form}: {status}");
        }
    }
}

const OWN_RULES: &str = r#"
format = "budget-game-rules/1"
[meta]
id = "nasza-gra"
version = 1
title = "Nasza gra"
locale = "pl"
[money]
name = "grosik"
[event]
tables = { min = 1, max = 4 }
seats = { min = 1, max = 8 }
[resources.grant]
basis = "per_player"
amount = 100
[[phases]]
id = "stolik"
end = "host"
[aggregate]
primary = "mean_rank"
[[content.items]]
id = "lawka"
title = "Ławka"
price = 120
"#;

async fn a_city_plays_by_its_own_file(site: &Site) {
    let evening = Evening::open(site, "own", &[("file", OWN_RULES), ("seats", "2")]).await;
    let [ola, jan] = evening.players(1).await;
    evening.conduct("start:stolik").await.expect(303);
    let page = ola.get("/pl/play").await;
    assert!(page.says("100 grosik") && page.says("stolik"), "{}", page.text());
    exact(&ola, "lawka", 100).await.expect(303);
    exact(&jan, "lawka", 20).await.expect(303);
    assert!(jan.get("/pl/play").await.has("#i-0 .tag--good"));
    evening.conduct("end:stolik").await.expect(303);
    evening.assert_replays().await;
}

async fn a_wrong_file_is_told_every_mistake(site: &Site) {
    town(site).await;
    let host = site.sign_in_as(Role::Facilitator).await;
    let wrong = OWN_RULES
        .replace("price = 120", "price = 0")
        .replace("\"per_player\"", "\"per_head\"")
        .replace("min = 1, max = 8", "min = 9, max = 8")
        .replace("version = 1", "version = \"one\"")
        .replace("[money]", "[money]\ncolour = \"red\"");
    let page = Evening::try_open(&host, "own", &[("file", &wrong), ("title", "Nasza")]).await;
    let page = page.expect(422);
    assert_eq!(page.all("ol[lang=en] li").len(), 5, "{}", page.text());
    let form = page.form("main form");
    assert_eq!(form.get("title"), "Nasza");
    assert_eq!(form.get("file").trim(), wrong.trim());
    for (field, value) in [("tables", "0"), ("seats", "99"), ("items", "0"), ("pool", "x/y")] {
        let page = Evening::try_open(&host, "lublin-2014", &[(field, value)]).await.expect(422);
        assert!(page.has(&format!("#errors a[href='#{field}']")), "{field}");
    }
    assert_eq!(site.number("SELECT COUNT(*) FROM game_event").await, 0);
}

async fn two_phones_never_pay_more_than_is_missing(site: &Site) {
    let rules = OWN_RULES.replace("amount = 100", "amount = 1000");
    let evening = Evening::open(site, "own", &[("file", &rules), ("seats", "1")]).await;
    let [ola, jan] = evening.players(1).await;
    evening.conduct("start:stolik").await.expect(303);
    exact(&ola, "lawka", 100).await.expect(303);
    let (before_ola, before_jan) = (purse(&ola).await, purse(&jan).await);
    let race: Vec<Browser> =
        (0..8).map(|n| if n % 2 == 0 { ola.other_window() } else { jan.other_window() }).collect();
    let pages = all_at_once(
        race.into_iter()
            .map(|phone| async move { exact(&phone, "lawka", 20).await.status.as_u16() }),
    )
    .await;
    assert!(pages.iter().all(|status| *status == 303 || *status == 422), "{pages:?}");
    assert_eq!(pages.iter().filter(|status| **status == 303).count(), 1);
    let paid = before_ola - purse(&ola).await + before_jan - purse(&jan).await;
    assert_eq!(paid, 20);
    evening.conduct("end:stolik").await.expect(303);
    evening.assert_replays().await;
}

async fn a_form_sent_twice_counts_once(site: &Site) {
    let evening = Evening::open(site, "own", &[("file", OWN_RULES), ("seats", "1")]).await;
    // Sitting down twice by one form is one seat.
    let phone = site.stranger();
    let form = phone.get(&format!("/pl/join/{}", evening.code)).await.form("main form");
    let other = phone.other_window();
    form.send(&phone).await.expect(303);
    form.send(&other).await.expect(303);
    assert_eq!(phone.cookie("__Host-seat"), other.cookie("__Host-seat"));
    assert_eq!(site.number("SELECT COUNT(*) FROM game_seat").await, 1);
    evening.conduct("start:stolik").await.expect(303);
    let form = phone.get("/pl/play").await.form("#i-0 form").pick("press", "place:10:lawka");
    let before = purse(&phone).await;
    let sent = all_at_once((0..6).map(|_| {
        let (form, phone) = (form.clone(), phone.other_window());
        async move { form.send(&phone).await.status.as_u16() }
    }))
    .await;
    assert_eq!(sent, [303; 6]);
    assert_eq!(purse(&phone).await, before - 10);
}

async fn a_move_that_is_refused_changes_nothing_and_says_why(site: &Site) {
    let evening = Evening::open(site, "lublin-2014", &[("seats", "2"), ("items", "3")]).await;
    let [ola, _jan] = evening.players(1).await;
    let item = first_item(&evening).await;
    exact(&ola, &item, 1).await.expect(422);
    evening.conduct("start:reading").await.expect(303);
    evening.conduct("end:reading").await.expect(303);
    evening.conduct("start:play").await.expect(303);
    let before = site.everything().await;
    let had = purse(&ola).await;
    let page = exact(&ola, &item, had + 1).await.expect(422);
    assert!(page.has("#errors a") && page.has("li .note--bad"));
    assert!(page.says(&format!("Masz {had}")), "{}", page.text());
    assert!(page.attrs("input", "value").contains(&(had + 1).to_string()), "it stays typed");
    for (send, amount) in [
        ("exact", "0"),
        ("exact", "-5"),
        ("exact", "dużo"),
        ("exact", "99999999999999999999"),
        ("exact", "\0"),
        ("exact-back", "1"),
    ] {
        let (field, send) = (format!("amount-{item}"), format!("{send}:{item}"));
        let fields = [("once", &*once()), ("press", &send), (&field, amount)];
        ola.post("/pl/play", &fields).await.expect(422);
    }
    let unknown = [
        "place:5:nie-ma",
        "yes:purchase:nie-ma",
        "unbuy:nie-ma",
        "propose:x",
        "yes:list",
        "up:T1/1",
        "buy:x",
    ];
    for value in unknown {
        press(&ola, value).await.expect(422);
    }
    for value in ["", "place", "place:x", "place:5", "yes", "yes:x:y", "\0", "leave:1", "deal"] {
        press(&ola, value).await.expect(400);
    }
    for fields in [&[("press", "ready")][..], &[("once", "a b"), ("press", "ready")]] {
        ola.post("/pl/play", fields).await.expect(400);
    }
    let question = "x".repeat(501);
    for text in ["", &question] {
        let fields = [("once", &*once()), ("act", "ask"), ("topic", "police"), ("question", text)];
        ola.post("/pl/play", &fields).await.expect(422);
    }
    assert_eq!(site.everything().await, before);
    // A facilitator cannot move money, and a second press ends no second phase.
    evening.conduct("end:reading").await.expect(422);
    let table = format!("/pl/games/{}/tables/1", evening.code);
    let place = format!("place:5:{item}");
    evening.host.post(&table, &[("once", &once()), ("press", &place)]).await.expect(400);
    assert_eq!(site.everything().await, before);
}

async fn hidden_bids_are_seen_by_their_own_phone_alone(site: &Site) {
    let rules = OWN_RULES
        .replace("[resources.grant]", "[resources]\nblind_first = true\n[resources.grant]")
        .replace(
            "[aggregate]",
            "[policies.visibility]\nbids = \"hidden_until_reveal\"\n[aggregate]",
        )
        .replace(
            "id = \"stolik\"",
            "id = \"alone\"\nallow = [\"place\", \"reveal\"]\n[[phases]]\nid = \"stolik\"",
        );
    let evening = Evening::open(site, "own", &[("file", &rules), ("seats", "2")]).await;
    let [ola, jan] = evening.players(1).await;
    evening.conduct("start:alone").await.expect(303);
    exact(&ola, "lawka", 37).await.expect(303);
    assert!(ola.get("/pl/play").await.says("Ty: 37"));
    assert_eq!(purse(&ola).await, 63);
    let table = format!("/pl/games/{}/tables/1", evening.code);
    let told = [
        jan.get("/pl/play").await.text(),
        jan.get("/pl/play/live").await.expect(200).text(),
        evening.host.get(&table).await.text(),
    ];
    for page in told {
        assert!(!page.contains("37 grosik") && !page.contains("63 grosik"), "{page}");
    }
    evening.conduct("end:alone").await.expect(303);
    evening.conduct("start:stolik").await.expect(303);
    assert!(jan.get("/pl/play").await.says("brakuje 83 grosik"));
    assert!(evening.host.get(&table).await.says("37 grosik"));
}

/// What a stream sends within a moment.
async fn stream(service: axum::Router, phone: &Browser, path: &str, since: &str) -> Vec<String> {
    use futures_util::StreamExt;
    use tower::ServiceExt;
    let cookie = format!("__Host-seat={}", phone.cookie("__Host-seat").unwrap());
    let request = axum::http::Request::get(path)
        .header("accept", "text/event-stream")
        .header("last-event-id", since)
        .header("cookie", cookie)
        .body(Body::empty())
        .unwrap();
    let response = service.oneshot(request).await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    assert!(!response.headers().contains_key("content-encoding"));
    let mut body = response.into_body().into_data_stream();
    let mut told = Vec::new();
    let patience = std::time::Duration::from_millis(2500);
    while let Ok(Some(Ok(bytes))) = tokio::time::timeout(patience, body.next()).await {
        told.push(String::from_utf8(bytes.to_vec()).unwrap());
        if told.len() == 2 {
            break;
        }
    }
    told
}

fn id(message: &str) -> i64 {
    let line = message.lines().find_map(|line| line.strip_prefix("id: ")).unwrap();
    line.parse().unwrap()
}

async fn what_changed_is_sent_and_nothing_twice(site: &Site) {
    let evening = Evening::open(site, "own", &[("file", OWN_RULES), ("seats", "2")]).await;
    let [ola, jan] = evening.players(1).await;
    evening.conduct("start:stolik").await.expect(303);
    let known: i64 = ola.get("/pl/play").await.attrs("#game", "data-version")[0].parse().unwrap();
    let polled = ola.get(&format!("/pl/play/live?since={known}")).await;
    assert_eq!(polled.status, 204, "nothing new");
    let polled = ola.get("/pl/play/live?since=0").await.expect(200);
    assert!(polled.text().contains("\"ids\":\"top said asks i-0"), "{}", polled.text());

    let (service, phone) = (site.service.clone(), ola.other_window());
    let listening =
        tokio::spawn(
            async move { stream(service, &phone, "/pl/play/live", &known.to_string()).await },
        );
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    exact(&jan, "lawka", 30).await.expect(303);
    let told = listening.await.unwrap();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(id(&told[0]), known + 1);
    assert!(told[0].contains("\"ids\":\"said i-0\""), "only what changed: {}", told[0]);
    assert!(told[0].contains("Jan") && !told[0].contains("Ty: 30"));

    let (service, phone) = (site.service.clone(), jan.other_window());
    let told = stream(service, &phone, "/pl/play/live", "0").await;
    assert!(told[0].contains("Ty: 30"), "each phone is told of its own: {}", told[0]);
    let page = site.stranger().get("/pl/play/live").await;
    assert_eq!(page.status, 204, "no seat, no news");
}

async fn a_seat_follows_its_link_to_another_phone(site: &Site) {
    let evening = Evening::open(site, "own", &[("file", OWN_RULES), ("seats", "1")]).await;
    let lost = evening.player(1, "Ola").await;
    let path = format!("/pl/games/{}/tables/1/seat", evening.code);
    let link = evening.host.post(&path, &[("seat", "1")]).await.expect(200).one("main code");
    let link = link.split_once("example.pl").unwrap().1;
    let found = site.stranger();
    assert_eq!(found.get(link).await.expect(303).location(), "/pl/play");
    evening.conduct("start:stolik").await.expect(303);
    exact(&found, "lawka", 10).await.expect(303);
    assert_eq!(lost.get("/pl/play").await.expect(303).location(), "/pl/join");
    exact(&lost, "lawka", 10).await.expect(303);
    assert_eq!(purse(&found).await, 90, "the lost phone moves nothing");
    site.stranger().get("/pl/play/seat/00000000000000000000000000000000").await.expect(404);
    evening.host.post(&path, &[("seat", "7")]).await.expect(404);
    // Who gave up a seat can sit down again.
    let table = format!("/pl/games/{}/tables/1", evening.code);
    evening.host.post(&table, &[("once", &once()), ("press", "leave:1")]).await.expect(303);
    exact(&found, "lawka", 10).await.expect(422);
    assert!(found.get(&format!("/pl/join/{}", evening.code)).await.expect(200).has("main form"));
}

async fn a_code_that_does_not_exist_is_told_kindly(site: &Site) {
    let evening = Evening::open(site, "own", &[("file", OWN_RULES), ("seats", "1")]).await;
    let phone = site.stranger();
    let form = phone.get("/pl/join").await.form("main form");
    for wrong in ["", "ABC", "ABCDEFGH", "O0O0O0O0", "\0", &"A".repeat(5000)] {
        let page = form.clone().fill("code", wrong).send(&phone).await.expect(422);
        assert!(page.has("#code-error"));
    }
    let spaced = format!(" {}-{} ", &evening.code[..4].to_lowercase(), &evening.code[4..]);
    let page = form.fill("code", &spaced).send(&phone).await.expect(303);
    assert_eq!(page.location(), format!("/pl/join/{}", evening.code));
    let english = [("accept-language", "en-GB,en;q=0.9")];
    let short = format!("/j/{}", evening.code.to_lowercase());
    let page = phone.ask(Method::GET, &short, &english, Body::empty()).await.expect(303);
    assert_eq!(page.location(), format!("/en/join/{}", evening.code));
}

async fn nobody_sits_where_there_is_no_seat(site: &Site) {
    let rules = OWN_RULES.replace("max = 8", "max = 2");
    let evening =
        Evening::open(site, "own", &[("file", &rules), ("tables", "1"), ("seats", "1")]).await;
    let path = format!("/pl/join/{}", evening.code);
    let form = site.stranger().get(&path).await.form("main form");
    let long = "ż".repeat(21);
    for (field, value) in [("table", "2"), ("table", "0"), ("table", "-1"), ("nick", &long)] {
        let page = form.clone().fill(field, value).send(&site.stranger()).await.expect(422);
        assert!(page.has(&format!("#errors a[href='#{field}']")));
    }
    let sat = all_at_once((0..6).map(|_| {
        let (phone, path) = (site.stranger(), path.clone());
        async move {
            let page = phone.get(&path).await;
            if !page.has("main form") {
                return 422;
            }
            let form = page.form("main form").fill("table", "1");
            form.send(&phone).await.status.as_u16()
        }
    }))
    .await;
    assert_eq!(sat.iter().filter(|status| **status == 303).count(), 2, "{sat:?}");
    assert_eq!(site.number("SELECT COUNT(*) FROM game_seat").await, 2);
    assert!(!site.stranger().get(&path).await.has("main form"), "the table is full");
}

async fn answers_to_the_survey_have_no_name(site: &Site) {
    let evening = Evening::open(site, "lublin-2014", &[("seats", "1"), ("items", "2")]).await;
    let ola = evening.player(1, "Ola").await;
    let answers = [("act", "survey"), ("together", "5"), ("decisions", "4"), ("meetings", "3")];
    let send = |fields: &[(&'static str, &'static str)]| {
        let fields = fields.to_vec();
        let ola = ola.other_window();
        async move {
            let once = once();
            let all: Vec<(&str, &str)> =
                [("once", once.as_str())].into_iter().chain(fields).collect();
            ola.post("/pl/play", &all).await
        }
    };
    send(&answers).await.expect(422);
    for phase in ["reading", "play", "ranking"] {
        evening.conduct(&format!("start:{phase}")).await.expect(303);
        evening.conduct(&format!("end:{phase}")).await.expect(303);
    }
    assert!(send(&answers[..2]).await.expect(422).has("#errors"));
    send(&answers).await.expect(303);
    send(&answers).await.expect(303);
    let log = evening.file("log.jsonl").await;
    let told: Vec<&str> = log.lines().filter(|line| line.contains("answer_survey")).collect();
    assert_eq!(told.len(), 1, "one answer a phone");
    assert!(told[0].contains("\"actor\":\"system\"") && !told[0].contains("seat"), "{}", told[0]);
    let report = evening.file("report.json").await;
    assert!(report.contains("\"together\": \"5\""), "{report}");
    evening.assert_replays().await;
}

async fn two_nodes_write_one_log(site: &Site) {
    let evening = Evening::open(site, "own", &[("file", OWN_RULES), ("seats", "2")]).await;
    let [ola, jan] = evening.players(1).await;
    evening.conduct("start:stolik").await.expect(303);
    // Another node on the same database, with the same key.
    let folder = tempfile::TempDir::new().unwrap();
    let here = &site.app.config;
    std::fs::copy(here.data_dir.join("person.key"), folder.path().join("person.key")).unwrap();
    let url = here.database_url();
    let other = config(folder.path(), Some(url), here.public_url.as_deref());
    let app = App::open(other, Clock::standing(NOW), Passwords::weak().unwrap()).await.unwrap();
    let there = Browser::new(site::service(app.clone()));
    there.adopt(&jan);
    let known: i64 = ola.get("/pl/play").await.attrs("#game", "data-version")[0].parse().unwrap();
    let (service, phone) = (site.service.clone(), ola.other_window());
    let listening =
        tokio::spawn(
            async move { stream(service, &phone, "/pl/play/live", &known.to_string()).await },
        );
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    exact(&there, "lawka", 40).await.expect(303);
    let told = listening.await.unwrap();
    assert!(told[0].contains("40 grosik"), "the other node's move arrives here: {told:?}");
    // Moves on both nodes at once: the log has one order, and both nodes agree on it.
    let moves = (0..10).map(|n| {
        let phone = if n % 2 == 0 { ola.other_window() } else { there.other_window() };
        async move { exact(&phone, "lawka", 3).await.status.as_u16() }
    });
    let statuses = all_at_once(moves).await;
    assert_eq!(statuses, [303; 10]);
    assert_eq!(purse(&ola).await, 85);
    assert_eq!(purse(&jan).await, 45);
    assert_eq!(purse(&there).await, 45);
    evening.conduct("end:stolik").await.expect(303);
    evening.assert_replays().await;
    app.close().await.unwrap();
}
