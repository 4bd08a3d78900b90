//! What city hall may ask of a ballot: bands of cost, refusal at once, places, orders; and what it may not.

use sakwa::bundle::{Bundle, Options, verify};
use sakwa::edition::Phase;
use sakwa::people::Role;
use sakwa::vote::{Channel, Job, NewBallot, Part};

use super::{CAST, ballots, cast, check, choose, move_on, paper, press, seal, voter, voting};
use crate::harness::{EditionPlan, Page, Site, approval, on_both_engines, pb, points, say};

on_both_engines! {
    one_small_and_one_large_project
    bands_are_frozen_published_and_verified
    a_form_of_bands_that_leaves_a_cost_out_is_refused
    every_kind_is_set_at_the_desk
    the_rules_of_a_ballot_are_frozen_with_the_opening
    a_graded_ballot_is_never_opened
    a_press_over_the_limit_is_refused_at_once_where_the_city_wants_it
    the_order_of_projects_is_the_voters_choice
    places_are_typed_as_well_as_pressed
}

const DESK: &str = "/pl/desk/karta/ballot/city";

/// One project up to 200 zł, one above.
pub const BANDS: [(&str, &str); 6] = [
    ("kind", "bands"),
    ("band-1", "Małe"),
    ("band-to-1", "200"),
    ("band-most-1", "1"),
    ("band-2", "Duże"),
    ("band-most-2", "1"),
];

/// An edition before its voting, whose admin has sent this form for the city's pool.
async fn set(site: &Site, form: &[(&str, &str)]) -> Page {
    EditionPlan::new("karta", Phase::Evaluation, [approval(3, &[])]).make(site).await;
    site.sign_in_as(Role::Admin).await.post(DESK, form).await
}

async fn opened(site: &Site, form: &[(&str, &str)]) {
    set(site, form).await.expect(303);
    move_on(site, "karta").await.expect(303);
}

async fn one_small_and_one_large_project(site: &Site) {
    opened(site, &BANDS).await;
    let ola = voter(site, "karta", None).await;
    let page = paper(&ola, "karta").await;
    assert_eq!(page.all("#ballot h3"), ["Małe: do 200 zł", "Duże: powyżej 200 zł"]);
    let mut small = page.all("#list-city-0 .nr");
    small.sort();
    assert_eq!(small, ["2", "4", "6"], "each project stands in the list of its band");
    assert!(page.one("#left").ends_with("Małe 1, Duże 1"), "{}", page.one("#left"));
    choose(&ola, "karta", &["2"]).await;
    let page = press(&ola, "karta", "add", "6").await;
    assert!(page.has(".purse--over") && page.one("#left").ends_with("Małe 1"));
    let page = check(&ola, "karta").await.expect(422);
    assert!(page.one("#errors").contains("Małe: zdejmij 1 projekt") && !page.has(CAST));
    // A form that no page of ours sends: two small projects, then one large and two small.
    let id = async |number: &str| {
        site.number(&format!("SELECT id FROM project WHERE number = '{number}'")).await
    };
    let key = ("key", "0123456789abcdef0123456789abcdef");
    for numbers in [&["2", "6"][..], &["5", "4", "6"], &["5", "3"]] {
        let mut marks = Vec::new();
        for number in numbers {
            marks.push(format!("{}:1", id(number).await));
        }
        let form: Vec<(&str, &str)> =
            [key].into_iter().chain(marks.iter().map(|mark| ("choice", mark.as_str()))).collect();
        let page = ola.post("/pl/karta/vote/cast", &form).await.expect(422);
        assert!(!page.has(CAST));
        assert_eq!(ballots(site).await, 0);
    }
    press(&ola, "karta", "remove", "2").await;
    choose(&ola, "karta", &["5"]).await;
    cast(&ola, "karta").await.expect(303);
    assert_eq!(super::contents(site).await[0].vote, "6,5");
}

