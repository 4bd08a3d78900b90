//! The parts pages are made of. Every visible word comes in; nothing here knows a language or a database.

pub mod ballot;
pub mod fields;
pub mod lists;
pub mod money;
pub mod plates;
pub mod receipt;
pub mod table;
pub mod time;
pub mod words;

#[cfg(test)]
mod tests {
    use super::ballot::{Act, Choice as BallotChoice, PlaceField, Purse, Rank, RankPress, choice};
    use super::fields::{Choice, Field, Group, checkbox, checkboxes, hidden, radios};
    use super::lists::{
        Answer, Card, Pager, Tab, answers, card, cards, facts, filters, lines, tabs,
    };
    use super::money::{Gauge, Press, Stepper, coins, money};
    use super::plates::{Plate, number};
    use super::receipt::Receipt;
    use super::table::{Column, Phone, Row, Table};
    use super::time::{Moment, When, phases, timeline};
    use super::words::{
        Fault, Tone, banner, details, empty, error_summary, note, phase, status, tag,
    };
    use crate::page::chart::{Bar, Fill, bars, legend};
    use crate::page::map::{Map, MapQuery, MapWords, Pin, Place};
    use crate::page::mark::Sign;
    use crate::page::tile::Glaze;
    use maud::{Markup, html};

    /// Every part once, with words that would show a missing escape.
    fn everything() -> String {
        let w = "<a&b>";
        let name = html! { (w) };
        let press = Press { id: "press", send: ("more", "1"), name: &name };
        let typed = PlaceField { id: "place", name: &name, value: w };
        let rank = RankPress { id: "rank", send: ("up", "1"), name: &name };
        let options = [
            Choice { value: "1", label: w, hint: Some(w), chosen: true },
            Choice { value: "2", label: w, ..Choice::default() },
        ];
        let group =
            |name| Group { name, legend: w, hint: Some(w), error: Some(w), choices: &options };
        let ballot = |act| {
            choice(&BallotChoice {
                code: "1",
                glaze: Glaze::Sport,
                number: "7",
                title: w.into(),
                href: Some("/p"),
                price: w,
                chosen: true,
                state: w,
                refusal: Some(html! { (w) }),
                deep: true,
                act,
            })
        };
        let moment = || vec![Moment { when: When::Now, name: w, lines: vec![html! { (w) }] }];
        let row = || Row::from(vec![html! { (w) }, html! { (w) }]);
        let place = Place { lat: 50.0, lon: 20.0 };
        let pins = [Pin::one(place, "7", w, "/p", true)];
        let words = MapWords {
            label: w,
            cluster: &|n| n.to_string(),
            distance: &|m| m.to_string(),
            closer: w,
            farther: w,
            all: w,
            up: w,
            down: w,
            left: w,
            right: w,
            attribution: w,
        };
        let all: Vec<Markup> = vec![
            html! { (Plate::submit(w).brass().about(w).sends("a", w).action("/x").swap("b").id("c").sign(Sign::Yes)) (Plate::link(w, "/").small()) (Plate::print(w).quiet()) },
            number(w),
            html! { (tag(Tone::Bad, Sign::No, w)) (status("s", Tone::Plain, Sign::Ring, w)) (phase(Sign::Open, w)) },
            html! { (note(Tone::Warn, w, None)) (banner(Tone::Good, w, Some(html! { (w) }))) (error_summary(w, &[Fault { field: "f", sentence: w }])) (empty(w, None)) (details("d", w, html! { (w) })) },
            html! { (Field::text("t", w).value(w).hint(w).error(Some(w)).optional(w).counter(9, w)) (Field::money("m", w, w)) (Field::area("r", w, 3)) (Field::select("z", w, &options)) (Field::file("u", w, ".pdf", true)) },
            html! { (radios(&group("g"))) (checkboxes(&group("h"))) (checkbox("i", &options[0], Some(w))) (hidden("k", w)) },
            html! { (money(w, w, Gauge::of(3, 4).mine(1).lack(1).mark(3).fat(), None)) (coins(1, 3)) (Stepper { value: "3", value_name: &name, less: press, more: press }) },
            cards(
                "cards",
                [card(&Card {
                    glaze: Glaze::Green,
                    number: "7",
                    kicker: html! { (w) },
                    href: "/p",
                    title: w.into(),
                    price: w,
                    extra: None,
                })],
            ),
            html! { (facts(&[(w, w)])) (lines([html! { (w) }])) (answers(&[Answer { question: w, answer: html! { (w) }, change: Some(("/", w)) }])) (tabs(w, &[Tab { href: "/", text: w, count: Some(w), current: true }])) },
            filters("/", w, "cards", html! {}, Plate::submit(w)),
            html! { (Pager { label: w, current: 2, last: 9, next: w, previous: w, swap: None, href: &|n| format!("?page={n}") }) },
            html! { (Table { caption: w, quiet_caption: false, columns: &[Column::head(w), Column::amount(w)], rows: &[row()], foot: Some(&row()), phone: Phone::Stacks }) },
            html! { (timeline(&moment())) (phases(&moment())) },
            html! { (ballot(Act::Toggle(Plate::submit(w)))) (ballot(Act::Rank(Box::new(Rank { field: typed, set: Plate::submit(w).id("set"), up: Some(rank), down: None, off: Plate::submit(w) })))) (Purse { label: w, about: w, left: w, over: true, picture: html! {}, more: w, act: Plate::link(w, "/") }) },
            html! { (Receipt { state: w, code: w, code_name: w, sentences: &[w], when: html! { (w) }, qr: None, acts: html! {} }) },
            html! { (bars(&[Bar { label: w.into(), value: 3, shown: w, fill: Fill::Reserve, state: w }])) (legend(&[(Fill::Lost, w)])) },
            html! { (Map { id: "map", view: MapQuery::default().view([place]), pins: &pins, around: &[place], tiles: None, base: "/", swap: "map", controls: true, cross: true, words }) },
        ];
        all.into_iter().map(Markup::into_string).collect()
    }

