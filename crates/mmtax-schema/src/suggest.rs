//! "Did you mean": the candidate that a misspelled word most likely stands for.

/// The candidate that `text` is most likely a slip of, if one is near enough: at most one slip in three characters and
/// three in all. Ties go to the candidate that sorts first.
pub fn nearest<'c>(text: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let length = text.chars().count();
    let allowed = (length / 3).clamp(1, 3);
    candidates
        .filter(|candidate| candidate.len().abs_diff(text.len()) <= allowed * 4)
        .map(|candidate| (strsim::osa_distance(text, candidate), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_near_words_only() {
        let words = ["janus", "janus-pro", "janusflow", "show-o"];
        let near = |text| nearest(text, words.into_iter());
        assert_eq!(near("jnus"), Some("janus"));
        assert_eq!(near("janus-por"), Some("janus-pro"));
        assert_eq!(near("bagel"), None);
        assert_eq!(near(""), None);
    }
}
