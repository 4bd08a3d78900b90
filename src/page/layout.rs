//! The document around every page: head, enamel band with the cord, navigation, footer.

use axum::http::{StatusCode, Uri};
use axum::response::{Html, IntoResponse, Response};
use axum_extra::extract::CookieJar;
use maud::{DOCTYPE, Markup, html};

use super::assets;
use super::mark;
use super::parts::words::{Tone, banner};
use super::said::foreign;
use crate::text::{Lang, Text};

/// Day, night, or what the device prefers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    #[default]
    Device,
    Light,
    Dark,
}

impl Theme {
    pub const COOKIE: &'static str = "theme";

    pub fn from_cookies(jar: &CookieJar) -> Self {
        jar.get(Self::COOKIE).map_or(Self::Device, |cookie| Self::parse(cookie.value()))
    }

    pub fn parse(name: &str) -> Self {
        match name {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::Device,
        }
    }

    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Device => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }
}

#[derive(Clone, Debug)]
pub struct NavItem {
    pub label: String,
    pub href: String,
    pub current: bool,
}

/// What stands beside the logo, and where it leads.
#[derive(Clone, Debug, Default)]
pub struct Brand {
    pub href: String,
    pub city: String,
    pub title: String,
    /// The language of both.
    pub language: String,
}

/// A whole page before its content.
#[derive(Clone, Debug)]
pub struct Shell {
    pub text: Text,
    pub theme: Theme,
    pub uri: Uri,
    pub title: String,
    pub brand: Brand,
    pub nav: Vec<NavItem>,
    /// The signed-in person's name.
    pub account: Option<String>,
    /// Where this person works: messages and paths.
    pub doors: Vec<(&'static str, &'static str)>,
    pub status: StatusCode,
    /// A sentence after a redirect.
    pub banner: Option<String>,
    /// Instead of navigation: the way out of a focused task (label, address).
    pub focus: Option<(String, String)>,
    /// Inside the band, under the navigation.
    pub hero: Option<Markup>,
    /// After `main`: a bar that sticks to the lower edge.
    pub bar: Option<Markup>,
    /// Class of the body: `vote`, `desk`.
    pub class: &'static str,
    /// Whether the page has a map.
    pub map: bool,
    /// Where news of this page come from.
    pub live: Option<String>,
}

impl Shell {
    pub fn new(text: Text, theme: Theme, uri: Uri, title: String) -> Self {
        Self {
            text,
            theme,
            uri,
            title,
            brand: Brand::default(),
            nav: Vec::new(),
            account: None,
            doors: Vec::new(),
            status: StatusCode::OK,
            banner: None,
            focus: None,
            hero: None,
            bar: None,
            class: "",
            map: false,
            live: None,
        }
    }

    /// 422 and a title that says so, when a form comes back with complaints.
    pub fn invalid(mut self) -> Self {
        self.status = StatusCode::UNPROCESSABLE_ENTITY;
        self.title = self.text.with("title-error", &[("title", self.title.as_str().into())]);
        self
    }

    /// The finished page. `body` is what `main` holds: it starts with the page's one `h1`.
    pub fn page(self, body: Markup) -> Response {
        let status = self.status;
        let document = self.document(body);
        (status, Html(document.into_string())).into_response()
    }

