//! When two titles are one.

use std::collections::BTreeSet;

use crate::names::fold;

/// What stands before the colon of a title: most often the name of what it is about.
pub(super) fn short(title: &str) -> &str {
    title.split_once(": ").map_or(title, |(short, _)| short).trim()
}

/// Whether both may be the title of one paper: titles change between versions, and lists shorten them.
pub(super) fn are_alike(a: &str, b: &str) -> bool {
    let whole = |text: &str| fold(text).collect::<String>();
    let (a_whole, b_whole) = (whole(a), whole(b));
    if a_whole.is_empty() || b_whole.is_empty() || a_whole == b_whole {
        return true;
    }
    if whole(short(a)) == whole(short(b)) || a_whole.starts_with(&b_whole) || b_whole.starts_with(&a_whole) {
        return true;
    }
    // A list may leave out the name before the colon.
    let rest = |text: &str| text.split_once(": ").map(|(_, rest)| whole(rest));
    if rest(a).is_some_and(|rest| rest == b_whole) || rest(b).is_some_and(|rest| rest == a_whole) {
        return true;
    }
    let (a, b) = (words(a), words(b));
    let common = a.intersection(&b).count();
    common * 4 >= a.len().max(b.len()) * 3 || strsim::normalized_levenshtein(&a_whole, &b_whole) >= 0.8
}

fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2);
    words.map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::are_alike;

    #[test]
    fn a_title_that_changed_is_still_alike_and_another_is_not() {
        let emu = "Emu3: Next-Token Prediction is All You Need";
        for other in [
            "Emu3",
            "Next-Token Prediction is All You Need",
            "EMU3: next token prediction",
            "Emu3: Next Token Prediction Is All We Need",
        ] {
            assert!(are_alike(emu, other) && are_alike(other, emu), "{other}");
        }
        for (a, b) in [
            (
                "Show-o2: Improved Native Unified Multimodal Models",
                "Skywork UniPic: Unified Autoregressive Modeling for Visual Understanding and Generation",
            ),
            (
                "SEED-X: Multimodal Models with Unified Multi-granularity Comprehension and Generation",
                "Nexus-Gen: A Unified Model for Image Understanding, Generation, and Editing",
            ),
        ] {
            assert!(!are_alike(a, b));
        }
    }
}
