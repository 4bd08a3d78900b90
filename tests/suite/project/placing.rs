//! Places on the map, and who else wants them.

use super::{begin, collecting, fill, point, step};
use crate::harness::{Page, Site, on_both_engines, say};

on_both_engines! {
    a_project_has_several_places
    a_point_far_away_is_asked_about_and_sets_nobodys_map
    the_cross_in_the_middle_is_the_place_that_is_added
    projects_closer_than_a_hundred_metres_know_of_each_other
    titles_that_say_the_same_are_found
}

fn send(page: &Page) -> crate::harness::Form {
    page.form("form[action$='/send']")
}

async fn a_project_has_several_places(site: &Site) {
    collecting(site).await;
    let ola = site.resident().await;
    let draft = begin(&ola).await;
    point(&ola, &draft, "51,7600", "19,4600").await.expect(303);
    point(&ola, &draft, "51.7700", "19.4700").await.expect(303);
    point(&ola, &draft, "51.7800", "19.4800").await.expect(303);
    let page = ola.get(&format!("{draft}/points")).await.expect(200);
    assert_eq!(page.all("#points li").len(), 3);
    page.form("form#step").pick("remove", "1").send(&ola).await.expect(303);
    let page = fill(&ola, &draft, "Ławki w parku").await;
    assert!(page.says("2 punkty"));
    let sent = send(&page).send(&ola).await.expect(303);
    let public = site.stranger().get(sent.location()).await.expect(200);
    assert_eq!(public.attrs("#map a", "href").len(), 2, "two pins");
    let rows = "SELECT count(*) FROM project_place WHERE edition_id = (SELECT id FROM edition)";
    assert_eq!(site.number(rows).await, 2);
    let list = site.stranger().get("/pl/bo/projects?view=map").await.expect(200);
    assert_eq!(list.attrs("#map a[href$='/projects/7']", "href").len(), 2);
    for n in 0..8 {
        point(&ola, &draft, "51.76", &format!("19.{n}")).await.expect(303);
    }
    assert!(point(&ola, &draft, "51.76", "20").await.expect(422).has("#latitude-error"));
}

async fn a_point_far_away_is_asked_about_and_sets_nobodys_map(site: &Site) {
    collecting(site).await;
    let ola = site.resident().await;
    let draft = begin(&ola).await;
    // Before the edition has any place, the country is what is known.
    let page = point(&ola, &draft, "21,0376", "52,2915").await.expect(422);
    let error = page.one("#latitude-error");
    assert!(error.contains("52,2915; 21,0376") && error.contains("km"), "{error}");
    let form = page.form("form#step");
    assert_eq!((form.get("latitude"), form.get("longitude")), ("21.0376", "52.2915"));
    form.pick("swap", "1").send(&ola).await.expect(303);
    let page = ola.get(&format!("{draft}/points")).await.expect(200);
    assert!(page.one("#points li").contains("52.2915; 21.0376"));
    // In an edition with places of its own, its city is.
    for n in 1..=4 {
        let place = format!(
            "INSERT INTO project_place (project_id, position, edition_id, latitude, longitude)
             SELECT id, {n}, edition_id, 52.29{n}, 21.03{n} FROM project WHERE number = '1'"
        );
        site.change(&place).await.unwrap();
    }
    let page = point(&ola, &draft, "-33.87", "151.21").await.expect(422);
    assert!(page.one("#latitude-error").contains("To jest"));
    assert!(!page.has("button[name=swap]"), "changing them over would not help");
    let sure = page.attrs("#sure-point", "value").remove(0);
    page.form("form#step")
        .pick("sure-point", &sure)
        .pick("typed", "1")
        .send(&ola)
        .await
        .expect(303);
    assert_eq!(ola.get(&format!("{draft}/points")).await.all("#points li").len(), 2);
    // Whoever is sure keeps it, and everybody's first look is still at the city.
    let stray = "INSERT INTO project_place (project_id, position, edition_id, latitude, longitude)
        SELECT id, 1, edition_id, -33.87, 151.21 FROM project WHERE number = '2'";
    site.change(stray).await.unwrap();
    let map = site.stranger().get("/pl/bo/projects?view=map").await.expect(200);
    assert!(
        map.attrs("#map a[href$='/projects/1']", "href").len() + map.all("#map a circle").len() > 0
    );
    assert!(map.attrs("#map a[href$='/projects/2']", "href").is_empty());
    assert!(!map.one("#map .m-scale").contains("000 km"), "{}", map.one("#map .m-scale"));
}

