//! The list of projects: search, filters, sort, pages, and how much it asks of the database.

use sakwa::edition::Phase;

use crate::harness::{EditionPlan, Page, Site, encode, on_both_engines, pb};

on_both_engines! {
    words_are_found_with_and_without_polish_marks
    what_was_typed_is_looked_for_literally
    filters_narrow_the_list
    the_list_is_sorted_as_asked
    pages_follow_one_another
    nothing_found_says_which_filter_to_drop
    ten_times_the_projects_cost_no_more_queries
    only_projects_with_a_place_are_on_the_map
}

async fn edition(site: &Site, slug: &'static str, projects: &[String]) {
    let rows: Vec<&str> = projects.iter().map(String::as_str).collect();
    EditionPlan::new(slug, Phase::Submission, [pb("approval", &["max_length;3"], &rows, &[])])
        .make(site)
        .await;
}

fn seven() -> Vec<String> {
    [
        "9;900;Zieleń na Łódzkiej",
        "10;100;Żłobek: plac zabaw",
        "1;500;Zażółć gęślą jaźń",
        "2;300;Sala gimnastyczna 100%",
        "3;700;Boisko_szkolne",
        "4;200;Ścieżka C:\\rowery",
        "5;400;Biblioteka nocą",
    ]
    .map(str::to_owned)
    .into()
}

async fn found(site: &Site, query: &str) -> Vec<String> {
    numbers(&site.stranger().get(&format!("/pl/bo/projects?{query}")).await.expect(200))
}

fn numbers(page: &Page) -> Vec<String> {
    page.all("#cards .nr")
}

async fn words_are_found_with_and_without_polish_marks(site: &Site) {
    edition(site, "bo", &seven()).await;
    for (words, expected) in [
        ("łódzkiej", "9"),
        ("lodzkiej", "9"),
        ("ŁÓDZKIEJ", "9"),
        ("zlobek plac", "10"),
        ("plac ŻŁOBEK", "10"),
        ("gesla", "1"),
        ("jaź", "1"),
        ("noca", "5"),
        // As a Mac and a word processor write them.
        ("ło\u{301}dzkiej", "9"),
        ("z\u{307}łobek\u{a0}pla\u{ad}c", "10"),
    ] {
        assert_eq!(found(site, &format!("q={}", encode(words))).await, [expected], "{words}");
    }
    assert!(found(site, "q=plac+nieistniej%C4%85cy").await.is_empty(), "all words are wanted");
    assert_eq!(found(site, "q=").await.len(), 7);
}

async fn what_was_typed_is_looked_for_literally(site: &Site) {
    edition(site, "bo", &seven()).await;
    for (words, expected) in [
        ("%", vec!["2"]),
        ("0%", vec!["2"]),
        ("_", vec!["3"]),
        ("o_s", vec!["3"]),
        ("\\", vec!["4"]),
        ("c:\\r", vec!["4"]),
        ("%_", vec![]),
        ("'", vec![]),
        ("*", vec![]),
    ] {
        assert_eq!(found(site, &format!("q={}", encode(words))).await, expected, "{words}");
    }
}

async fn filters_narrow_the_list(site: &Site) {
    edition(site, "bo", &seven()).await;
    let page = site.stranger().get("/pl/bo/projects").await;
    assert!(!page.has("select[name=pool]"), "one pool is no choice");
    for category in page.attrs("select[name=category] option", "value") {
        let own = found(site, &format!("category={category}")).await;
        let sql = format!(
            "SELECT count(*) FROM project WHERE category = '{category}' OR '{category}' = ''"
        );
        assert_eq!(i64::try_from(own.len()).unwrap(), site.number(&sql).await, "{category}");
    }
    assert_eq!(found(site, "status=submitted").await.len(), 7);
    assert_eq!(found(site, "status=accepted").await.len(), 0);
    assert_eq!(
        found(site, "pool=nie-ma&category=nie-ma&status=nie-ma&sort=nie-ma").await.len(),
        7,
        "old links are no filter"
    );
    EditionPlan::new("miasto", Phase::Submission, crate::harness::city_and_districts())
        .make(site)
        .await;
    let page = site.stranger().get("/pl/miasto/projects?pool=polesie").await;
    assert_eq!(numbers(&page), ["P1", "P2", "P3"]);
    assert_eq!(page.form("form[method=get]").get("pool"), "polesie", "the choice is kept");
}

