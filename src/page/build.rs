//! Joins the style sheets into one, tightens it, and hands it with the scripts and the icon to
//! memory-serve, which hashes them and embeds them in the binary.

use std::{env, error::Error, fs, path::Path};

const ASSETS: &str = "src/page/assets";

/// What is served, and of what it is made. The cascade's order is fixed by the `@layer` line at the top of
/// `tokens.css`, so this is only the order of reading.
const SHEETS: [(&str, &[&str]); 3] = [
    (
        "app.css",
        &[
            "tokens.css",
            "base.css",
            "layout.css",
            "plates.css",
            "tiles.css",
            "forms.css",
            "money.css",
            "tables.css",
            "ballot.css",
            "modes.css",
        ],
    ),
    ("desk.css", &["desk.css"]),
    ("game.css", &["game.css"]),
];

/// Served as they are.
const FILES: [&str; 4] = ["core.js", "map.js", "live.js", "icon.svg"];

#[allow(
    clippy::disallowed_methods,
    reason = "Cargo says in no other way where a build script may write"
)]
fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={ASSETS}");
    let assets = Path::new(ASSETS);
    let out = Path::new(&env::var("OUT_DIR")?).to_owned();
    let served = out.join("served");
    fs::create_dir_all(&served)?;

    for (name, sheets) in SHEETS {
        let mut css = String::new();
        for sheet in sheets {
            css.push_str(&fs::read_to_string(assets.join(sheet))?);
        }
        fs::write(served.join(name), tighten(&css))?;
    }
    for file in FILES {
        fs::copy(assets.join(file), served.join(file))?;
    }

    let code = memory_serve::assets_to_code("page", &served, &out, true, |_| ());
    fs::write(out.join("assets.rs"), code)?;
    Ok(())
}

/// Strips comments and needless white space. Our sheets hold no strings in which either would matter
/// (a test of `assets.rs` reads the outcome).
fn tighten(css: &str) -> String {
    let mut bare = String::new();
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    bare.push_str(rest);

    let mut tight = String::new();
    for word in bare.split_whitespace() {
        let glued = tight.ends_with(['{', '}', ';', ',', '>']) || word.starts_with(['{', '}', '>']);
        // `a :is(…)` and `a:is(…)` differ, so only a colon that ends a property name is closed up.
        let after_name = tight.ends_with(':') && !tight.ends_with("::");
        if !tight.is_empty() && !glued && !after_name {
            tight.push(' ');
        }
        tight.push_str(word);
    }
    tight.replace(";}", "}")
}
