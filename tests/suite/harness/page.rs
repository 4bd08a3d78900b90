//! What came back, read as a person reads it: by words, headings and forms.

use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode, header};
use scraper::{ElementRef, Html, Selector};

use super::browser::Browser;

#[derive(Clone, Debug)]
pub struct Page {
    pub at: String,
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Page {
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}: {}", self.at, self.text());
        self
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.to_vec()).unwrap()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// A header that may be said in parts.
    pub fn every(&self, name: &str) -> String {
        let parts: Vec<&str> =
            self.headers.get_all(name).iter().map(|part| part.to_str().unwrap()).collect();
        parts.join(", ")
    }

    #[track_caller]
    pub fn location(&self) -> &str {
        assert!(
            self.headers.contains_key(header::LOCATION),
            "{} {}: {}",
            self.at,
            self.status,
            self.text()
        );
        self.header("location")
    }

    pub fn dom(&self) -> Html {
        Html::parse_document(&self.text())
    }

    /// The words inside every match, blanks folded.
    pub fn all(&self, selector: &str) -> Vec<String> {
        self.dom().select(&css(selector)).map(words).collect()
    }

    /// The words inside the first match.
    #[track_caller]
    pub fn one(&self, selector: &str) -> String {
        match self.all(selector).into_iter().next() {
            Some(words) => words,
            None => panic!("no {selector} on {}: {}", self.at, self.text()),
        }
    }

    pub fn has(&self, selector: &str) -> bool {
        self.dom().select(&css(selector)).next().is_some()
    }

    pub fn attrs(&self, selector: &str, name: &str) -> Vec<String> {
        let dom = self.dom();
        dom.select(&css(selector)).filter_map(|at| at.attr(name)).map(str::to_owned).collect()
    }

    /// Whether a reader finds these words.
    pub fn says(&self, sentence: &str) -> bool {
        self.one("body").contains(&fold(sentence))
    }

    #[track_caller]
    pub fn form(&self, selector: &str) -> Form {
        let dom = self.dom();
        match dom.select(&css(selector)).next() {
            Some(form) => Form::read(self, form),
            None => panic!("no {selector} on {} ({}): {}", self.at, self.status, self.text()),
        }
    }
}

fn css(selector: &str) -> Selector {
    Selector::parse(selector).unwrap_or_else(|error| panic!("{selector}: {error}"))
}

fn words(at: ElementRef<'_>) -> String {
    fold(&at.text().collect::<Vec<_>>().join(" "))
}

/// Runs of blanks as one; a no-break space is a blank too.
pub fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A form as it stands on the page: it sends what a browser without scripts would send.
#[derive(Clone, Debug)]
pub struct Form {
    pub action: String,
    pub fields: Vec<(String, String)>,
    /// Boxes to tick and buttons to press: name and value.
    offers: Vec<(String, String)>,
}

impl Form {
    fn read(page: &Page, form: ElementRef<'_>) -> Self {
        let at =
            |element: ElementRef<'_>, name: &str| element.attr(name).unwrap_or_default().to_owned();
        let path = page.at.split('#').next().unwrap().to_owned();
        let action = form.attr("action").map_or(path, str::to_owned);
        let (mut fields, mut offers) = (Vec::new(), Vec::new());
        for element in form.select(&css("input, textarea, select, button[name]")) {
            let (name, value) = (at(element, "name"), at(element, "value"));
            match (element.value().name(), element.attr("type").unwrap_or("text")) {
                ("input", "radio" | "checkbox") => {
                    if element.attr("checked").is_some() {
                        fields.push((name.clone(), value.clone()));
                    }
                    offers.push((name, value));
                }
                ("button", _) => offers.push((name, value)),
                ("input", _) => fields.push((name, value)),
                ("textarea", _) => fields.push((name, element.text().collect())),
                _ => {
                    let chosen = element.select(&css("option[selected]")).next();
                    let option = chosen.or_else(|| element.select(&css("option")).next());
                    fields
                        .push((name, option.map(|option| at(option, "value")).unwrap_or_default()));
                }
            }
        }
        Self { action, fields, offers }
    }

    /// Types into the field of this name.
    #[track_caller]
    pub fn fill(self, name: &str, value: &str) -> Self {
        self.fill_nth(name, 0, value)
    }

    /// Types into one of several fields that share a name.
    #[track_caller]
    pub fn fill_nth(mut self, name: &str, nth: usize, value: &str) -> Self {
        match self.fields.iter_mut().filter(|(field, _)| field == name).nth(nth) {
            Some(field) => field.1 = value.to_owned(),
            None => panic!("no field {name} in {self:?}"),
        }
        self
    }

    /// Ticks a box, picks a radio button or presses a button.
    #[track_caller]
    pub fn pick(mut self, name: &str, value: &str) -> Self {
        let offer = (name.to_owned(), value.to_owned());
        assert!(self.offers.contains(&offer), "no {name}={value} in {self:?}");
        self.fields.retain(|(field, _)| field != name);
        self.fields.push(offer);
        self
    }

    pub fn get(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    pub async fn send(&self, browser: &Browser) -> Page {
        self.try_send(browser).await.expect("the server answers")
    }

    /// None when the server is gone.
    pub async fn try_send(&self, browser: &Browser) -> Option<Page> {
        let fields: Vec<(&str, &str)> =
            self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        browser.try_post(&self.action, &fields).await
    }
}
