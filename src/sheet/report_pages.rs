//! The report of a file, as its page shows it.

use maud::{Markup, html};

use super::decode::Encoding;
use super::report::{Fault, Report};
use crate::page::parts::lists::facts;
use crate::page::parts::table::{Column, Phone, Row, Table};
use crate::page::parts::words::{Tone, note};
use crate::text::Text;

/// Rows and columns: how many were read and which were not.
pub fn figures(t: Text, report: &Report) -> Markup {
    let named = |heads: &[String]| match heads {
        [] => t.say("sheet-none"),
        heads => heads.join(", "),
    };
    let figures = [
        (t.say("sheet-rows"), t.number(report.rows)),
        (t.say("sheet-read"), t.number(report.read)),
        (t.say("sheet-faulty"), t.number(report.rows - report.read)),
    ];
    let figures: Vec<(&str, &str)> =
        figures.iter().map(|(name, figure)| (name.as_str(), figure.as_str())).collect();
    html! {
        (facts(&figures))
        @for (key, heads) in [("sheet-used", &report.used), ("sheet-unused", &report.unused)] {
            p { (t.with(key, &[("heads", named(heads).into())])) }
        }
        @if report.encoding == Encoding::Windows1250 {
            (note(Tone::Info, t.say("sheet-windows"), None))
        }
    }
}

/// Each fault with where it stands, what stands there and what to do.
pub fn faults(t: Text, report: &Report) -> Markup {
    let heads = ["sheet-row", "sheet-column", "sheet-value", "sheet-fault"].map(|key| t.say(key));
    let columns = [
        Column::head(&heads[0]),
        Column::text(&heads[1]),
        Column::text(&heads[2]),
        Column::text(&heads[3]),
    ];
    let row = |fault: &Fault| {
        let number = i64::try_from(fault.row).unwrap_or(0);
        Row::from(vec![
            html! { @if number == 0 { (t.say("sheet-whole")) } @else { (t.number(number)) } },
            html! { (fault.column) },
            html! { (fault.value) },
            html! { (t.message(&fault.message)) },
        ])
    };
    let rows: Vec<Row> = report.faults.iter().map(row).collect();
    html! {
        @if report.is_cut() { p { (t.count("sheet-cut", report.faults.len())) } }
        (Table { caption: &t.say("sheet-faults"), quiet_caption: false, columns: &columns, rows: &rows, foot: None, phone: Phone::Stacks })
    }
}