    /// The attribute names of every tag.
    fn attributes(html: &str) -> Vec<&str> {
        html.split('<')
            .skip(1)
            .filter_map(|tag| tag.split_once('>'))
            .flat_map(|(tag, _)| tag.split('"').step_by(2))
            .flat_map(|text| text.split_whitespace())
            .collect()
    }

    #[test]
    fn no_part_needs_more_than_the_strict_policy_allows() {
        let html = everything();
        for attribute in attributes(&html) {
            assert!(!attribute.starts_with("style") && !attribute.starts_with("on"), "{attribute}");
        }
        assert!(!html.contains("<script") && !html.contains("<style"));
    }

    #[test]
    fn every_button_says_its_type_and_every_word_is_escaped() {
        let html = everything();
        assert!(html.split("<button ").skip(1).all(|button| button.starts_with("type=")));
        assert!(!html.contains("<a&b>") && html.contains("&lt;a&amp;b&gt;"));
    }

    #[test]
    fn a_field_is_wired_to_its_hint_error_and_counter() {
        let field = html! { (Field::text("title", "Title").hint("Short").error(Some("Fill in")).counter(80, "{} left").value("ab")) }.into_string();
        assert!(field.contains(r#"aria-describedby="title-hint title-error title-count""#));
        assert!(field.contains(r#"aria-invalid="true""#) && field.contains("78 left"));
        assert!(!html! { (Field::text("a", "A")) }.into_string().contains("aria-describedby"));
    }

    #[test]
    fn a_pager_shows_both_ends_and_the_neighbours() {
        let pager = |current, last| {
            html! { (Pager { label: "p", current, last, next: "n", previous: "b", swap: None, href: &|n| format!("?page={n}") }) }.into_string()
        };
        assert_eq!(pager(5, 9).matches("…").count(), 2);
        assert!(
            pager(5, 9).contains(r#"rel="next" href="?page=6""#)
                && pager(9, 9).contains(r#"rel="prev" href="?page=8""#)
        );
        assert_eq!(pager(1, 1), "");
    }
}
