//! Fields that a selection can ask for: one table, which the filters, the query language and its reference read.

use std::borrow::Cow;
use std::fmt;

use mmtax_schema::entry::{Availability, Generation};
use mmtax_schema::vocab::{
    Access, Attention, MethodCategory, Modality, Objective, Paradigm, Quantizer, Role, Task, TokenForm,
    TokenObjective,
};
use mmtax_schema::{Body, Entry, Fact, Kind, Model, Nothing};

use super::lex::quoted;

/// A field that a selection can ask for.
#[derive(Clone, Copy)]
pub struct Field(pub(super) &'static FieldInfo);

/// One row of the table.
pub(super) struct FieldInfo {
    pub(super) name: &'static str,
    pub(super) meaning: &'static str,
    pub(super) kinds: &'static [Kind],
    pub(super) values: Values,
    read: for<'e> fn(&'e Entry) -> Option<Held<'e>>,
}

/// What stands in a field.
#[derive(Clone, Copy)]
pub(super) enum Values {
    Words(fn() -> Vec<&'static str>),
    Organization,
    Text,
    Number,
}

/// What an entry has in a field.
pub(super) struct Held<'e> {
    pub(super) words: Vec<Cow<'e, str>>,
    /// Why there is no more.
    pub(super) gap: Option<Nothing>,
}

/// What is asked of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// This value; upper and lower case do not matter.
    Value(String),
    /// It is not known: left open, looked for and not found, or not disclosed.
    Unknown,
    /// It has no value for just this reason.
    Nothing(Nothing),
    /// It has a value.
    Known,
}

impl Wanted {
    /// The words that stand for something else than a value, with what they mean.
    pub(super) const WORDS: [(&'static str, Self); 5] = [
        ("unknown", Self::Unknown),
        ("known", Self::Known),
        ("undisclosed", Self::Nothing(Nothing::Undisclosed)),
        ("not-applicable", Self::Nothing(Nothing::NotApplicable)),
        ("unfilled", Self::Nothing(Nothing::Unfilled)),
    ];
}

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(value) if Self::WORDS.iter().any(|(word, _)| word == value) => {
                write!(f, "\"{value}\"")
            }
            Self::Value(value) => f.write_str(&quoted(value)),
            Self::Unknown => f.write_str("unknown"),
            Self::Known => f.write_str("known"),
            Self::Nothing(Nothing::Unfilled) => f.write_str("unfilled"),
            Self::Nothing(Nothing::Unknown) => f.write_str("unknown"),
            Self::Nothing(why) => f.write_str(why.word()),
        }
    }
}

/// Declares the table, and a constant for each row.
macro_rules! fields {
    ($($constant:ident $name:literal, $kinds:expr, $values:expr, $meaning:literal, $read:expr;)+) => {
        impl Field {
            $(#[doc = concat!("`", $name, "`: ", $meaning)]
            pub const $constant: Self = Self(&FieldInfo {
                name: $name, meaning: $meaning, kinds: $kinds, values: $values, read: $read,
            });)+

            /// Every field, in the order in which they are listed.
            pub const ALL: &'static [Self] = &[$(Self::$constant),+];
        }
    };
}

macro_rules! words {
    ($vocabulary:ty) => {
        Values::Words(|| <$vocabulary>::ALL.iter().map(|word| word.word()).collect())
    };
}

const MODEL: &[Kind] = &[Kind::Model];
const TOKENIZER: &[Kind] = &[Kind::Tokenizer];
const LICENSED: &[Kind] = &[Kind::Model, Kind::Tokenizer, Kind::Dataset, Kind::Benchmark];
const DATA: &[Kind] = &[Kind::Dataset, Kind::Benchmark];
const DEVELOPED: &[Kind] =
    &[Kind::Model, Kind::Tokenizer, Kind::Method, Kind::Dataset, Kind::Benchmark, Kind::Scheme];

