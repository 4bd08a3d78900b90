//! What people wrote, in the language they wrote it in: titles, names, descriptions, comments. On a
//! page in another language it says so, for a voice that reads the page aloud (WCAG 3.1.2).

use maud::{Markup, Render, html};

use crate::text::Text;

/// Somebody's words beside the page's own.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    words: &'a str,
    lang: Option<&'a str>,
}

/// `language`, where the page speaks another: the attribute of a whole block of somebody's words.
pub fn foreign(text: Text, language: &str) -> Option<&str> {
    (language != text.0.code()).then_some(language)
}

impl<'a> Said<'a> {
    /// Words of `language` on a page of `text`.
    pub fn on(text: Text, language: &'a str, words: &'a str) -> Self {
        Self { words, lang: foreign(text, language) }
    }

    /// The words themselves.
    pub fn words(self) -> &'a str {
        self.words
    }

    /// The language where it is another than the page's.
    pub fn lang(self) -> Option<&'a str> {
        self.lang
    }

    /// The words in a sentence of ours, whose variable `name` they are.
    pub fn within(self, text: Text, key: &str, name: &'static str) -> Markup {
        // A character that no text of ours has marks where they belong.
        const HERE: &str = "\u{fffc}";
        let sentence = text.with(key, &[(name, HERE.into())]);
        let (before, after) = sentence.split_once(HERE).unwrap_or((&sentence, ""));
        html! { (before) (self) (after) }
    }
}

/// Words in the page's own language.
impl<'a> From<&'a str> for Said<'a> {
    fn from(words: &'a str) -> Self {
        Self { words, lang: None }
    }
}

impl<'a> From<&'a String> for Said<'a> {
    fn from(words: &'a String) -> Self {
        Self::from(words.as_str())
    }
}

impl Render for Said<'_> {
    fn render(&self) -> Markup {
        html! { @match self.lang { Some(lang) => span lang=(lang) { (self.words) }, None => (self.words) } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn words_carry_their_language_where_the_page_speaks_another() {
        let shown = |lang| Said::on(Text(lang), "pl", "Ławki & <b>").render().into_string();
        assert_eq!(shown(Lang::Pl), "Ławki &amp; &lt;b>".replace('>', "&gt;"));
        assert_eq!(shown(Lang::Uk), "<span lang=\"pl\">Ławki &amp; &lt;b&gt;</span>");
        let said =
            Said::on(Text(Lang::En), "pl", "Ławki").within(Text(Lang::En), "ballot-up", "title");
        assert!(said.into_string().contains("<span lang=\"pl\">Ławki</span>"));
    }
}
