//! Cards: the whole way of a project, corrections, two people, versions of questions.

use sakwa::people::Role;

use super::{Office, REASON, cards, cards_and, desk, finish, office, office_of};
use crate::harness::{
    DAY, NOW, PASSWORD, Page, Site, all_at_once, approval, collecting_as, link_to, on_both_engines,
    say,
};

on_both_engines! {
    sent_back_corrected_rejected_and_accepted_on_appeal
    a_rejecting_formal_point_needs_a_second_person
    the_author_changes_only_what_was_given_back
    a_correction_is_judged_by_the_form_of_the_edition
    a_corrected_place_moves_the_map
    a_co_author_corrects_and_judges_nothing
    a_department_is_renamed_and_removed_while_it_has_no_card
    the_rules_are_frozen_when_submission_and_voting_open
    after_the_deadline_nothing_is_corrected
    a_no_without_a_note_is_not_finished
    notes_show_no_personal_data_by_accident
    a_card_assigned_to_somebody_is_theirs
    departments_are_asked_and_answer_once
    an_official_corrects_the_cost_in_public
    a_question_is_edited_until_submission_opens
    the_board_says_what_waits_and_what_is_late
    of_two_who_approve_at_once_one_decides
    one_person_cannot_decide_where_cards_do
    nobody_evaluates_their_own_project
    the_database_refuses_what_the_law_forbids
    the_author_gets_a_letter_at_each_step
}

const NOTE: &str = "Opis nie mówi, ile ma być ławek.";

async fn sent_back_corrected_rejected_and_accepted_on_appeal(site: &Site) {
    let Office { ola, clerk, anna, piotr, code } = office(site).await;
    let page = finish(&clerk, &code, "formal", &[("opis", NOTE)]).await.expect(303);
    assert!(clerk.follow(page).await.says(&say("done-card-returned")));
    let public = format!("/pl/bo/projects/{code}");
    let page = ola.get(&public).await.expect(200);
    assert!(
        page.says(&say("state-returned")) && page.says(NOTE) && page.says(&say("correct-start"))
    );

    let page = ola.get(&format!("{public}/correct")).await.expect(200);
    assert!(
        page.says(NOTE) && page.has("#summary") && !page.has("#title") && !page.has("#label-0")
    );
    let form = page.form("main form").fill("reply", "W opisie jest teraz liczba ławek.");
    let summary = "Pięć ławek z oparciem przy przystanku, dla czekających na autobus.";
    let page = form.fill("summary", summary).send(&ola).await.expect(303);
    assert!(ola.follow(page).await.says(&say("done-corrected")));
    let history = site.stranger().get(&format!("{public}/history")).await.expect(200);
    assert!(history.has("ins") && history.has("del") && history.says(&say("hand-author")));

    finish(&clerk, &code, "formal", &[]).await.expect(303);
    assert!(site.stranger().get(&public).await.says(&say("state-merit")));
    finish(&anna, &code, "merit", &[("tytul-prawny", REASON)]).await.expect(303);
    assert!(!site.stranger().get(&public).await.says(REASON), "a proposal is nobody's business");
    anna.post(&format!("{}/approve", desk(&code)), &[("act", "approve")]).await.expect(409);
    let form = piotr.get(&desk(&code)).await.expect(200).form("form[action$='/approve']");
    form.pick("act", "approve").send(&piotr).await.expect(303);
    let page = ola.get(&public).await.expect(200);
    assert!(
        page.says(&say("state-rejected")) && page.says(REASON) && page.says(&say("appeal-start"))
    );
    let cards = site.stranger().get(&format!("{public}/cards")).await.expect(200);
    assert!(cards.says(REASON) && !cards.says("Ola Nowak"), "officials have no names here");
    // The point is a condition, and the reason says that it is not met.
    let unmet = format!(
        "Niespełniony warunek: „Miasto ma tytuł prawny do nieruchomości, na której projekt ma powstać”. {REASON}"
    );
    assert!(site.stranger().get(&public).await.says(&unmet));
    assert_eq!(
        site.number("SELECT count(*) FROM act WHERE detail LIKE 'Niespełniony warunek%'").await,
        2
    );

    let form = ola.get(&format!("{public}/appeal")).await.expect(200).form("main form");
    let words = "Teren należy do miasta: księga wieczysta WA1M/00012345/6.";
    form.fill("words", words).send(&ola).await.expect(303);
    let page = site.stranger().get(&public).await;
    assert!(page.says(&say("state-appealed")) && !page.says(words), "an appeal is not published");
    for first in [&anna, &piotr] {
        assert!(!first.get(&format!("{}/appeal", desk(&code))).await.expect(200).has("main form"));
        let ruling = [("ruling", "accepted"), ("reason", REASON)];
        let path = format!("{}/appeal/decide", desk(&code));
        first.post(&path, &ruling).await.expect(409);
    }
    let zofia = site.sign_in_as(Role::Evaluator).await;
    let form = zofia.get(&format!("{}/appeal", desk(&code))).await.form("main form");
    let form =
        form.pick("ruling", "accepted").fill("reason", "Księga wieczysta potwierdza własność.");
    form.send(&zofia).await.expect(303);
    let page = site.stranger().get(&public).await;
    assert!(page.says(&say("state-accepted")) && page.says("Księga wieczysta potwierdza"));
    let list = site.stranger().get("/pl/bo/ballot-list").await.expect(200);
    assert!(list.all("main .nr").contains(&code));
}

