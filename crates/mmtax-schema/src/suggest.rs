//! "Did you mean": the candidate that a misspelled word most likely stands for.

/// What a misspelled word most likely stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Near<'c> {
    /// The nearest candidate.
    pub word: &'c str,
    /// Whether no other candidate is near.
    pub is_only: bool,
    /// Whether the two differ as a slip of the hand makes them differ: by characters left out, doubled or transposed, never
    /// by a digit or by one letter for another (`llava` is no slip of `llama`, and `3b` none of `7b`).
    pub is_slip: bool,
}

/// The candidate that `text` is most likely a slip of, if one is near enough: at most one slip in three characters and
/// three in all. Ties go to the candidate that sorts first.
pub fn near<'c>(text: &str, candidates: impl Iterator<Item = &'c str>) -> Option<Near<'c>> {
    let length = text.chars().count();
    let allowed = (length / 3).clamp(1, 3);
    let mut close: Vec<(usize, &str)> = candidates
        .filter(|candidate| candidate.len().abs_diff(text.len()) <= allowed * 4)
        .map(|candidate| (strsim::osa_distance(text, candidate), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .collect();
    close.sort_unstable();
    close.dedup();
    let (_, word) = *close.first()?;
    Some(Near { word, is_only: close.len() == 1, is_slip: is_slip(text, word) })
}

/// [`near`], where only the word matters.
pub fn nearest<'c>(text: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    near(text, candidates).map(|near| near.word)
}

fn is_slip(one: &str, other: &str) -> bool {
    // Words this short are too often neighbours by chance.
    const LEAST: usize = 4;
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let letters = |text: &str| {
        let mut letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
        letters.sort_unstable();
        letters
    };
    let (one_letters, other_letters) = (letters(one), letters(other));
    let (fewer, more) = if one_letters.len() <= other_letters.len() {
        (one_letters, other_letters)
    } else {
        (other_letters, one_letters)
    };
    let mut left = more.iter();
    fewer.len() >= LEAST
        && digits(one) == digits(other)
        && fewer.iter().all(|letter| left.any(|candidate| candidate == letter))
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

    #[test]
    fn a_slip_is_neither_another_size_nor_another_name() {
        let only = |text, word| super::near(text, [word].into_iter()).map(|near| near.is_slip);
        for (slip, word) in [("deepseek-lm", "deepseek-llm"), ("jnaus", "janus"), ("janus_pro", "janus-pro")]
        {
            assert_eq!(only(slip, word), Some(true), "{slip}");
        }
        for (other, word) in
            [("llava", "llama"), ("3b", "7b"), ("qwen2", "qwen3"), ("vilt", "vit"), ("emu", "emu2")]
        {
            assert_eq!(only(other, word), Some(false), "{other}");
        }
        let two = super::near("janus-pr", ["janus-pro", "janus-pra"].into_iter());
        assert_eq!(two.map(|near| (near.word, near.is_only)), Some(("janus-pra", false)));
    }
}
