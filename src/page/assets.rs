//! Our own style sheet, scripts and icon: embedded, compressed, under names that change with their
//! content, so that a browser may keep them for a year.

use axum::Router;
use memory_serve::{CacheControl, MemoryServe};
use std::sync::LazyLock;

/// Where [`router`] is mounted.
pub const MOUNT: &str = "/static";

struct Served {
    router: Router,
    css: String,
    desk_css: String,
    game_css: String,
    core_js: String,
    map_js: String,
    live_js: String,
    icon: String,
}

// memory-serve leaks what it serves, so there is one for the whole process however often `router` is called.
static SERVED: LazyLock<Served> = LazyLock::new(|| {
    let files = MemoryServe::new(include!(concat!(env!("OUT_DIR"), "/assets.rs")))
        .index_file(None)
        .enable_brotli(true)
        .enable_gzip(true)
        .enable_hashed_routes(true)
        .cache_control(CacheControl::NoCache);
    let manifest = files.manifest();
    let href = |route: &str| format!("{MOUNT}{}", manifest.get(route).unwrap_or(route));
    Served {
        css: href("/app.css"),
        desk_css: href("/desk.css"),
        game_css: href("/game.css"),
        core_js: href("/core.js"),
        map_js: href("/map.js"),
        live_js: href("/live.js"),
        icon: href("/icon.svg"),
        router: files.into_router(),
    }
});

/// The routes of the assets, to be nested at [`MOUNT`].
pub fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    SERVED.router.clone().with_state(())
}

/// For `<link rel="stylesheet" href>`.
pub fn css() -> &'static str {
    &SERVED.css
}

/// For a second `<link rel="stylesheet" href>` on the pages of city hall.
pub fn desk_css() -> &'static str {
    &SERVED.desk_css
}

/// For a second `<link rel="stylesheet" href>` on the pages of the budget game (player, projector).
pub fn game_css() -> &'static str {
    &SERVED.game_css
}

/// For `<script type="module" src>` on every page.
pub fn core_js() -> &'static str {
    &SERVED.core_js
}

/// For `<script type="module" src>` on pages with a map.
pub fn map_js() -> &'static str {
    &SERVED.map_js
}

/// For `<script type="module" src>` on pages that follow a game.
pub fn live_js() -> &'static str {
    &SERVED.live_js
}

/// For `<link rel="icon" type="image/svg+xml" href>`.
pub fn icon() -> &'static str {
    &SERVED.icon
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{body::Body, http::Request};
    use std::collections::HashMap;
    use tower::ServiceExt;

    const TOKENS: &str = include_str!("assets/tokens.css");

    async fn fetch(href: &str) -> (u16, HashMap<String, String>) {
        let request = Request::get(href)
            .header("accept-encoding", "br")
            .body(Body::empty())
            .expect("a request");
        let answer =
            Router::<()>::new().nest(MOUNT, router()).oneshot(request).await.expect("an answer");
        let headers = answer.headers().iter();
        let headers =
            headers.map(|(k, v)| (k.to_string(), v.to_str().expect("ascii").to_owned())).collect();
        (answer.status().as_u16(), headers)
    }

    #[tokio::test]
    async fn served_small_and_for_ever_under_hashed_names() {
        let mut size = HashMap::new();
        for href in [css(), desk_css(), game_css(), core_js(), map_js(), live_js(), icon()] {
            let (status, headers) = fetch(href).await;
            assert_eq!(status, 200, "{href}");
            assert!(headers["cache-control"].contains("immutable"), "{href}");
            assert!(headers.contains_key("etag"));
            size.insert(href, headers["content-length"].parse::<usize>().expect("a number"));
        }
        assert!(size[css()] <= 6500, "css is {} bytes", size[css()]);
        assert!(size[core_js()] + size[map_js()] <= 8000);
        assert!(size[core_js()] + size[live_js()] <= 8000);
    }

    /// Name → `#rrggbb` of the colours in the block that starts with `selector`.
    fn colours(selector: &str) -> HashMap<&'static str, &'static str> {
        let block = TOKENS
            .split_once(selector)
            .and_then(|(_, rest)| rest.split_once('{'))
            .expect("the block")
            .1;
        let block = block.split_once('}').expect("its end").0;
        block
            .split("--")
            .filter_map(|line| line.split_once(':'))
            .filter_map(|(name, value)| value.split(';').next().map(|value| (name, value.trim())))
            .filter(|(_, value)| value.starts_with('#'))
            .collect()
    }

    fn luminance(hex: &str) -> f64 {
        let digits = hex.trim_start_matches('#');
        let channel = |i: usize| {
            let pair = if digits.len() == 3 {
                digits[i..=i].repeat(2)
            } else {
                digits[2 * i..2 * i + 2].to_owned()
            };
            let v = f64::from(u8::from_str_radix(&pair, 16).expect("a hex colour")) / 255.0;
            if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(0) + 0.7152 * channel(1) + 0.0722 * channel(2)
    }

    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// `front on back, back, …` for each front: everything that stands on something.
    const TEXT: [(&str, &str); 15] = [
        ("ink ink-2 link brass-text", "paper surface sunken"),
        ("bad", "bad-soft surface paper"),
        ("good", "good-soft surface paper"),
        ("warn", "warn-soft surface paper"),
        ("info", "info-soft surface paper"),
        ("ink", "bad-soft good-soft warn-soft info-soft"),
        ("ink-2", "warn-soft bad-soft"),
        ("link", "bad-soft good-soft warn-soft info-soft"),
        ("on-enamel", "enamel enamel-2"),
        ("on-enamel-2", "enamel enamel-2"),
        ("on-brass", "brass"),
        ("brass", "enamel-2"),
        ("surface", "bad good warn info"),
        ("bad", "sunken"),
        ("good", "sunken"),
    ];
    const SHAPES: [(&str, &str); 20] = [
        ("line-strong", "paper surface sunken bad-soft"),
        ("enamel-line", "enamel enamel-2"),
        ("focus", "paper surface"),
        ("focus-halo", "focus"),
        ("brass", "enamel enamel-2"),
        ("brass-shade", "surface"),
        ("bad", "surface"),
        ("sea", "surface paper"),
        ("enamel", "brass"),
        ("moss", "leaf"),
        ("brick", "apricot"),
        ("slate", "sky"),
        ("plum", "lilac"),
        ("sea", "mint"),
        ("rose", "blush"),
        ("umber", "straw"),
        ("coal", "stone"),
        ("ink-2", "sunken"),
        ("focus", "sunken"),
        ("bad", "bad-soft"),
    ];

    #[test]
    fn every_pair_of_colours_can_be_told_apart_by_day_and_by_night() {
        let mut faults = Vec::new();
        for theme in [":root", r#":root[data-theme="dark"]"#] {
            let colour = colours(theme);
            for (pairs, least) in [(&TEXT[..], 4.5), (&SHAPES[..], 3.0)] {
                for (fronts, backs) in pairs {
                    for (front, back) in
                        fronts.split(' ').flat_map(|f| backs.split(' ').map(move |b| (f, b)))
                    {
                        let ratio = contrast(colour[front], colour[back]);
                        if ratio < least {
                            faults.push(format!("{front} on {back}: {ratio:.2} ({theme})"));
                        }
                    }
                }
            }
        }
        assert!(faults.is_empty(), "{faults:#?}");
    }

    #[test]
    fn night_by_system_and_night_by_choice_are_one() {
        let night = colours(r#":root:not([data-theme="light"])"#);
        assert_eq!(night, colours(r#":root[data-theme="dark"]"#));
        assert!(night.len() > 30);
    }
}