    fn document(&self, body: Markup) -> Markup {
        let t = self.text;
        let site = if self.brand.city.is_empty() {
            t.say("site-name")
        } else {
            t.with("site-title", &[("city", self.brand.city.as_str().into())])
        };
        html! {
            (DOCTYPE)
            html lang=(t.0.code()) data-theme=[self.theme.name()] {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (self.title) " – " (site) }
                    link rel="stylesheet" href=(assets::css());
                    @if self.class == "desk" { link rel="stylesheet" href=(assets::desk_css()); }
                    @if self.class == "game" { link rel="stylesheet" href=(assets::game_css()); }
                    link rel="icon" href=(assets::icon()) type="image/svg+xml";
                    script type="module" src=(assets::core_js()) {}
                    @if self.map { script type="module" src=(assets::map_js()) {} }
                    @if self.live.is_some() { script type="module" src=(assets::live_js()) {} }
                    @for lang in Lang::ALL {
                        link rel="alternate" hreflang=(lang.code()) href=(self.in_language(lang));
                    }
                }
                body class=[self.body_class()] data-live=[self.live.as_deref()] {
                    a.skip href="#content" { (t.say("skip")) }
                    @match &self.hero {
                        // A player's phone has no room for more than the table's own head.
                        Some(hero) if self.class == "game" => { (hero) }
                        hero => header.top {
                            div.wrap {
                                div.bar { (self.brand()) (self.navigation()) }
                                @if let Some(hero) = hero { (hero) }
                            }
                        },
                    }
                    main #content.wrap.page tabindex="-1" {
                        @if let Some(text) = &self.banner { (banner(Tone::Good, text, None)) }
                        (body)
                    }
                    @if let Some(bar) = &self.bar { (bar) }
                    @if self.focus.is_none() { (self.footer()) }
                    p.sr #announce role="status" {}
                }
            }
        }
    }

    fn body_class(&self) -> Option<&'static str> {
        match (self.class, self.focus.is_some()) {
            ("", true) => Some("focus"),
            ("", false) => None,
            (class, _) => Some(class),
        }
    }

    fn brand(&self) -> Markup {
        let home = format!("/{}/", self.text.0.code());
        let href = if self.brand.href.is_empty() { &home } else { &self.brand.href };
        html! {
            a.brand href=(href) {
                (mark::mark()) b { "Sakwa" }
                @if !self.brand.city.is_empty() {
                    span lang=[foreign(self.text, &self.brand.language)] { (self.brand.city) br; (self.brand.title) }
                }
            }
        }
    }

    fn navigation(&self) -> Markup {
        let t = self.text;
        let at = |path: &str| format!("/{}{path}", t.0.code());
        if let Some((label, href)) = &self.focus {
            return html! { a.plate.plate--small.plate--quiet href=(href) { (label) } };
        }
        let here = self.uri.path();
        let link = |href: String, label: &str| {
            let current = here == href;
            html! { a href=(href) aria-current=[current.then_some("page")] { (label) } }
        };
        html! {
            nav.nav aria-label=(t.say("nav-main")) {
                @for item in &self.nav {
                    a href=(item.href) aria-current=[item.current.then_some("page")] { (item.label) }
                }
                @for (name, path) in &self.doors { (link(at(path), &t.say(name))) }
                @match &self.account {
                    Some(_) => { (link(at("/my"), &t.say("nav-my"))) }
                    None => { (link(at("/sign-in"), &t.say("nav-sign-in"))) }
                }
            }
        }
    }

    fn footer(&self) -> Markup {
        let t = self.text;
        let at = |path: &str| format!("/{}{path}", t.0.code());
        let (name, label) = match self.theme {
            Theme::Dark => ("light", t.say("theme-day")),
            _ => ("dark", t.say("theme-night")),
        };
        html! {
            footer.foot {
                div.wrap.row {
                    a href=(at("/")) { (t.say("nav-editions")) }
                    a href=(at("/receipt")) { (t.say("nav-receipt")) }
                    a href=(at("/join")) { (t.say("nav-join")) }
                    @for lang in Lang::ALL.into_iter().filter(|lang| *lang != t.0) {
                        a href=(self.in_language(lang)) lang=(lang.code()) hreflang=(lang.code()) { (lang.name()) }
                    }
                    form method="post" action=(at("/theme")) {
                        input type="hidden" name="next" value=(self.here());
                        button type="submit" name="theme" value=(name) { (label) }
                    }
                    @if self.account.is_some() {
                        a href=(at("/account")) { (t.say("nav-account")) }
                        form method="post" action=(at("/sign-out")) {
                            button type="submit" { (t.say("sign-out")) }
                        }
                    }
                }
            }
        }
    }

    fn here(&self) -> &str {
        self.uri.path_and_query().map_or("/", |here| here.as_str())
    }

    /// This very page in another language.
    fn in_language(&self, lang: Lang) -> String {
        let rest = self.here().get(3..).unwrap_or("/");
        format!("/{}{rest}", lang.code())
    }
}

/// Text with line breaks as paragraphs.
pub fn paragraphs(text: &str) -> Markup {
    html! { @for line in text.split('\n').filter(|line| !line.is_empty()) { p { (line) } } }
}
