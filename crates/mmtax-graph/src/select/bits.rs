//! What is known of a filter for every entry at once.

/// For each entry what can be true of a filter: that it holds, that it does not, and that the question does not arise because
/// the kind of the entry lacks what is asked. One bit alone is certain; what is not known can be several.
#[derive(Clone, Debug)]
pub(super) struct Truth {
    yes: Vec<u64>,
    no: Vec<u64>,
    apart: Vec<u64>,
    count: usize,
}

impl Truth {
    /// The question arises for none of `count` entries.
    pub(super) fn apart(count: usize) -> Self {
        let nothing = vec![0; count.div_ceil(64)];
        Self { yes: nothing.clone(), no: nothing, apart: vec![u64::MAX; count.div_ceil(64)], count }
    }

    /// It holds for all, or for none.
    pub(super) fn all(count: usize, holds: bool) -> Self {
        let mut truth = Self::apart(count);
        let words = if holds { &mut truth.yes } else { &mut truth.no };
        std::mem::swap(words, &mut truth.apart);
        truth
    }

    /// The question arises for an entry, and this is the answer: `None` where it is not known.
    pub(super) fn set(&mut self, index: u32, holds: Option<bool>) {
        let (word, bit) = (index as usize / 64, 1 << (index % 64));
        let put = |words: &mut Vec<u64>, is_set: bool| {
            if is_set {
                words[word] |= bit;
            } else {
                words[word] &= !bit;
            }
        };
        put(&mut self.yes, holds != Some(false));
        put(&mut self.no, holds != Some(true));
        put(&mut self.apart, false);
    }

    /// Both hold. One that does not is enough for "no", whatever the other.
    pub(super) fn and(&mut self, other: &Self) {
        for word in 0..self.yes.len() {
            let (mine, others) = (self.word(word), other.word(word));
            self.yes[word] = mine.yes & others.yes;
            self.no[word] = mine.no | others.no;
            self.apart[word] =
                (mine.apart & (others.apart | others.yes)) | (others.apart & (mine.apart | mine.yes));
        }
    }

    /// One holds at least.
    pub(super) fn or(self, other: Self) -> Self {
        let mut neither = self.not();
        neither.and(&other.not());
        neither.not()
    }

    /// What does not hold, holds. What is not known stays so.
    pub(super) fn not(mut self) -> Self {
        std::mem::swap(&mut self.yes, &mut self.no);
        self
    }

    /// Holds for all of which the filter is not known to hold.
    pub(super) fn not_known(mut self) -> Self {
        self.no = (0..self.yes.len()).map(|word| self.word(word).certain()).collect();
        self.yes = self.no.iter().map(|word| !word).collect();
        self.apart.fill(0);
        self
    }

    /// The positions for which it holds.
    pub(super) fn yes(&self) -> Vec<u32> {
        self.positions(Word::certain)
    }

    /// The positions for which it may hold, and is not known to.
    pub(super) fn unknown(&self) -> Vec<u32> {
        self.positions(|word| word.yes & !word.certain())
    }

    fn word(&self, word: usize) -> Word {
        Word { yes: self.yes[word], no: self.no[word], apart: self.apart[word] }
    }

    fn positions(&self, wanted: impl Fn(Word) -> u64) -> Vec<u32> {
        let mut positions = Vec::new();
        for index in 0..self.yes.len() {
            let mut left = wanted(self.word(index));
            while left != 0 {
                let at = index * 64 + left.trailing_zeros() as usize;
                // Beyond the last entry bits mean nothing.
                if at < self.count {
                    positions.push(crate::build::position(at));
                }
                left &= left - 1;
            }
        }
        positions
    }
}

/// The bits of 64 entries.
#[derive(Clone, Copy)]
struct Word {
    yes: u64,
    no: u64,
    apart: u64,
}

impl Word {
    const fn certain(self) -> u64 {
        self.yes & !self.no & !self.apart
    }
}