async fn bands_are_frozen_published_and_verified(site: &Site) {
    opened(site, &BANDS).await;
    let rules = site.stranger().get("/data/karta/rules.json").await.expect(200);
    let rules: serde_json::Value = serde_json::from_slice(&rules.body).unwrap();
    let ballot = &rules["pools"][0]["ballot"];
    assert_eq!(ballot["kind"], "approval");
    assert_eq!(ballot["bands"][0]["to"], 20_000, "grosze");
    assert_eq!(ballot["bands"][1]["from"], 20_001);
    assert_eq!(ballot["max_length"], serde_json::Value::Null, "nothing is left of the old limit");
    for n in 0..21 {
        let ola = voter(site, "karta", None).await;
        choose(&ola, "karta", &[["2", "4", "6"][n % 3]]).await;
        if n % 2 == 0 {
            choose(&ola, "karta", &["5"]).await;
        }
        cast(&ola, "karta").await.expect(303);
    }
    // Somebody with the machine in their hands puts a ballot with two small projects into the box.
    let edition = site.number("SELECT id FROM edition").await;
    let ballot = NewBallot::new(
        &[7; 16],
        "karta",
        "city",
        game_rules::ballot::Kind::Approval,
        &[("2", 1), ("6", 1)],
    );
    let receipt = ballot.receipt.clone();
    let job = Job {
        edition_id: edition,
        key: site.app.keys.of(site.app.store.read(), edition).await.unwrap(),
        person: vec![9; 32],
        day: site.app.clock.today(),
        channel: Channel::Internet,
        lanes: ["city".to_owned()].into(),
        parts: vec![Part {
            pool_id: site.number("SELECT id FROM pool").await,
            lane: "city".into(),
            ballot,
        }],
        instead: None,
        paper_wins: false,
        code: None,
        owner: None,
        source: sakwa::vote::Source::default(),
    };
    site.app.casting.cast(job).await.unwrap();
    move_on(site, "karta").await.expect(303);
    seal(site, "karta").await;
    super::publish(site, "karta").await;
    let page = site.stranger().get("/data/karta/bundle.zip").await.expect(200);
    let bundle = Bundle::unzip(&page.body).unwrap();
    let file = String::from_utf8(bundle.files["pools/city.pb"].clone()).unwrap();
    assert!(file.contains("vote_type;approval\n") && file.contains("max_length;2\n"), "{file}");
    let report = verify(&bundle, &Options::default());
    let found: Vec<_> = report.checks.iter().flat_map(|check| &check.findings).collect();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].code, "ballot-invalid");
    assert!(found[0].sentence.contains(&receipt), "{}", found[0].sentence);
}

async fn a_form_of_bands_that_leaves_a_cost_out_is_refused(site: &Site) {
    EditionPlan::new("karta", Phase::Evaluation, [approval(3, &[])]).make(site).await;
    let admin = site.sign_in_as(Role::Admin).await;
    for (field, typed, complains) in [
        ("band-1", "", "band-1"),
        ("band-1", "Projekty o całkiem umiarkowanym koszcie", "band-1"),
        ("band-to-1", "", "band-to-1"),
        ("band-to-1", "0", "band-to-1"),
        ("band-to-1", "dwieście", "band-to-1"),
        ("band-most-1", "0", "band-most-1"),
        ("band-most-2", "", "band-most-2"),
        ("band-to-2", "500", "band-to-2"),
        ("kind", "scoring", "kind"),
    ] {
        let mut form = BANDS.to_vec();
        form.retain(|(name, _)| *name != field);
        form.push((field, typed));
        let page = admin.post(DESK, &form).await.expect(422);
        assert!(page.has(&format!("#{complains}-error")), "{field}={typed}: {}", page.text());
        assert_eq!(page.all("details [name^=band-3]").len(), 1, "{field}: two ranges stand open");
        let kept = page.form("main form");
        assert!(field == "kind" || kept.get(field) == typed, "what was typed is kept");
    }
    let page = admin.post(DESK, &[&BANDS[..], &[("band-to-4", "x")]].concat()).await.expect(422);
    assert!(page.has("#band-to-4-error") && page.has("details [name='band-5']"));
    assert!(!page.has("details [name='band-4']"), "what was typed is never folded away");
    let alone = [("kind", "bands"), ("band-1", "Małe"), ("band-most-1", "1")];
    assert!(admin.post(DESK, &alone).await.expect(422).says(&say("ballot-rules-bands-few")));
    let rules = site.rows("SELECT ballot_rules FROM pool").await;
    let rules: String = rules[0].try_get("", "ballot_rules").unwrap();
    assert!(!rules.contains("bands") && rules.contains("\"max_length\":3"), "{rules}");
}