fields! {
    ROLE "role", MODEL, words!(Role), "What a model is for.",
        |e| model(e).map(|m| Held::of([m.role.word()]));
    PARADIGM "paradigm", MODEL, words!(Paradigm), "How its modalities are produced, taken as a whole.",
        |e| model(e).map(|m| one(&m.paradigm, |word| word.word()));
    ATTENTION "attention", MODEL, words!(Attention), "The attention mask of the backbone.",
        |e| model(e).map(|m| one(&m.attention, |word| word.word()));
    INPUT "input", MODEL, words!(Modality), "A modality that goes into a model.",
        |e| model(e).map(|m| list(&m.modalities.input, |word| word.word()));
    OUTPUT "output", MODEL, words!(Modality), "A modality that comes out of a model.",
        |e| model(e).map(|m| list(&m.modalities.output, |word| word.word()));
    MODALITY "modality", LICENSED, words!(Modality),
        "A modality that goes in or comes out of a model, that a tokenizer encodes, or that is in the data.", modality;
    GENERATION "generation", MODEL, words!(Objective), "How some modality is produced.",
        |e| model(e).map(|m| generation(m, |_| true));
    GENERATION_TEXT "generation.text", MODEL, words!(Objective), "How text is produced.",
        |e| model(e).map(|m| generation(m, |of| of == Modality::Text));
    GENERATION_IMAGE "generation.image", MODEL, words!(Objective), "How images are produced.",
        |e| model(e).map(|m| generation(m, |of| of == Modality::Image));
    GENERATION_VIDEO "generation.video", MODEL, words!(Objective), "How video is produced.",
        |e| model(e).map(|m| generation(m, |of| of == Modality::Video));
    GENERATION_AUDIO "generation.audio", MODEL, words!(Objective), "How sound is produced.",
        |e| model(e).map(|m| generation(m, |of| of == Modality::Audio));
    GENERATION_ACTION "generation.action", MODEL, words!(Objective), "How actions are produced.",
        |e| model(e).map(|m| generation(m, |of| of == Modality::Action));
    WEIGHTS "weights", MODEL, words!(Access), "How far its weights can be had.", |e| access(e, |a| &a.weights);
    CODE "code", MODEL, words!(Access), "How far its code can be had.", |e| access(e, |a| &a.code);
    DATA "data", MODEL, words!(Access), "How far its training data can be had.", |e| access(e, |a| &a.data);
    LICENSE "license", LICENSED, Values::Text, "The licence: an SPDX expression, or the name that the source gives.",
        |e| e.license().map(|fact| one(fact, |text| text.as_str()));
    PARAMETERS "parameters", MODEL, Values::Number, "How many parameters it, or one of its variants, has.", parameters;
    DEVELOPER "developer", DEVELOPED, Values::Organization, "Who made it, or an organization above that.", developers;
    FORM "form", TOKENIZER, words!(TokenForm), "Whether a tokenizer's code is discrete.",
        |e| tokenizer(e).map(|t| one(&t.form, |word| word.word()));
    QUANTIZER "quantizer", TOKENIZER, words!(Quantizer), "How a discrete tokenizer quantizes.",
        |e| tokenizer(e).map(|t| one(&t.quantizer, |word| word.word()));
    OBJECTIVE "objective", TOKENIZER, words!(TokenObjective), "What a tokenizer's code is trained to keep.",
        |e| tokenizer(e).map(|t| one(&t.objective, |word| word.word()));
    CODEBOOK_SIZE "codebook_size", TOKENIZER, Values::Number, "Entries in the codebook.",
        |e| tokenizer(e).map(|t| number(&t.codebook_size, |n| n.get().to_string()));
    CODEBOOK_DIMENSION "codebook_dimension", TOKENIZER, Values::Number, "Dimension of a code.",
        |e| tokenizer(e).map(|t| number(&t.codebook_dimension, |n| n.get().to_string()));
    LATENT_CHANNELS "latent_channels", TOKENIZER, Values::Number, "Channels of a continuous latent.",
        |e| tokenizer(e).map(|t| number(&t.latent_channels, |n| n.get().to_string()));
    DOWNSAMPLING "downsampling", TOKENIZER, Values::Number, "Pixels a side that become one position.",
        |e| tokenizer(e).map(|t| number(&t.downsampling, |n| n.get().to_string()));
    CATEGORY "category", &[Kind::Method], words!(MethodCategory), "What a method works on.", category;
    TASK "task", DATA, words!(Task), "What a dataset or benchmark is about.", tasks;
    SIZE "size", DATA, Values::Number, "How much there is of it, in its own unit.", size;
}

impl Field {
    /// The field that queries call so.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.name() == name)
    }

    /// How queries call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.0.name
    }

    /// What it says, in one sentence.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        self.0.meaning
    }

    /// The kinds of entry that have it.
    #[must_use]
    pub const fn kinds(self) -> &'static [Kind] {
        self.0.kinds
    }

    /// The words that can stand in it, if they are a closed list.
    #[must_use]
    pub fn words(self) -> Vec<&'static str> {
        if let Values::Words(words) = self.0.values { words() } else { Vec::new() }
    }

    /// Whether it is a number, which can be compared.
    #[must_use]
    pub const fn is_number(self) -> bool {
        matches!(self.0.values, Values::Number)
    }

    /// What an entry has in it; `None` if its kind lacks the field.
    pub(super) fn read(self, entry: &Entry) -> Option<Held<'_>> {
        (self.0.read)(entry)
    }
}

impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Field {}

impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl<'e> Held<'e> {
    fn of<T: Into<Cow<'e, str>>>(words: impl IntoIterator<Item = T>) -> Self {
        Self { words: words.into_iter().map(Into::into).collect(), gap: None }
    }

    fn nothing(why: Nothing) -> Self {
        Self { words: Vec::new(), gap: Some(why) }
    }

    /// Both together: a gap of either is a gap, and the one that may still hold something comes first.
    fn and(mut self, other: Self) -> Self {
        for word in other.words {
            if !self.words.contains(&word) {
                self.words.push(word);
            }
        }
        let is_open = |gap: &Option<Nothing>| gap.is_some_and(|why| why != Nothing::NotApplicable);
        self.gap = if is_open(&self.gap) || other.gap.is_none() { self.gap } else { other.gap };
        // What one of the two has is no less known for the other being none of its business.
        if self.gap == Some(Nothing::NotApplicable) && !self.words.is_empty() {
            self.gap = None;
        }
        self
    }
}

