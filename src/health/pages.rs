//! What is wrong with this node, told to those who can see to it.

use maud::{Markup, html};

use super::Alarm;
use crate::page::parts::plates::Plate;
use crate::page::parts::words::{Tone, note};
use crate::people::Visit;
use crate::store::Doubt;
use crate::text::Text;

/// A note for every alarm, and a form beside the one that a person can settle.
pub fn notes(visit: &Visit, alarms: &[Alarm]) -> Markup {
    let t = visit.text;
    html! {
        @for alarm in alarms {
            @match alarm {
                Alarm::Clock(doubt) => {
                    (note(Tone::Bad, sentence(t, alarm), Some(clock(visit, *doubt))))
                }
                alarm => {
                    (note(tone(alarm), sentence(t, alarm), Some(html! { p { (advice(t, alarm)) } })))
                }
            }
        }
    }
}

fn tone(alarm: &Alarm) -> Tone {
    if alarm.stops() { Tone::Bad } else { Tone::Warn }
}

fn sentence(t: Text, alarm: &Alarm) -> String {
    match alarm {
        Alarm::Database => t.say("alarm-database"),
        Alarm::Writer => t.say("alarm-writer"),
        Alarm::Disk { free, spare } => {
            let megabytes = |n: u64| i64::try_from(n).unwrap_or(i64::MAX).into();
            t.with("alarm-disk", &[("free", megabytes(*free)), ("spare", megabytes(*spare))])
        }
        Alarm::LinkKey { slug } => t.with("alarm-link-key", &[("edition", slug.as_str().into())]),
        Alarm::Clock(_) => t.say("alarm-clock"),
        Alarm::Setting { slug, name } => {
            t.with(&format!("alarm-setting-{name}"), &[("edition", slug.as_str().into())])
        }
    }
}

fn advice(t: Text, alarm: &Alarm) -> String {
    t.say(match alarm {
        Alarm::Database | Alarm::Writer => "alarm-database-do",
        Alarm::Disk { .. } => "alarm-disk-do",
        Alarm::LinkKey { .. } => "alarm-link-key-do",
        Alarm::Clock(_) => "alarm-clock-do",
        Alarm::Setting { .. } => "alarm-setting-do",
    })
}

fn clock(visit: &Visit, doubt: Doubt) -> Markup {
    let t = visit.text;
    let (shown, expected) = (t.moment(doubt.shown), t.moment(doubt.expected));
    let hours = [("shown", shown.as_str().into()), ("expected", expected.as_str().into())];
    html! {
        p { (t.with("alarm-clock-hours", &hours)) }
        p { (t.say("alarm-clock-do")) }
        form method="post" action=(visit.href("/desk/clock")) {
            (Plate::submit(&t.say("alarm-clock-act")))
        }
    }
}