async fn a_rejecting_formal_point_needs_a_second_person(site: &Site) {
    let Office { clerk, anna, code, .. } = office(site).await;
    finish(&clerk, &code, "formal", &[("tresci", "Tytuł obraża sąsiadów.")]).await.expect(303);
    let page = clerk.get(&desk(&code)).await.expect(200);
    assert!(!page.has("form[action$='/approve']"), "a clerk approves nothing");
    let form = anna.get(&desk(&code)).await.form("form[action$='/approve']");
    form.clone().pick("act", "back").send(&anna).await.expect(303);
    assert_eq!(site.number("SELECT count(*) FROM verdict").await, 0);
    finish(&clerk, &code, "formal", &[("tresci", "Tytuł obraża sąsiadów.")]).await.expect(303);
    form.pick("act", "approve").send(&anna).await.expect(303);
    let rejected = "SELECT count(*) FROM verdict WHERE outcome = 'rejected' AND appeal_until > decided_at \
                    AND proposed_by <> approved_by AND stage = 'formal'";
    assert_eq!(site.number(rejected).await, 1);
}

async fn the_author_changes_only_what_was_given_back(site: &Site) {
    let Office { ola, clerk, code, .. } = office(site).await;
    finish(&clerk, &code, "formal", &[("opis", NOTE)]).await.expect(303);
    let path = format!("/pl/bo/projects/{code}/correct");
    let too_short = [("summary", "nic"), ("reply", "x")];
    let page = ola.post(&path, &too_short).await.expect(422);
    assert!(page.has("#summary-error") && page.has("#reply-error"));
    assert_eq!(page.form("main form").get("summary"), "nic", "kept");
    let before = site.number("SELECT cost FROM project ORDER BY id DESC LIMIT 1").await;
    let more = [
        ("summary", "Pięć ławek z oparciem przy przystanku, dla czekających."),
        ("reply", "W opisie jest liczba ławek."),
        ("title", "Pałac"),
        ("label", "Pałac"),
        ("quantity", "1"),
        ("price", "1"),
    ];
    ola.post(&path, &more).await.expect(303);
    assert_eq!(site.number("SELECT cost FROM project ORDER BY id DESC LIMIT 1").await, before);
    assert!(!site.everything().await.contains("Pałac"));
    let stranger = site.resident().await;
    stranger.get(&path).await.expect(404);
    stranger.post(&path, &more).await.expect(404);
}

async fn a_correction_is_judged_by_the_form_of_the_edition(site: &Site) {
    cards_and(site, async |admin| {
        let form = admin.get("/pl/desk/bo/form").await.expect(200).form("main form");
        let form = form.fill("summary-least", "10").fill("summary-most", "90");
        form.send(admin).await.expect(303);
    })
    .await;
    let Office { ola, clerk, code, .. } = office_of(site).await;
    finish(&clerk, &code, "formal", &[("opis", NOTE)]).await.expect(303);
    let path = format!("/pl/bo/projects/{code}/correct");
    let form = ola.get(&path).await.expect(200).form("main form");
    let form = form.fill("reply", "W opisie jest liczba ławek.");
    let too_long = "Pięć ławek z oparciem. ".repeat(5);
    let page = form.clone().fill("summary", &too_long).send(&ola).await.expect(422);
    assert!(page.one("#summary-error").contains("90"), "the city's limit, not ours");
    let told = "Pięć ławek. Pytania: 601 234 567.";
    let page = form.clone().fill("summary", told).send(&ola).await.expect(422);
    let asked = page.attrs("input[name=sure-summary]", "value");
    assert_eq!(asked.len(), 1, "a telephone number asks whether everybody may see it");
    let sure = page.form("main form").pick("sure-summary", &asked[0]);
    sure.send(&ola).await.expect(303);
}

