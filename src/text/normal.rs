//! One form of what people type and upload. The same word arrives composed or decomposed (files of
//! macOS, PDF), with a soft hyphen of a word processor, a no-break space of a spreadsheet or a
//! zero-width sign of a web page; it looks the same and has to be the same.

use unicode_normalization::UnicodeNormalization;

use super::without_mark;

/// Whether this sign draws nothing and only steers how its neighbours are drawn: soft hyphen,
/// zero-width signs, marks of direction, byte order marks, fillers, variation selectors, tags, the
/// empty letter of Braille.
pub fn is_invisible(sign: char) -> bool {
    matches!(
        sign,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// The text in its composed form (NFC), without signs that draw nothing, with plain blanks for
/// no-break and typographic ones and plain hyphens for no-break ones. Lines, dashes and quotation
/// marks stay as they were typed; what joins the parts of one picture stays inside it.
pub fn normal(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let mut kept = String::with_capacity(text.len());
    let mut signs = text.nfc().peekable();
    while let Some(sign) = signs.next() {
        let before = kept.chars().next_back();
        match sign {
            '\u{200d}' => {
                let joins =
                    before.is_some_and(is_picture) && signs.peek().copied().is_some_and(is_picture);
                kept.extend(joins.then_some(sign));
            }
            '\u{fe0e}' | '\u{fe0f}' => {
                let chooses = before.is_some_and(|before| {
                    is_picture(before) || before.is_ascii_digit() || "#*©®".contains(before)
                });
                kept.extend(chooses.then_some(sign));
            }
            sign if is_invisible(sign) => {}
            '\u{a0}'
            | '\u{1680}'
            | '\u{2000}'..='\u{200a}'
            | '\u{202f}'
            | '\u{205f}'
            | '\u{3000}' => kept.push(' '),
            '\u{2010}' | '\u{2011}' => kept.push('-'),
            sign => kept.push(sign),
        }
    }
    // A mark that a sign without looks held apart from its letter.
    if kept.len() == text.len() { kept } else { kept.nfc().collect() }
}

/// Symbols and pictures: what joiners and variation selectors are meant for.
fn is_picture(sign: char) -> bool {
    matches!(sign, '\u{203c}'..='\u{2bff}' | '\u{3030}'..='\u{303d}' | '\u{3297}' | '\u{3299}' | '\u{fe0e}'..='\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

/// The text as it is compared: [`normal`], in lower case, letters without their Polish marks,
/// ligatures and wide letters as plain ones, one apostrophe.
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for sign in normal(text).to_lowercase().chars() {
        match sign {
            _ if sign.is_ascii() => folded.push(sign),
            // A letter by its properties, an apostrophe by its use.
            '\u{2bc}' | '\u{2b9}' | '\u{2019}' | '\u{2018}' | '\u{2032}' | '\u{ff07}' => {
                folded.push('\'');
            }
            // Only letters: `½` taken apart would be another house.
            _ if sign.is_alphabetic() => {
                folded.extend(std::iter::once(without_mark(sign)).nfkc());
            }
            _ => folded.push(sign),
        }
    }
    folded
}

/// The words of a text as they are compared: everything that is no letter or digit ends a word.
pub fn words(text: &str) -> Vec<String> {
    let folded = folded(text);
    let words = folded.split(|sign: char| !sign.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_the_same_is_the_same() {
        for typed in [
            "Z\u{307}aneta Wro\u{301}bel",
            "Ża\u{ad}neta Wróbel",
            "\u{feff}Żaneta\u{a0}Wróbel",
            "Żaneta\u{202f}Wró\u{200b}bel",
            "\u{202e}Żaneta\u{202c} Wróbel",
            "Z\u{200d}\u{307}aneta Wróbel",
        ] {
            assert_eq!(normal(typed), "Żaneta Wróbel", "{typed:?}");
            assert_eq!(words(typed), ["zaneta", "wrobel"], "{typed:?}");
        }
        assert_eq!(words("Łącka\u{2011}Nowak"), ["lacka", "nowak"]);
        assert_eq!(words("Sera\u{fb01}n"), ["serafin"]);
        for apostrophe in ["'", "\u{2019}", "\u{2bc}", "\u{2018}"] {
            assert_eq!(words(&format!("Прокоп{apostrophe}юк")), ["прокоп", "юк"]);
        }
    }

    #[test]
    fn what_is_plain_stays_as_it_is() {
        for plain in [
            "Zażółć gęślą jaźń – „tak”, 5½ m²",
            "two\nlines",
            "Місто’s ё й",
            "👨\u{200d}👩\u{200d}👧 ❤\u{fe0f}",
        ] {
            assert_eq!(normal(plain), plain);
        }
        // As the digests of registers that are in force have it.
        for name in ["Żaneta Łącka-Nowak", "O’Connor Seán", "ul. Święta 5½ m. 3", "Jürgen Weiß"]
        {
            let before: Vec<String> = name
                .to_lowercase()
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
                .map(|word| word.chars().map(without_mark).collect())
                .collect();
            assert_eq!(words(name), before);
        }
    }
}