async fn the_list_is_sorted_as_asked(site: &Site) {
    edition(site, "bo", &seven()).await;
    assert_eq!(found(site, "").await, ["1", "2", "3", "4", "5", "9", "10"]);
    assert_eq!(found(site, "sort=cheapest").await, ["10", "4", "2", "5", "1", "3", "9"]);
    assert_eq!(found(site, "sort=dearest").await, ["9", "3", "1", "5", "2", "4", "10"]);
    let by_title = found(site, "sort=title").await;
    let expected = ["5", "3", "2", "4", "1", "9", "10"];
    assert_eq!(by_title, expected, "B B S Ś Za Zi Ż: the order of the Polish alphabet");
}

async fn pages_follow_one_another(site: &Site) {
    let sixty: Vec<String> = (1..=60).map(|n| format!("{n};{n};Ławka {n}")).collect();
    edition(site, "bo", &sixty).await;
    let mut seen = Vec::new();
    let mut path = "/pl/bo/projects?q=lawka".to_owned();
    for page in 1..=3 {
        let answer = site.stranger().get(&path).await.expect(200);
        assert!(answer.says("60"), "how many there are");
        seen.extend(numbers(&answer));
        match answer.attrs("a[rel=next]", "href").first() {
            Some(next) => path.clone_from(next),
            None => assert_eq!(page, 3),
        }
    }
    let all: Vec<String> = (1..=60).map(|n| n.to_string()).collect();
    assert_eq!(seen, all);
    let last = numbers(&site.stranger().get("/pl/bo/projects?page=3").await);
    for beyond in ["4", "99999", "100001"] {
        assert_eq!(found(site, &format!("page={beyond}")).await, last);
    }
    assert_eq!(found(site, "page=0").await, found(site, "").await);
}

async fn nothing_found_says_which_filter_to_drop(site: &Site) {
    edition(site, "bo", &seven()).await;
    let page = site.stranger().get("/pl/bo/projects?q=nietoperz").await.expect(200);
    assert!(page.says("nietoperz") && numbers(&page).is_empty());
    let wider = page.attrs("#found .empty a, #found a[href='/pl/bo/projects']", "href");
    assert_eq!(numbers(&site.stranger().get(&wider[0]).await).len(), 7);
    edition(site, "pusta", &[]).await;
    let page = site.stranger().get("/pl/pusta/projects").await.expect(200);
    assert!(page.says(&crate::harness::say("nothing-yet")));
}

async fn ten_times_the_projects_cost_no_more_queries(site: &Site) {
    for (slug, many) in [("malo", 20), ("duzo", 200)] {
        let rows: Vec<String> = (1..=many).map(|n| format!("{n};{n};Ławka {n}")).collect();
        edition(site, slug, &rows).await;
    }
    for (path, most) in [("projects", 6), ("projects?view=map&q=lawka&sort=title", 7), ("", 8)] {
        let mut asked = Vec::new();
        for slug in ["malo", "duzo"] {
            let before = site.app.store.queries();
            site.stranger()
                .get(format!("/pl/{slug}/{path}").trim_end_matches('/'))
                .await
                .expect(200);
            asked.push(site.app.store.queries() - before);
        }
        assert_eq!(asked[0], asked[1], "{path}");
        assert!((1..=most).contains(&asked[0]), "{path}: {} queries", asked[0]);
    }
}

async fn only_projects_with_a_place_are_on_the_map(site: &Site) {
    let rows = pb(
        "approval",
        &["max_length;3"],
        &["1;10;Ławka;51.75;19.45", "2;10;Kosz;;", "3;10;Latarnia;x;y"],
        &[],
    );
    let file = rows.replace("project_id;cost;name\n", "project_id;cost;name;latitude;longitude\n");
    EditionPlan::new("bo", Phase::Submission, [file]).make(site).await;
    let page = site.stranger().get("/pl/bo/projects?view=map").await.expect(200);
    assert!(
        page.attrs("#map a[href*='/projects/']", "href").iter().any(|href| href.ends_with("/1")),
        "{}",
        page.text()
    );
    assert_eq!(page.attrs("#map a[href*='/projects/']", "href").len(), 1);
    assert_eq!(numbers(&page).len(), 3, "the list beside the map is not cut");
}