async fn a_corrected_place_moves_the_map(site: &Site) {
    let Office { ola, clerk, code, .. } = office(site).await;
    finish(&clerk, &code, "formal", &[("lokalizacja", "Podaj numer działki.")]).await.expect(303);
    let public = format!("/pl/bo/projects/{code}");
    let path = format!("{public}/correct");
    let form = ola.get(&path).await.expect(200).form("main form");
    let form = form.fill("reply", "Miejsce jest dokładne.").fill("place", "Działka 12/3");
    let page = form.clone().fill("point", "tam").send(&ola).await.expect(422);
    assert!(page.has("#point-0-error") && page.form("main form").get("point") == "tam", "kept");
    form.fill("point", "51.7712 19.4511").send(&ola).await.expect(303);
    let page = site.stranger().get(&public).await.expect(200);
    assert!(page.says("Działka 12/3") && page.attrs("#map a", "href").len() == 1);
    let list = site.stranger().get("/pl/bo/projects?view=map").await.expect(200);
    assert_eq!(list.attrs(&format!("#map a[href$='/projects/{code}']"), "href").len(), 1);
    let history = site.stranger().get(&format!("{public}/history")).await.expect(200);
    assert!(history.says("51.7712, 19.4511"));
    let both = "SELECT count(*) FROM project JOIN project_place ON project_id = id \
                AND project.latitude = project_place.latitude";
    assert_eq!(site.number(both).await, 1);
}

async fn a_co_author_corrects_and_judges_nothing(site: &Site) {
    cards(site).await;
    let ola = site.resident().await;
    let account = site.account(Role::Evaluator).await;
    let email = account.email.clone();
    let project = crate::project::submit_in(&ola, "bo", "Ławki przy przystanku", &[&email]).await;
    let code = project.rsplit('/').next().unwrap().to_owned();
    let clerk = site.sign_in_as(Role::Clerk).await;
    finish(&clerk, &code, "formal", &[("opis", NOTE)]).await.expect(303);
    let eva = site.stranger();
    eva.sign_in(&email, PASSWORD).await;
    assert!(!eva.get(&project).await.says(&say("correct-start")), "asked, and not yet an author");
    eva.get(&format!("{project}/correct")).await.expect(404);
    let link = link_to(site, &email).await;
    let form = eva.get(&link).await.expect(200).form("form[action$='/co-author']");
    form.pick("answer", "yes").send(&eva).await.expect(303);
    assert!(eva.get(&project).await.says(&say("correct-start")));
    let form = eva.get(&format!("{project}/correct")).await.expect(200).form("main form");
    let form = form.fill("summary", "Pięć ławek z oparciem przy przystanku, dla czekających.");
    form.fill("reply", "W opisie jest liczba ławek.").send(&eva).await.expect(303);
    eva.post(&format!("{}/formal", desk(&code)), &[("act", "finish")]).await.expect(403);
}

async fn a_department_is_renamed_and_removed_while_it_has_no_card(site: &Site) {
    let Office { anna, code, .. } = passed(site).await;
    let admin = site.sign_in_as(Role::Admin).await;
    let path = "/pl/desk/bo/cards";
    let page = admin.get(path).await.expect(200);
    let ids = page.attrs("input[name=department]", "value");
    let of = |id: &str| page.form(&format!("form:has(input[name=department][value='{id}'])"));
    let form = of(&ids[0]).pick("act", "rename");
    form.clone().fill("name", "Miejski Ogrodnik").send(&admin).await.expect(303);
    let taken = of(&ids[1]).pick("act", "rename").fill("name", "Miejski Ogrodnik");
    let page = taken.send(&admin).await.expect(422);
    assert!(page.has(&format!("#name-{}-error", ids[1])));
    form.fill("name", "x").send(&admin).await.expect(422);

    let assign = anna.get(&desk(&code)).await.form("form[action$='/assign']");
    assign.fill("department", &ids[0]).send(&anna).await.expect(303);
    let remove = |id: &str| of(id).pick("act", "remove");
    let page = remove(&ids[0]).send(&admin).await.expect(409);
    assert!(page.says(&say("department-in-use")));
    remove(&ids[1]).send(&admin).await.expect(303);
    remove(&ids[1]).send(&admin).await.expect(404);
    admin.post(path, &[("act", "remove"), ("department", "x")]).await.expect(400);
    let left = admin.get(path).await.attrs("input[name=department]", "value");
    assert_eq!(left.len(), ids.len() - 1);
    assert!(
        left.contains(&ids[0])
            && admin
                .get(path)
                .await
                .attrs("input", "value")
                .contains(&"Miejski Ogrodnik".to_owned())
    );
}

