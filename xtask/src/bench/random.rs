//! The generator's own source of chance: SplitMix64, the same numbers on every machine and with every release.

/// SplitMix64 (Steele, Lea, Flood 2014): one 64-bit word of state, stepped by the golden ratio and mixed twice.
#[derive(Clone, Debug)]
pub(super) struct Random {
    state: u64,
}

impl Random {
    /// The numbers of `seed` for one purpose. Each file has its own, so that one file's text depends on no other's.
    pub(super) fn new(seed: u64, purpose: u64) -> Self {
        let mut random = Self { state: seed };
        let mixed = random.next() ^ purpose;
        Self { state: mixed }
    }

    pub(super) fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.state;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^ (word >> 31)
    }

    /// A number below `limit`, or 0 where there is none. The bias of the remainder does not matter here.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        let limit = u64::try_from(limit).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % limit).unwrap_or_default()
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// Whether something happens that does so in `percent` of all cases.
    pub(super) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub(super) fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words.get(self.below(words.len())).copied().unwrap_or_default()
    }

    /// `count` words of prose without anything that YAML could take for syntax.
    pub(super) fn prose(&mut self, count: usize) -> String {
        let mut text = String::new();
        for index in 0..count {
            if index > 0 {
                text.push(' ');
            }
            text.push_str(self.pick(WORDS));
        }
        text
    }
}

/// A made-up name of three syllables.
pub(super) fn name(random: &mut Random) -> String {
    (0..3).map(|_| random.pick(SYLLABLES)).collect()
}

const SYLLABLES: &[&str] = &[
    "ba", "ce", "di", "fo", "gu", "ha", "ji", "ka", "lo", "mu", "na", "pe", "ri", "so", "tu", "va", "we",
    "xi", "yo", "zu",
];

const WORDS: &[&str] = &[
    "aligns",
    "adapts",
    "an",
    "and",
    "answers",
    "around",
    "attention",
    "behind",
    "blocks",
    "both",
    "by",
    "captions",
    "codes",
    "conditions",
    "decoder",
    "denoising",
    "each",
    "encoder",
    "features",
    "follows",
    "for",
    "frames",
    "from",
    "frozen",
    "images",
    "in",
    "instructions",
    "into",
    "keeps",
    "language",
    "latents",
    "layers",
    "learned",
    "masked",
    "model",
    "of",
    "one",
    "over",
    "pairs",
    "patches",
    "pixels",
    "prompts",
    "queries",
    "reads",
    "samples",
    "semantic",
    "separate",
    "shared",
    "space",
    "stages",
    "synthetic",
    "text",
    "the",
    "through",
    "tokens",
    "trained",
    "understanding",
    "video",
    "with",
    "writes",
];

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn gives_the_published_numbers() {
        // The reference values of SplitMix64 for the state 1234567.
        let mut random = Random { state: 1_234_567 };
        let first: Vec<u64> = (0..3).map(|_| random.next()).collect();
        assert_eq!(first, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }
}
