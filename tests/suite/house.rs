//! The house rules: which room may know which, that every word is a message, and that every
//! message is said.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Rooms in the order in which they may know each other.
const ROOMS: [&str; 21] = [
    "recount",
    "game_command",
    "people",
    "edition",
    "project",
    "submission",
    "support",
    "discussion",
    "evaluation",
    "register",
    "vote",
    "paper",
    "integrity",
    "seal",
    "result",
    "game",
    "health",
    "home",
    "desk",
    "rehearsal",
    "demo",
];
/// What lies below the rooms and knows none of them.
const GROUND: [&str; 11] = [
    "store", "page", "text", "clock", "error", "config", "audit", "terminal", "mail", "bundle",
    "sheet",
];
/// What the composition root lends to the rooms: a route needs it to say who may use it.
const LENT: [&str; 6] = ["App", "Routes", "Access", "STAFF", "see_other", "own_path"];

fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut found = Vec::new();
    walk(&root, &mut found);
    let inside = |path: &Path| path.strip_prefix(&root).unwrap().to_owned();
    found.iter_mut().for_each(|(path, _)| *path = inside(path));
    found.sort();
    found
}

/// The code before its unit tests, without comments and strings kept.
fn code(text: &str) -> String {
    let code = text.split("#[cfg(test)]").next().unwrap();
    code.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .map(|line| format!("{line}\n"))
        .collect()
}

/// Paths after `crate::`: `edition::phase`, `app::{Access, App}` as one each.
fn imports(code: &str) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    for rest in code.split("crate::").skip(1) {
        if let Some(group) = rest.strip_prefix('{') {
            let names = group.split('}').next().unwrap().split(',');
            found.extend(names.map(|name| (head(name.trim()), Vec::new())));
            continue;
        }
        let room = head(rest);
        let after = rest[room.len()..].strip_prefix("::").unwrap_or_default();
        let names = match after.strip_prefix('{') {
            Some(group) => {
                group.split('}').next().unwrap().split(',').map(|name| head(name.trim())).collect()
            }
            None => vec![head(after)],
        };
        found.push((room, names.into_iter().filter(|name| !name.is_empty()).collect()));
    }
    found
}

