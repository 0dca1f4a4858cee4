//! Dates as lists write them.

use mmtax_schema::PartialDate;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Whether the text only says that there is nothing.
pub(super) fn is_nothing(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    !text.chars().any(char::is_alphanumeric) || matches!(text.as_str(), "n/a" | "na" | "none" | "tbd")
}

/// Reads `2025/01/29`, `2025-01`, `2025.01`, `2025`, `Jan. 2025`, `29 Jan 2025` and `January 29, 2025`.
pub(super) fn read(text: &str) -> Option<PartialDate> {
    let parts: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let (year, month, day) = match *parts.as_slice() {
        [year] => (year, None, None),
        [month, year] if month_named(month).is_some() => (year, month_named(month), None),
        [year, month] => (year, month_of(month), None),
        [month, day, year] if month_named(month).is_some() => (year, month_named(month), Some(day)),
        [day, month, year] if month_named(month).is_some() && year.len() == 4 => {
            (year, month_named(month), Some(day))
        }
        [year, month, day] => (year, month_of(month), Some(day)),
        _ => return None,
    };
    if parts.len() > 1 && month.is_none() {
        return None;
    }
    let day = day.map(number).map_or(Some(None), |day| day.map(Some))?;
    let month = month.map_or_else(String::new, |month| format!("-{month:02}"));
    let day = day.map_or_else(String::new, |day| format!("-{day:02}"));
    PartialDate::new(&format!("{year}{month}{day}"))
}

fn month_named(text: &str) -> Option<u8> {
    let text = text.to_lowercase();
    let at =
        MONTHS.iter().position(|month| text.starts_with(month) && text.chars().all(char::is_alphabetic))?;
    u8::try_from(at + 1).ok()
}

fn month_of(text: &str) -> Option<u8> {
    month_named(text).or_else(|| number(text))
}

fn number(text: &str) -> Option<u8> {
    (text.len() <= 2).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::{is_nothing, read};

    #[test]
    fn reads_the_forms_of_lists_and_no_others() {
        for (written, expected) in [
            ("2025/01/29", "2025-01-29"),
            ("2025-1-9", "2025-01-09"),
            ("2025.01", "2025-01"),
            ("2025", "2025"),
            ("June. 2025", "2025-06"),
            ("Jan 2025", "2025-01"),
            ("January 29, 2025", "2025-01-29"),
            ("29 Jan 2025", "2025-01-29"),
            ("2025/02/30", "2025-02-30"),
        ] {
            assert_eq!(read(written).map(|date| date.to_string()).as_deref(), Some(expected), "{written}");
        }
        for other in [
            "29/01/2025",
            "2025/13",
            "soon",
            "25/01",
            "2025/01/32",
            "2025/1/2/3",
            "2025/x",
            "CVPR 2025",
            "",
            "éé",
        ] {
            assert_eq!(read(other), None, "{other}");
        }
        assert!(is_nothing(" - ") && is_nothing("") && is_nothing("N/A") && !is_nothing("soon"));
    }
}