async fn the_rules_are_frozen_when_submission_and_voting_open(site: &Site) {
    let (cards, question) = ("/pl/desk/bo/cards", "/pl/desk/bo/cards/merit/prawo");
    let mut forms = Vec::new();
    let mut departments = Vec::new();
    collecting_as(site, "bo", [approval(3, &[])], async |admin| {
        let page = admin.get(cards).await.expect(200);
        forms.extend([
            page.form("form:has(input[value=terms])").pick("procedure", "short"),
            page.form("form:has(input[value=preset])"),
            admin.get(question).await.expect(200).form("main form").pick("act", "save"),
            admin.get("/pl/desk/bo/form").await.expect(200).form("main form"),
            admin.get("/pl/desk/bo/support").await.expect(200).form("main form"),
        ]);
        let form = page.form("form:has(input[value=department])");
        departments.push(form.fill("name", "Miejski Ogrodnik"));
    })
    .await;
    let admin = site.sign_in_as(Role::Admin).await;
    let before = site.everything().await;
    for form in forms {
        let page = form.send(&admin).await.expect(409);
        assert!(page.says(&say("deciding-frozen")), "{}", page.at);
    }
    assert_eq!(site.everything().await, before, "nothing has changed");
    for path in [cards, question, "/pl/desk/bo/form", "/pl/desk/bo/support"] {
        let page = admin.get(path).await.expect(200);
        assert!(page.says(&say("deciding-fixed")) && page.has("fieldset[disabled]"), "{path}");
    }
    for behind in [
        "INSERT INTO evaluation_terms SELECT id, 'short', 1, 1, 1, 1, 1, 1 FROM edition",
        "INSERT INTO submission_rules SELECT id, '{}' FROM edition",
        "UPDATE question_set SET version = version + 1",
    ] {
        let refusal = site.change(behind).await.unwrap_err().to_string();
        assert!(refusal.contains("deciding-frozen"), "{behind}: {refusal}");
    }
    super::open_voting(site).await;
    let before = site.everything().await;
    for form in departments {
        let page = form.send(&admin).await.expect(409);
        assert!(page.says(&say("rules-frozen")), "{}", page.at);
    }
    assert_eq!(site.everything().await, before, "nothing has changed");
}

async fn after_the_deadline_nothing_is_corrected(site: &Site) {
    cards(site).await;
    let author = site.account(Role::Resident).await;
    let ola = site.stranger();
    ola.sign_in(&author.email, PASSWORD).await;
    let code = super::submit(&ola, "Ławki przy przystanku").await;
    let clerk = site.sign_in_as(Role::Clerk).await;
    finish(&clerk, &code, "formal", &[("opis", NOTE)]).await.expect(303);
    let path = format!("/pl/bo/projects/{code}/correct");
    let form = ola.get(&path).await.form("main form").fill("reply", "Opis jest poprawiony.");
    let formal = format!("{}/formal", desk(&code));
    clerk.post(&formal, &[("act", "lapse")]).await.expect(409);

    // The last second of the seventh day, and the one after it.
    let due = site.number("SELECT due_at FROM correction").await;
    assert_eq!(sakwa::clock::to_local(due), "2027-01-19T23:59");
    site.app.clock.set(due + 1);
    ola.sign_in(&author.email, PASSWORD).await;
    let clerk = site.sign_in_as(Role::Clerk).await;
    assert!(ola.get(&path).await.expect(200).says(&say("correction-late")));
    form.send(&ola).await.expect(409);
    let lapse = clerk.get(&formal).await.form("form:has(button[value=lapse])");
    lapse.pick("act", "lapse").send(&clerk).await.expect(303);
    finish(&clerk, &code, "formal", &[("opis", NOTE)]).await.expect(303);
    assert_eq!(site.number("SELECT count(*) FROM correction").await, 1, "one chance");
    let proposed =
        "SELECT count(*) FROM evaluation_card WHERE state = 'proposed' AND proposal = 'rejected'";
    assert_eq!(site.number(proposed).await, 1);
    site.app.clock.set(NOW);
}