fn head(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

fn room(path: &Path) -> String {
    let first = path.components().next().unwrap().as_os_str().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

#[test]
fn every_arrow_points_to_the_left() {
    let mut wrong = Vec::new();
    let mut arrows = 0;
    for (path, text) in sources("src") {
        let from = room(&path);
        if ["app", "site", "matrix", "lib", "main"].contains(&from.as_str()) {
            continue;
        }
        let place = |name: &str| ROOMS.iter().position(|room| *room == name);
        for (to, names) in imports(&code(&text)) {
            arrows += 1;
            let allowed = match (place(&from), place(&to)) {
                (Some(from), Some(to)) => to <= from,
                (None, Some(_)) => false,
                _ if to == "app" => {
                    place(&from).is_some() && names.iter().all(|name| LENT.contains(&name.as_str()))
                }
                _ => to == from || GROUND.contains(&to.as_str()),
            };
            if !allowed {
                wrong.push(format!("{}: {to}::{names:?}", path.display()));
            }
        }
        assert!(place(&from).is_some() || GROUND.contains(&from.as_str()), "a new room: {from}");
    }
    assert!(arrows > 200, "{arrows}");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn each_layer_keeps_to_itself() {
    for (path, text) in sources("src") {
        let (at, code) = (path.display().to_string(), code(&text));
        if at.ends_with("pages.rs") || at.starts_with("page/") {
            assert!(!code.contains("sea_orm"), "{at} draws and asks the database");
        }
        if !at.starts_with("store/") {
            let engine = code.contains("DatabaseBackend") || code.contains("get_database_backend");
            assert!(!engine, "{at} knows the engine");
        }
        assert!(
            !code.contains("style=\"") && !code.contains("style=("),
            "{at} has an inline style"
        );
    }
    for (path, text) in sources("migrations/src") {
        assert!(
            !text.contains("sakwa::") && !text.contains("Entity"),
            "{}: entities change",
            path.display()
        );
    }
    let manifest =
        include_str!("../../game-rules/Cargo.toml").split("\n[dependencies]\n").nth(1).unwrap();
    let own =
        manifest.split("\n[").next().unwrap().lines().filter_map(|line| line.split_once(" ="));
    let own: Vec<&str> = own.map(|(name, _)| name).collect();
    let pure = [
        "base64",
        "num-bigint",
        "serde",
        "serde_json",
        "sha2",
        "thiserror",
        "toml",
        "unicode-normalization",
    ];
    assert_eq!(own, pure, "game-rules stays pure");
    for (path, text) in sources("game-rules/src") {
        for impure in
            ["async fn", "std::fs", "std::net", "SystemTime", "Instant::now", "f64", "f32"]
        {
            assert!(!code(&text).contains(impure), "{}: {impure}", path.display());
        }
    }
}

/// A sentence with nothing in its place for a name or a date has a hole: without the value another
/// sentence is said.
#[test]
fn no_sentence_is_given_nothing() {
    for (path, text) in sources("src") {
        let code = code(&text);
        for nothing in ["map_or(Arg::Text(String::new())", "Arg::Text(\"\".to_owned())"] {
            assert!(!code.contains(nothing), "{}: {nothing}", path.display());
        }
    }
}

/// Routes are declared with who may use them, and in no other way.
#[test]
fn no_route_goes_around_the_table() {
    for (path, text) in sources("src") {
        let (at, code) = (path.display().to_string(), code(&text));
        if !["app.rs", "site.rs", "page/assets.rs"].contains(&at.as_str()) {
            for way in [".route(", ".nest(", ".fallback(", "Router::new", "MethodRouter"] {
                assert!(!code.contains(way), "{at}: {way}");
            }
        }
    }
}

/// String literals of some code.
fn literals(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in code.lines() {
        let mut rest = line;
        while let Some((_, after)) = rest.split_once('"') {
            let mut end = 0;
            let bytes = after.as_bytes();
            while end < bytes.len() && bytes[end] != b'"' {
                end += if bytes[end] == b'\\' { 2 } else { 1 };
            }
            let Some(literal) = after.get(..end) else { break };
            found.push(literal.to_owned());
            rest = after.get(end + 1..).unwrap_or_default();
        }
    }
    found
}

#[test]
fn pages_speak_only_in_messages() {
    // A currency's sign is no word of a language; it is the same in all three.
    let signs = ["zł"];
    let mut seen = 0;
    for (path, text) in
        sources("src").into_iter().filter(|(path, _)| path.to_string_lossy().ends_with("pages.rs"))
    {
        for literal in literals(&code(&text)) {
            seen += 1;
            let polish = literal.chars().any(|c| "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ".contains(c));
            let words = literal
                .split(' ')
                .filter(|word| word.len() > 1 && word.chars().all(char::is_alphabetic))
                .count();
            let spoken = polish && !signs.contains(&&*literal) || words >= 3;
            assert!(!spoken, "{}: {literal:?} is no message", path.display());
        }
    }
    assert!(seen > 300, "{seen}");
}

fn messages() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/text/pl");
    let texts = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    texts
        .flat_map(|text| {
            text.lines()
                .filter_map(|line| line.split_once(" =").map(|(key, _)| key.to_owned()))
                .collect::<Vec<_>>()
        })
        .filter(|key| !key.starts_with([' ', '#', '-', '*', '.']) && !key.contains(' '))
        .collect()
}

#[test]
fn every_message_is_said_and_every_word_said_is_a_message() {
    let messages = messages();
    assert!(messages.len() > 200);
    let all: Vec<(PathBuf, String)> =
        sources("src").into_iter().map(|(path, text)| (path, code(&text))).collect();
    let literals: BTreeMap<String, &PathBuf> = all
        .iter()
        .flat_map(|(path, code)| literals(code).into_iter().map(move |literal| (literal, path)))
        .collect();
    // Patterns like `state-{}` and `column-{column}`: what stands before and after the hole.
    let patterns: Vec<(&str, &str)> = literals
        .keys()
        .filter(|literal| literal.contains("-{") || literal.contains("}-"))
        .filter(|literal| {
            literal.bytes().all(|b| b.is_ascii_alphanumeric() || b"-{}_".contains(&b))
        })
        .map(|literal| {
            (literal.split('{').next().unwrap(), literal.split('}').next_back().unwrap())
        })
        .filter(|(before, _)| before.len() > 2)
        .collect();
    let made = |key: &str| {
        patterns.iter().any(|(before, after)| key.starts_with(before) && key.ends_with(after))
    };
    let unsaid: Vec<&String> =
        messages.iter().filter(|key| !literals.contains_key(*key) && !made(key)).collect();
    assert!(unsaid.is_empty(), "never said: {unsaid:?}");

    let mut unknown = Vec::new();
    for (path, code) in &all {
        for call in
            [".say(\"", ".count(\"", ".with(\"", "Message::new(\"", "conflict(\"", "t.say(\""]
        {
            for rest in code.split(call).skip(1) {
                let key = rest.split('"').next().unwrap();
                // The command line says these itself.
                let refusal = call == "conflict(\"" && key.starts_with("import-");
                if !(messages.contains(key) || key.contains('{') || refusal) {
                    unknown.push(format!("{}: {key}", path.display()));
                }
            }
        }
    }
    assert!(unknown.is_empty(), "no such message: {unknown:#?}");
}
