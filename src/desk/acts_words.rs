//! What an act was about, in the reader's language. Acts are for ever, so they keep codes and numbers
//! where a wording would grow old; what is in none of the forms known here is told as it was recorded.

use crate::audit::Model as Act;
use crate::people::Role;
use crate::text::{Arg, Text};

/// Whom or what an act concerned.
pub fn about(t: Text, act: &Act) -> String {
    let subject = act.subject.as_str();
    let said = match head(&act.kind) {
        "operator" if act.edition_id.is_none() => Some(numbered(t, "acts-account", subject)),
        "role" | "account" | "factor" => Some(numbered(t, "acts-account", subject)),
        "comment" => subject.strip_prefix("comment ").map(|id| numbered(t, "acts-comment", id)),
        // What an import calls the pool of the whole city; the others have codes made of their names.
        "ballot" if subject == "city" => Some(t.say("pool-citywide")),
        "opening" | "opened" => t.known(&format!("unusual-{subject}")),
        "mail" => t.known(&format!("letter-{subject}")),
        "card" => subject.split_once('/').and_then(|(kind, number)| {
            Some(format!("{}, {number}", t.known(&format!("card-{kind}-title"))?))
        }),
        _ => None,
    };
    said.unwrap_or_else(|| subject.to_owned())
}

/// Who did what no account did: a voter, who needs none, whoever runs the program, or the clock.
pub fn nobody(t: Text, act: &Act) -> String {
    if head(&act.kind) == "operator" {
        return t.say("acts-operator");
    }
    let is_voter = matches!(act.kind.as_str(), "challenge-appealed" | "children-over");
    t.say(if is_voter { "acts-voter" } else { "acts-clock" })
}

/// The reason given, and what else was recorded; often nothing.
pub fn detail(t: Text, act: &Act) -> String {
    let detail = act.detail.as_str();
    if detail.is_empty() {
        return String::new();
    }
    let said = match head(&act.kind) {
        "role" | "operator" => {
            Role::parse(detail).and_then(|role| t.known(&format!("role-{}", role.name())))
        }
        "setup" => setup(t, detail),
        kind @ ("office" | "late") => office(t, kind, detail),
        "challenge" => challenge(t, detail),
        "codes" => codes(t, detail),
        "paper" => paper(t, &act.kind, detail),
        "rehearsed" => people(t, detail),
        _ => None,
    };
    said.unwrap_or_else(|| detail.to_owned())
}

/// The subject of a kind: `paper` of `paper-opened`.
fn head(kind: &str) -> &str {
    kind.split('-').next().unwrap_or(kind)
}

fn numbered(t: Text, key: &str, number: &str) -> String {
    t.with(key, &[("n", number.into())])
}

fn people(t: Text, number: &str) -> Option<String> {
    Some(t.count("integrity-people", number.parse::<i64>().ok()?))
}

/// What stands before the words of a person, and those words with their colon.
fn apart(detail: &str) -> (&str, &str) {
    detail.split_at(detail.find(": ").unwrap_or(detail.len()))
}

fn setup(t: Text, what: &str) -> Option<String> {
    match what {
        "terms" => Some(t.say("setup-terms")),
        "formal" | "merit" => Some(t.say(&format!("card-{what}-title"))),
        what => t.known(&format!("acts-setup-{what}")),
    }
}

/// `3: stolen, identity-card`.
fn office(t: Text, kind: &str, detail: &str) -> Option<String> {
    let (case, rest) = detail.split_once(": ")?;
    let (reason, document) = rest.split_once(", ")?;
    let reason = t.known(&format!("{kind}-reason-{reason}"))?;
    let document = t.known(&format!("office-document-{document}"))?;
    let (why, proof) = (t.say("office-reason"), t.say("office-proof"));
    let case = numbered(t, &format!("{kind}-case"), case);
    Some(format!("{case}. {why}: {reason}. {proof}: {document}"))
}

/// `3, one-hand, 12: words`; `3, 12`; `#7: words`.
fn challenge(t: Text, detail: &str) -> Option<String> {
    let (codes, words) = apart(detail);
    let mut said = Vec::new();
    for (at, code) in codes.split(", ").enumerate() {
        said.push(match (at, code.strip_prefix('#')) {
            (0, Some(one)) => numbered(t, "acts-challenge", one),
            (0, None) => numbered(t, "challenge-number", code),
            _ => match t.known(&format!("challenge-reason-{code}")) {
                Some(reason) => reason,
                None => people(t, code)?,
            },
        });
    }
    Some(said.join(", ") + words)
}

/// `2 × 500`; `2: words`; `2/17: words`; `2/17 → 4: words`.
fn codes(t: Text, detail: &str) -> Option<String> {
    let (codes, words) = apart(detail);
    let batch = |text: &str| numbered(t, "paper-batch", text);
    let one = |text: &str| match text.split_once('/') {
        Some((batch, number)) => {
            let args = [("batch", Arg::from(batch)), ("number", Arg::from(number))];
            t.with("slips-number", &args)
        }
        None => batch(text),
    };
    let said = match codes.split_once(" × ") {
        Some((number, amount)) => {
            format!("{}. {}: {amount}", batch(number), t.say("codes-number-of"))
        }
        None => codes.split(" → ").map(one).collect::<Vec<_>>().join(" → "),
    };
    Some(said + words)
}

/// The name of a policy; `2`; `2: place`; `2: 0 → 40`; `2/17`.
fn paper(t: Text, kind: &str, detail: &str) -> Option<String> {
    if kind == "paper-policy" {
        return t.known(&format!("paper-policy-{detail}"));
    }
    let (codes, words) = apart(detail);
    let (batch, card) = codes.split_once('/').unwrap_or((codes, ""));
    let batch = numbered(t, "paper-batch", batch);
    Some(match card {
        "" if kind == "paper-declared" => {
            let (from, to) = words.trim_start_matches(": ").split_once(" → ")?;
            let unknown = t.say("paper-declared-unknown");
            format!("{batch}: {} → {to}", if from == "0" { &unknown } else { from })
        }
        "" => batch + words,
        card => format!("{batch}, {}{words}", numbered(t, "paper-entry-title", card)),
    })
}