async fn the_cross_in_the_middle_is_the_place_that_is_added(site: &Site) {
    collecting(site).await;
    let ola = site.resident().await;
    let draft = begin(&ola).await;
    // Zoom 16, the centre of Łódź in world pixels of that zoom.
    let page = ola.get(&format!("{draft}/points?z=16&x=9294574&y=5562260&w=360")).await.expect(200);
    let moved = page.attrs("#map-right", "href").remove(0);
    let centre = |page: &Page| page.attrs("#choose button[name=add]", "value").remove(0);
    let east = ola.get(&moved).await.expect(200);
    let longitude = |typed: String| typed.split(' ').nth(1).unwrap().parse::<f64>().unwrap();
    assert!(longitude(centre(&east)) > longitude(centre(&page)), "the map moves under the cross");
    let chosen = centre(&east);
    let form = east.form("form#step").pick("add", &chosen);
    let page = form.send(&ola).await.expect(303);
    assert!(page.location().contains("z=16&x="), "the map stays where it is: {}", page.location());
    let page = ola.follow(page).await.expect(200);
    let typed = page.all("#points li").remove(0);
    let (latitude, _) = chosen.split_once(' ').unwrap();
    assert!(typed.contains(latitude), "{typed} is {chosen}");
}

async fn projects_closer_than_a_hundred_metres_know_of_each_other(site: &Site) {
    collecting(site).await;
    let (ola, eva) = (site.resident().await, site.resident().await);
    let draft = begin(&ola).await;
    point(&ola, &draft, "51.760000", "19.460000").await.expect(303);
    let first = send(&fill(&ola, &draft, "Ławki w parku").await).send(&ola).await.expect(303);
    // 99 m to the north of it, and 101 m.
    for (latitude, near) in [("51.760890", true), ("51.760909", false)] {
        let draft = begin(&eva).await;
        point(&eva, &draft, latitude, "19.460000").await.expect(303);
        let shown = eva.get(&format!("{draft}/points")).await.expect(200);
        assert_eq!(shown.says("Ławki w parku"), near, "{latitude}");
        let page = fill(&eva, &draft, "Fontanna").await;
        assert_eq!(page.says("Ławki w parku"), near, "{latitude}");
        let sent = send(&page).send(&eva).await.expect(303);
        let public = site.stranger().get(sent.location()).await.expect(200);
        assert_eq!(public.says("Ławki w parku"), near, "{latitude}");
    }
    let public = site.stranger().get(first.location()).await.expect(200);
    assert!(
        public.says(&say("near-title")) && public.says("Fontanna") && public.says("99 m"),
        "{}",
        public.one("main")
    );
    let path = first.location().split('?').next().unwrap();
    ola.post(&format!("{path}/withdraw"), &[]).await.expect(303);
    let public = site.stranger().get("/pl/bo/projects/8").await.expect(200);
    assert!(!public.says("Ławki w parku"), "who withdrew wants no ground");
    ola.post(&format!("{path}/withdraw"), &[]).await.expect(409);
    eva.post(&format!("{path}/withdraw"), &[]).await.expect(404);
}

async fn titles_that_say_the_same_are_found(site: &Site) {
    collecting(site).await;
    let ola = site.resident().await;
    let draft = begin(&ola).await;
    let page = fill(&ola, &draft, "Drzewo przy szkołach").await;
    assert!(page.says(&say("similar-title")) && page.says("Drzewa przy szkole"));
    assert!(!fill(&ola, &draft, "Ratusz w remoncie").await.says(&say("similar-title")));
    assert!(step(&ola, &draft, "points").await.get("latitude").is_empty());
}
