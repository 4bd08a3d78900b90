//! The bytes of a file as text, or what kind of file it is instead.

use std::borrow::Cow;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1250};
use serde::{Deserialize, Serialize};

/// How the letters of a file are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    #[default]
    Utf8,
    /// What a spreadsheet calls Unicode text.
    Utf16,
    /// What a spreadsheet in Polish writes when it is asked for plain CSV.
    Windows1250,
}

/// The text of a file; the error is the key of a message.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding), &'static str> {
    if bytes.starts_with(b"PK\x03\x04") {
        let head = &bytes[..bytes.len().min(120)];
        let open = head.windows(5).any(|five| five == b"oasis");
        return Err(if open { "sheet-is-ods" } else { "sheet-is-excel" });
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err("sheet-is-excel");
    }
    if bytes.starts_with(b"%PDF") {
        return Err("sheet-is-no-table");
    }
    for (mark, encoding) in [(b"\xff\xfe", UTF_16LE), (b"\xfe\xff", UTF_16BE)] {
        if let Some(rest) = bytes.strip_prefix(mark) {
            let (text, broken) = encoding.decode_without_bom_handling(rest);
            return if broken { Err("sheet-encoding") } else { Ok((text, Encoding::Utf16)) };
        }
    }
    if bytes.contains(&0) {
        return Err("sheet-is-no-table");
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((Cow::Borrowed(text.trim_start_matches('\u{feff}')), Encoding::Utf8));
    }
    let (text, broken) = WINDOWS_1250.decode_without_bom_handling(bytes);
    if broken || is_another(&text) {
        return Err("sheet-encoding");
    }
    Ok((text, Encoding::Windows1250))
}

/// Whether text that was read as Windows-1250 is written otherwise: in ISO-8859-2 its `ą ś ź` stand
/// where this one has signs, and the pages of DOS have letters where it has signs or nothing.
fn is_another(text: &str) -> bool {
    let mut before = ' ';
    text.chars().any(|sign| {
        let odd = matches!(sign, 'ˇ' | '±' | '¶' | '¦' | '¬' | '˘' | '†' | '\u{80}'..='\u{9f}')
            || (sign == 'Ľ' && before.is_lowercase());
        before = sign;
        odd
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_spreadsheets_are_read_or_named() {
        let text = |bytes: &[u8]| decode(bytes).map(|(text, how)| (text.into_owned(), how));
        let read = |text: &str, how| Ok((text.to_owned(), how));
        assert_eq!(text("\u{feff}Imię".as_bytes()), read("Imię", Encoding::Utf8));
        assert_eq!(text(b"Imi\xea;\xaf\xf3\xb3\xe6"), read("Imię;Żółć", Encoding::Windows1250));
        assert_eq!(text(b"\xff\xfeI\0m\0\x19\x01"), read("Imę", Encoding::Utf16));
        // `Ława, źle` in ISO-8859-2, and `Łódź` in the pages of DOS.
        for other in [&b"\xa3awa \xb1"[..], b"\xa3ab\xbc", b"\x9d\xa2d\xab"] {
            assert_eq!(text(other), Err("sheet-encoding"), "{other:?}");
        }
        assert_eq!(text(b"PK\x03\x04\x14\0\x06\0"), Err("sheet-is-excel"));
        assert_eq!(text(b"\xd0\xcf\x11\xe0\xa1\xb1"), Err("sheet-is-excel"));
        let ods = b"PK\x03\x04\x14\0\0\0mimetypeapplication/vnd.oasis.opendocument.spreadsheet";
        assert_eq!(text(ods), Err("sheet-is-ods"));
        assert_eq!(text(b"%PDF-1.7"), Err("sheet-is-no-table"));
    }
}