async fn a_no_without_a_note_is_not_finished(site: &Site) {
    let Office { clerk, code, .. } = office(site).await;
    let page = finish(&clerk, &code, "formal", &[("opis", "nie")]).await.expect(422);
    assert!(page.has("#n-opis-error"));
    let form = clerk.get(&format!("{}/formal", desk(&code))).await;
    let form = form.form("form:has(button[value=finish])");
    assert!(
        form.fields.contains(&("a-opis".to_owned(), "no".to_owned())),
        "what was typed is kept"
    );
    let page = clerk.post(&form.action, &[("act", "finish")]).await.expect(422);
    assert_eq!(page.all(".err").len(), 19, "every question but the heading");
    assert_eq!(site.number("SELECT count(*) FROM correction").await, 0);
}

async fn notes_show_no_personal_data_by_accident(site: &Site) {
    let Office { clerk, code, .. } = office(site).await;
    let note = "Opis nie mówi, ile ma być ławek. Telefon: 601 234 567.";
    let page = finish(&clerk, &code, "formal", &[("opis", note)]).await.expect(422);
    assert!(page.has("#n-opis-error"));
    let words = page.attrs("input[name=sure-notes]", "value").remove(0);
    let sure = page.form("form:has(button[value=finish])").pick("sure-notes", &words);
    sure.pick("act", "finish").send(&clerk).await.expect(303);
    assert!(site.stranger().get(&format!("/pl/bo/projects/{code}")).await.says(note));
}

async fn passed(site: &Site) -> Office {
    let office = office(site).await;
    finish(&office.clerk, &office.code, "formal", &[]).await.expect(303);
    office
}

async fn a_card_assigned_to_somebody_is_theirs(site: &Site) {
    let Office { anna, piotr, code, .. } = passed(site).await;
    let page = anna.get(&desk(&code)).await.expect(200);
    let form = page.form("form[action$='/assign']");
    let piotrs =
        site.number("SELECT max(account_id) FROM account_role WHERE role = 'evaluator'").await;
    let department = site.number("SELECT min(id) FROM department").await;
    let form = form.fill("person", &piotrs.to_string());
    form.fill("department", &department.to_string()).send(&anna).await.expect(303);
    finish(&anna, &code, "merit", &[]).await.expect(409);
    finish(&piotr, &code, "merit", &[]).await.expect(303);
    assert!(site.stranger().get(&format!("/pl/bo/projects/{code}")).await.says(&say("act-routed")));
}

async fn departments_are_asked_and_answer_once(site: &Site) {
    let Office { anna, code, .. } = passed(site).await;
    let path = format!("{}/opinion", desk(&code));
    let page = anna.get(&desk(&code)).await;
    let form = page.form("form:has(input[value=ask])");
    form.clone().send(&anna).await.expect(422);
    let department = site.number("SELECT min(id) FROM department").await.to_string();
    let form = form.fill("department", &department).fill("question", "Czy teren jest wolny?");
    form.send(&anna).await.expect(303);
    form.send(&anna).await.expect(409);
    let page = anna.get(&desk(&code)).await;
    let give = page.form("form:has(input[value=give])").fill("stance", "against");
    let page = give.clone().fill("words", "nie").send(&anna).await.expect(422);
    assert_eq!(page.form("form:has(input[value=give])").get("words"), "nie");
    let give = give.fill("words", "Teren jest w dzierżawie do 2030 roku.");
    give.send(&anna).await.expect(303);
    give.send(&anna).await.expect(409);
    anna.post(&path, &[("act", "give"), ("opinion", "999999")]).await.expect(404);
    assert!(anna.get(&desk(&code)).await.says("Teren jest w dzierżawie do 2030 roku."));
}