fn model(entry: &Entry) -> Option<&Model> {
    if let Body::Model(model) = &entry.body { Some(model) } else { None }
}

fn tokenizer(entry: &Entry) -> Option<&mmtax_schema::Tokenizer> {
    if let Body::Tokenizer(tokenizer) = &entry.body { Some(tokenizer) } else { None }
}

fn one<'e, T>(fact: &'e Fact<T>, word: impl Fn(&'e T) -> &'e str) -> Held<'e> {
    match fact {
        Fact::Value(value) => Held::of([word(value)]),
        Fact::Nothing(why) => Held::nothing(*why),
    }
}

fn number<T>(fact: &Fact<T>, text: impl Fn(&T) -> String) -> Held<'_> {
    match fact {
        Fact::Value(value) => Held::of([text(value)]),
        Fact::Nothing(why) => Held::nothing(*why),
    }
}

fn list<'e, T>(fact: &'e Fact<Vec<T>>, word: impl Fn(&'e T) -> &'e str) -> Held<'e> {
    match fact {
        Fact::Value(values) => Held::of(values.iter().map(word)),
        Fact::Nothing(why) => Held::nothing(*why),
    }
}

fn modality(entry: &Entry) -> Option<Held<'_>> {
    Some(match &entry.body {
        Body::Model(e) => {
            let output = list(&e.modalities.output, |word| word.word());
            list(&e.modalities.input, |word| word.word()).and(output)
        }
        Body::Tokenizer(e) => list(&e.modalities, |word| word.word()),
        Body::Dataset(e) => list(&e.modalities, |word| word.word()),
        Body::Benchmark(e) => list(&e.modalities, |word| word.word()),
        Body::Method(_)
        | Body::Paper(_)
        | Body::Organization(_)
        | Body::Results(_)
        | Body::Scheme(_)
        | Body::Errata(_) => return None,
    })
}

fn generation(model: &Model, which: impl Fn(Modality) -> bool) -> Held<'_> {
    let of: &Generation = &model.generation;
    let held = of.iter().filter(|(modality, _)| which(*modality));
    // Where it is said how one modality is produced, the others have not been forgotten.
    let is_said = *of != Generation::default();
    let mut all: Option<Held<'_>> = None;
    for (modality, fact) in held {
        let has_output = model.modalities.output.known().map(|output| output.contains(&modality));
        let held = match fact {
            Fact::Nothing(Nothing::Unfilled) if is_said && has_output == Some(false) => {
                Held::nothing(Nothing::NotApplicable)
            }
            Fact::Value(_) | Fact::Nothing(_) => list(fact, |word| word.word()),
        };
        all = Some(match all {
            Some(all) => all.and(held),
            None => held,
        });
    }
    all.unwrap_or_else(|| Held::nothing(Nothing::Unfilled))
}

fn access(entry: &Entry, which: fn(&Availability) -> &Fact<Access>) -> Option<Held<'_>> {
    model(entry).map(|model| one(which(&model.access), |word| word.word()))
}

fn parameters(entry: &Entry) -> Option<Held<'_>> {
    let model = model(entry)?;
    let own = number(&model.parameters, |count| count.to_string());
    let is_open = own.gap == Some(Nothing::Unfilled);
    let mut variants = model.variants.iter().map(|v| number(&v.parameters, |count| count.to_string()));
    Some(match variants.next() {
        // Whoever gives the numbers of the variants leaves out that of the family.
        Some(first) if is_open => variants.fold(first, Held::and),
        Some(first) => variants.fold(own.and(first), Held::and),
        None => own,
    })
}

fn developers(entry: &Entry) -> Option<Held<'_>> {
    let fact = match &entry.body {
        Body::Model(e) => &e.developers,
        Body::Tokenizer(e) => &e.developers,
        Body::Method(e) => &e.developers,
        Body::Dataset(e) => &e.developers,
        Body::Benchmark(e) => &e.developers,
        Body::Scheme(e) => &e.developers,
        Body::Paper(_) | Body::Organization(_) | Body::Results(_) | Body::Errata(_) => return None,
    };
    Some(list(fact, |organization| organization.id()))
}

fn category(entry: &Entry) -> Option<Held<'_>> {
    let Body::Method(method) = &entry.body else { return None };
    Some(one(&method.category, |word| word.word()))
}

fn tasks(entry: &Entry) -> Option<Held<'_>> {
    data(entry).map(|(tasks, _)| list(tasks, |word| word.word()))
}

fn size(entry: &Entry) -> Option<Held<'_>> {
    data(entry).map(|(_, size)| one(size, |size| size.count.as_str()))
}

fn data(entry: &Entry) -> Option<(&Fact<Vec<Task>>, &Fact<mmtax_schema::entry::Size>)> {
    if let Body::Dataset(e) = &entry.body {
        return Some((&e.tasks, &e.size));
    }
    if let Body::Benchmark(e) = &entry.body { Some((&e.tasks, &e.size)) } else { None }
}
