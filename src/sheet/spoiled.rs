//! What a spreadsheet has made of a cell before it was saved.

use crate::text::Message;

/// Why a cell does not hold what was once typed into it: a number that was rounded, a column that was
/// too narrow, an error of a formula.
pub fn spoiled(cell: &str) -> Option<Message> {
    let cell = cell.trim();
    if cell.len() > 1 && cell.bytes().all(|byte| byte == b'#') {
        return Some(Message::new("sheet-narrow"));
    }
    let formula = cell.strip_prefix('#').is_some_and(|name| {
        let name = name.trim_end_matches(['!', '?']);
        let known = name.chars().all(|c| c.is_uppercase() || c == '/' || c == '0');
        name.len() < cell.len() - 1 && known || matches!(name, "N/A" | "N/D" | "GETTING_DATA")
    });
    if formula || matches!(cell, "Err:502" | "Err:508" | "Err:522") {
        return Some(Message::new("sheet-formula"));
    }
    is_rounded(cell).then(|| Message::new("sheet-rounded"))
}

/// `1,23457E+15`, and a whole number with zeros after the comma.
fn is_rounded(cell: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (head, power) = match cell.split_once(['E', 'e']) {
        Some((head, power)) => (head, Some(power)),
        None => (cell, None),
    };
    let number = match head.split_once([',', '.']) {
        Some((whole, part)) => {
            digits(whole)
                && match power {
                    Some(_) => digits(part),
                    None => {
                        digits(part) && part.bytes().all(|byte| byte == b'0') && part.len() <= 2
                    }
                }
        }
        None => power.is_some_and(|power| power.starts_with(['+', '-'])) && digits(head),
    };
    number && power.is_none_or(|power| digits(power.trim_start_matches(['+', '-'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_spoils_is_told_from_numbers() {
        let key = |cell| spoiled(cell).map(|message| message.key.into_owned());
        for cell in ["1,23457E+15", "2.34568E+15", "6E+08", "1,2e15", "123456,0", "123456.00"] {
            assert_eq!(key(cell).as_deref(), Some("sheet-rounded"), "{cell}");
        }
        for cell in ["#ARG!", "#N/D!", "#N/D", "#NAZWA?", "#DZIEL/0!", "#VALUE!", "#N/A", "Err:508"]
        {
            assert_eq!(key(cell).as_deref(), Some("sheet-formula"), "{cell}");
        }
        assert_eq!(key("########").as_deref(), Some("sheet-narrow"));
        for cell in ["AB-17", "12E5", "E15", "1.5", "12.34", "#12", "", "#", "Nowak", "7E", "12,30"]
        {
            assert_eq!(key(cell), None, "{cell}");
        }
    }
}