async fn an_official_corrects_the_cost_in_public(site: &Site) {
    let Office { anna, code, .. } = passed(site).await;
    let form = anna.get(&format!("{}/cost", desk(&code))).await.form("main form");
    let form = form.fill("price", "200,50");
    let page = form.send(&anna).await.expect(422);
    assert!(page.has("#reason-error") && page.form("main form").get("price") == "200,50");
    let reason = "Ceny ławek z ostatniego przetargu są wyższe.";
    form.clone().fill("reason", reason).send(&anna).await.expect(303);
    // The form showed a version that is no more.
    form.fill("price", "140").fill("reason", reason).send(&anna).await.expect(409);
    let history = site.stranger().get(&format!("/pl/bo/projects/{code}/history")).await.expect(200);
    assert!(history.says(reason) && history.says(&say("hand-office")) && history.says("200,50 zł"));
    let sum = "SELECT cost - (SELECT CAST(sum(quantity * unit_price) AS BIGINT) FROM cost_line WHERE project_id = project.id) \
               FROM project ORDER BY id DESC LIMIT 1";
    assert_eq!(site.number(sum).await, 0, "the cost is the sum of its lines");
}

async fn a_question_is_edited_until_submission_opens(site: &Site) {
    let path = "/pl/desk/bo/cards/merit/prawo";
    let asked = "Czy rzecznik prawny nie ma uwag do projektu?";
    cards_and(site, async |admin| {
        let old = admin.get(path).await.expect(200).form("main form");
        let page = old.clone().fill("pl", "").pick("act", "save").send(admin).await.expect(422);
        assert!(page.has("#pl-error"));
        old.clone().fill("pl", asked).pick("act", "save").send(admin).await.expect(303);
        old.fill("pl", "Coś jeszcze innego").pick("act", "save").send(admin).await.expect(409);
    })
    .await;
    let Office { ola, clerk, anna, code, .. } = office_of(site).await;
    finish(&clerk, &code, "formal", &[]).await.expect(303);
    let merit = format!("{}/merit", desk(&code));
    let form = anna.get(&merit).await.form("form:has(button[value=finish])");
    form.pick("act", "save").send(&anna).await.expect(303);
    assert!(anna.get(&merit).await.says(asked));
    let admin = site.sign_in_as(Role::Admin).await;
    let late = admin.get(path).await.expect(200).form("main form");
    assert!(late.fill("pl", "Coś jeszcze innego").send(&admin).await.expect(409).has("h1"));
    assert!(anna.get(&merit).await.says(asked), "a started card keeps its questions");

    let other = super::submit(&ola, "Poidełko dla psów").await;
    finish(&clerk, &other, "formal", &[]).await.expect(303);
    assert!(anna.get(&format!("{}/merit", desk(&other))).await.says(asked));

    let form = admin.get("/pl/desk/bo/cards").await.form("form:has(input[value=department])");
    form.clone().fill("name", "Miejski Ogrodnik").send(&admin).await.expect(303);
    form.fill("name", "Miejski Ogrodnik").send(&admin).await.expect(422);
    assert!(anna.get(&desk(&other)).await.says("Miejski Ogrodnik"));
    let english = anna.get(&desk(&other).replace("/pl/", "/en/")).await.expect(200);
    assert!(english.says("Ask for an opinion"));
    let page = anna.get(&format!("{}/merit", desk(&other)).replace("/pl/", "/uk/")).await;
    assert!(page.says("Проєкт не порушує норм"), "the preset speaks Ukrainian");
}

async fn the_board_says_what_waits_and_what_is_late(site: &Site) {
    let Office { clerk, code, .. } = office(site).await;
    let board = clerk.get("/pl/desk/bo/progress").await.expect(200);
    assert!(board.says(&say("wait-formal")) && !board.has("tr.late"));
    assert!(board.all("main td .nr, main .nr").contains(&code));
    site.app.clock.set(NOW + 15 * DAY);
    let clerk = site.sign_in_as(Role::Clerk).await;
    let late = clerk.get("/pl/desk/bo/progress").await.expect(200);
    assert_eq!(late.all("tr.late").len(), 7);
}

