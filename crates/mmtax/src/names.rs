//! When two names are one, and which names a file cannot have.

/// Letters and digits only, lower case. Signs that change a name keep their place: `ILLUME+` is not `ILLUME`.
pub(crate) fn fold(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric() || matches!(c, '+' | '²' | '³')).flat_map(char::to_lowercase)
}

/// The longest stem of a file, in characters. Artifacts add to it, and no system takes a name of more than 255.
const LONGEST: usize = 100;

/// Why an id cannot be the stem of a file everywhere, if it cannot.
pub(crate) fn not_a_stem(id: &str) -> Option<String> {
    if id.len() > LONGEST {
        return Some(format!("an id has at most {LONGEST} characters"));
    }
    // Windows looks no further than the first dot.
    let device = id.split('.').next().unwrap_or(id);
    let is_port = |name: &str| {
        device.strip_prefix(name).is_some_and(|number| matches!(number.as_bytes(), [b'0'..=b'9']))
    };
    let is_device = matches!(device, "con" | "prn" | "aux" | "nul") || is_port("com") || is_port("lpt");
    is_device.then(|| format!("no file can be called `{device}` on Windows"))
}

#[cfg(test)]
mod tests {
    use super::not_a_stem;

    #[test]
    fn devices_and_very_long_names_are_no_stems() {
        for bad in ["con", "nul.1", "com1", "lpt9.x-y", "aux", "prn", &"x".repeat(101)] {
            assert!(not_a_stem(bad).is_some(), "{bad}");
        }
        for good in ["console", "con-1", "com10", "lpt", "x.nul", "com", &"x".repeat(100)] {
            assert_eq!(not_a_stem(good), None);
        }
    }
}