async fn every_kind_is_set_at_the_desk(site: &Site) {
    EditionPlan::new("karta", Phase::Evaluation, [points(8, &[])]).make(site).await;
    let admin = site.sign_in_as(Role::Admin).await;
    let form = admin.get(DESK).await.expect(200).form("main form");
    assert_eq!((form.get("kind"), form.get("points"), form.get("each")), ("cumulative", "8", "5"));
    for (form, expected) in [
        (
            &[("kind", "approval"), ("most", "4"), ("fewest", "2")][..],
            r#"{"kind":"approval","min_length":2,"max_length":4}"#,
        ),
        (&[("kind", "knapsack"), ("money", "")], r#"{"kind":"knapsack","max_sum_cost":100000}"#),
        (
            &[("kind", "knapsack"), ("money", "500,50")],
            r#"{"kind":"knapsack","max_sum_cost":50050}"#,
        ),
        (
            &[("kind", "cumulative"), ("points", "10"), ("each", "4")],
            r#"{"kind":"cumulative","max_points":4,"max_sum_points":10}"#,
        ),
        (
            &[("kind", "ordinal"), ("most", "3")],
            r#"{"kind":"ordinal","min_length":3,"max_length":3}"#,
        ),
        (
            &[("kind", "choose_one"), ("most", "what it does not read")],
            r#"{"kind":"choose_one","min_length":1,"max_length":1}"#,
        ),
    ] {
        admin.post(DESK, form).await.expect(303);
        let rules: String = site.rows("SELECT ballot_rules FROM pool").await[0]
            .try_get("", "ballot_rules")
            .unwrap();
        assert_eq!(rules, expected);
        // The form shows what is set, and sending it again changes nothing.
        admin.get(DESK).await.expect(200).form("main form").send(&admin).await.expect(303);
        let again: String = site.rows("SELECT ballot_rules FROM pool").await[0]
            .try_get("", "ballot_rules")
            .unwrap();
        assert_eq!(again, expected);
    }
    for (form, complains) in [
        (&[("kind", "approval"), ("most", "1001")][..], "most"),
        (&[("kind", "approval"), ("most", "2"), ("fewest", "3")], "fewest"),
        (&[("kind", "knapsack"), ("money", "1000,01")], "money"),
        (&[("kind", "cumulative"), ("points", "5"), ("each", "6")], "each"),
        (&[("kind", "cumulative"), ("points", "-5")], "points"),
    ] {
        let page = admin.post(DESK, form).await.expect(422);
        assert!(page.has(&format!("#{complains}-error")), "{form:?}");
    }
    let kept: String = site.rows("SELECT meta FROM pool").await[0].try_get("", "meta").unwrap();
    assert!(!kept.contains("max_sum_points"), "an exported file has the new limits alone: {kept}");
}

async fn the_rules_of_a_ballot_are_frozen_with_the_opening(site: &Site) {
    voting(site, "karta", [approval(3, &[])]).await;
    let admin = site.sign_in_as(Role::Admin).await;
    let page = admin.get("/pl/desk/karta/ballot").await.expect(200);
    assert!(page.says(&say("ballot-rules-frozen")) && !page.has("a[href$='/ballot/city']"));
    assert_eq!(admin.get(DESK).await.expect(303).location(), "/pl/desk/karta/ballot");
    admin.post(DESK, &BANDS).await.expect(409);
    let sql = "SELECT count(*) FROM pool WHERE ballot_rules LIKE '%bands%'";
    assert_eq!(site.number(sql).await, 0);
}

async fn a_graded_ballot_is_never_opened(site: &Site) {
    let graded = pb("scoring", &["max_points;5"], &["1;300;Ławki", "2;200;Drzewa"], &[]);
    EditionPlan::new("karta", Phase::Evaluation, [approval(3, &[])]).make(site).await;
    let rules = serde_json::to_string(&game_rules::pabulib::read(graded.as_bytes()).unwrap().rules);
    site.change(&format!("UPDATE pool SET ballot_rules = '{}'", rules.unwrap())).await.unwrap();
    let admin = site.sign_in_as(Role::Admin).await;
    let page = admin.get("/pl/desk/karta/ballot").await.expect(200);
    assert!(page.says(&say("ballot-rules-scoring")));
    assert!(move_on(site, "karta").await.expect(409).says(&say("phase-not-votable")));
    admin.post(DESK, &[("kind", "choose_one")]).await.expect(303);
    move_on(site, "karta").await.expect(303);
}

async fn a_press_over_the_limit_is_refused_at_once_where_the_city_wants_it(site: &Site) {
    let form = [&BANDS[..], &[("at-once", "yes")]].concat();
    opened(site, &form).await;
    let ola = voter(site, "karta", None).await;
    choose(&ola, "karta", &["2"]).await;
    let page = paper(&ola, "karta").await;
    let value = page.attrs("#ballot li[id=p6] button", "value").remove(0);
    let page = page.form("form#ballot").pick("press", &value).send(&ola).await.expect(422);
    assert!(page.one("#ballot li[id=p6]").contains("Małe: możesz wybrać 1 projekt"));
    assert!(!page.has(".purse--over"));
    assert_eq!(paper(&ola, "karta").await.all(".choice--on .nr"), ["2"], "nothing was added");
    choose(&ola, "karta", &["5"]).await;
    cast(&ola, "karta").await.expect(303);
}

async fn the_order_of_projects_is_the_voters_choice(site: &Site) {
    voting(site, "karta", [approval(3, &[])]).await;
    let ola = voter(site, "karta", None).await;
    let drawn = paper(&ola, "karta").await;
    assert!(drawn.says(&say("vote-random")));
    let own = drawn.all("#ballot .nr");
    for (order, expected) in [
        // Biblioteka, Drzewa, Kino, Ławki, Plac, Ścieżka
        ("name", ["4", "2", "6", "1", "3", "5"]),
        ("cost", ["6", "4", "2", "1", "3", "5"]),
        ("number", ["1", "2", "3", "4", "5", "6"]),
    ] {
        let page = paper(&ola, "karta").await;
        let links = page.attrs("#vote-order a", "href");
        let link = links.iter().find(|link| link.contains(order)).unwrap();
        let page = ola.get(link.split('#').next().unwrap()).await.expect(200);
        assert_eq!(page.all("#ballot .nr"), expected, "{order}");
        assert!(!page.says(&say("vote-random")));
        assert_eq!(page.attrs("#vote-order [aria-current]", "id"), [format!("order-{order}")]);
        // A press comes back to the same order, at the card that was pressed.
        let value = page.attrs("#ballot li[id=p3] button", "value").remove(0);
        let page = page.form("form#ballot").pick("press", &value).send(&ola).await.expect(303);
        assert_eq!(page.location(), format!("/pl/karta/vote/ballot?order={order}#p3"));
        let page = ola.follow(page).await.expect(200);
        assert_eq!(page.all("#ballot .nr"), expected, "{order}");
        let check = ola.get(&page.attrs("#check", "href")[0]).await;
        assert!(
            check
                .attrs("main a", "href")
                .iter()
                .any(|href| href.ends_with(&format!("?order={order}")))
        );
    }
    assert_eq!(paper(&ola, "karta").await.all("#ballot .nr"), own, "their own order stays");
    let page = ola.get("/pl/karta/vote/ballot?order=popularity").await.expect(200);
    assert_eq!(page.all("#ballot .nr"), own, "no other order is known");
}

async fn places_are_typed_as_well_as_pressed(site: &Site) {
    let file = pb(
        "ordinal",
        &["min_length;3", "max_length;3"],
        &["1;300;A", "2;200;B", "3;450;C", "4;150;D"],
        &[],
    );
    voting(site, "karta", [file]).await;
    let ola = voter(site, "karta", None).await;
    choose(&ola, "karta", &["1", "2", "3"]).await;
    let id = site.number("SELECT id FROM project WHERE number = '3'").await;
    let field = format!("place-{id}");
    let form = paper(&ola, "karta").await.form("form#ballot");
    assert_eq!(form.get(&field), "3");
    assert!(paper(&ola, "karta").await.has(&format!("#ballot .unit > input[name={field}]")));
    let set = form.clone().fill(&field, "1").pick("press", &format!("place:{id}"));
    set.send(&ola).await.expect(303);
    assert_eq!(check(&ola, "karta").await.expect(200).all("main .nr"), ["3", "1", "2"]);
    // Enter in the field presses the form's first button: all places that were typed are taken.
    let first = site.number("SELECT id FROM project WHERE number = '1'").await;
    let form = paper(&ola, "karta").await.form("form#ballot");
    let form = form.fill(&format!("place-{first}"), "3").pick("press", "places");
    form.send(&ola).await.expect(303);
    assert_eq!(check(&ola, "karta").await.expect(200).all("main .nr"), ["3", "2", "1"]);
    for wrong in ["0", "4", "-1", "", "pierwsze", "99999999999999999999"] {
        for button in ["places".to_owned(), format!("place:{id}")] {
            let form = paper(&ola, "karta").await.form("form#ballot");
            let form = form.fill(&field, wrong).pick("press", &button);
            let page = form.send(&ola).await.expect(422);
            assert!(page.one("#ballot li[id=p3]").contains("liczbę od 1 do 3"), "{wrong}");
        }
    }
    assert_eq!(check(&ola, "karta").await.expect(200).all("main .nr"), ["3", "2", "1"]);
}