async fn of_two_who_approve_at_once_one_decides(site: &Site) {
    let Office { anna, piotr, code, .. } = passed(site).await;
    finish(&anna, &code, "merit", &[("prawo", REASON)]).await.expect(303);
    let zofia = site.sign_in_as(Role::Evaluator).await;
    let path = format!("{}/approve", desk(&code));
    let mut answers =
        all_at_once([(piotr, path.clone()), (zofia, path)].map(|(one, path)| async move {
            one.post(&path, &[("act", "approve")]).await.status.as_u16()
        }))
        .await;
    answers.sort();
    assert_eq!(answers, [303, 409]);
    assert_eq!(site.number("SELECT count(*) FROM verdict").await, 1);
}

async fn one_person_cannot_decide_where_cards_do(site: &Site) {
    let Office { anna, code, .. } = office(site).await;
    let page = anna.post(&desk(&code), &[("verdict", "accept")]).await.expect(409);
    assert!(page.says(&say("verdict-by-cards")));
}

async fn nobody_evaluates_their_own_project(site: &Site) {
    cards(site).await;
    let anna = site.sign_in_as(Role::Evaluator).await;
    let code = super::submit(&anna, "Ławki przed urzędem").await;
    let page: Page = finish(&anna, &code, "formal", &[]).await;
    page.expect(403);
    anna.post(&format!("{}/approve", desk(&code)), &[("act", "approve")]).await.expect(403);
}

async fn the_database_refuses_what_the_law_forbids(site: &Site) {
    let Office { clerk, anna, code, .. } = office(site).await;
    finish(&clerk, &code, "formal", &[("tresci", "Tytuł obraża sąsiadów.")]).await.expect(303);
    let form = anna.get(&desk(&code)).await.form("form[action$='/approve']");
    form.pick("act", "approve").send(&anna).await.expect(303);
    for (sql, constraint) in [
        (
            "UPDATE project SET appeal_until = NULL WHERE state = 'rejected'",
            "project_rejected_with_appeal",
        ),
        ("UPDATE project SET reason = '' WHERE state = 'rejected'", "project_rejected_with_reason"),
        ("UPDATE verdict SET appeal_until = NULL", "verdict_rejects_with_reason_and_appeal"),
        ("UPDATE verdict SET reason = ''", "verdict_rejects_with_reason_and_appeal"),
        ("UPDATE verdict SET approved_by = proposed_by", "verdict_two_people"),
        ("UPDATE verdict SET approved_by = NULL", "verdict_of_cards_by_two"),
        ("UPDATE evaluation_card SET approved_by = proposed_by", "card_two_people"),
        ("UPDATE evaluation_card SET reason = ''", "card_rejects_with_reason"),
    ] {
        let refusal = site.change(sql).await.expect_err(sql).to_string();
        assert!(refusal.contains(constraint), "{sql}: {refusal}");
    }
}

async fn the_author_gets_a_letter_at_each_step(site: &Site) {
    cards(site).await;
    let author = site.account(Role::Resident).await;
    let ola = site.stranger();
    ola.sign_in(&author.email, PASSWORD).await;
    // A title that looks like a hole in a template is a title all the same.
    let code = super::submit(&ola, "Ławki {$number} ⟦i⟧ stoły").await;
    let clerk = site.sign_in_as(Role::Clerk).await;
    let [anna, jan] =
        [site.sign_in_as(Role::Evaluator).await, site.sign_in_as(Role::Evaluator).await];
    let letter = async || ola.letter(&author.email).await.replace('\u{a0}', " ");
    finish(&clerk, &code, "formal", &[("opis", NOTE)]).await.expect(303);
    let returned = letter().await;
    assert!(returned.contains(NOTE) && returned.contains("19 stycznia 2027"), "{returned}");
    assert!(returned.contains(&format!("https://bo.example.pl/pl/bo/projects/{code}")));
    let reply =
        [("summary", "Pięć ławek z oparciem przy przystanku."), ("reply", "Opis jest poprawiony.")];
    ola.post(&format!("/pl/bo/projects/{code}/correct"), &reply).await.expect(303);
    finish(&clerk, &code, "formal", &[]).await.expect(303);
    finish(&anna, &code, "merit", &[("prawo", REASON)]).await.expect(303);
    assert!(!letter().await.contains(REASON), "a proposal is not told");
    jan.post(&format!("{}/approve", desk(&code)), &[("act", "approve")]).await.expect(303);
    let rejected = letter().await;
    assert!(rejected.contains(REASON) && rejected.contains("26 stycznia 2027"), "{rejected}");
    assert!(rejected.contains("Niespełniony warunek: „Projekt nie narusza prawa"), "{rejected}");
}
