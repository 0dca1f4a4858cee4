//! Structural faults: what can be wrong with one file before anybody asks what it means.

use crate::fix::{Edit, Fix};
use crate::span::Span;
use crate::told::told;

/// What is wrong with the structure of a file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The kind of fault.
    pub code: FaultCode,
    /// What is wrong, in lower case without a final stop.
    pub message: String,
    /// Where.
    pub span: Span,
    /// Other places that belong to the fault.
    pub related: Vec<Related>,
    /// What to do about it.
    pub help: Option<String>,
    /// How it can be mended, where there is one way.
    pub fix: Option<Box<Fix>>,
}

/// Another place that belongs to a fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub span: Span,
    /// What it has to do with the fault.
    pub message: String,
}

impl Fault {
    pub(crate) fn new(code: FaultCode, message: impl Into<String>, span: Span) -> Self {
        Self { code, message: told(message.into()), span, related: Vec::new(), help: None, fix: None }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(told(help.into()));
        self
    }

    /// Adds that the place of the fault should read `text`.
    pub(crate) fn should_read(mut self, safe: bool, text: impl Into<String>) -> Self {
        self.fix = Some(Box::new(Fix::new(safe, Edit { span: self.span, text: text.into() })));
        self
    }

    pub(crate) fn related(mut self, span: Span, message: impl Into<String>) -> Self {
        self.related.push(Related { span, message: told(message.into()) });
        self
    }
}

/// Declares the structural codes with their documentation in one list.
macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident => $code:literal, $docs:literal;)+) => {
        /// The kinds of structural fault.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum FaultCode {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl FaultCode {
            /// Every structural code.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The permanent name of the code.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// What the code says, in one sentence.
            #[must_use]
            pub const fn summary(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc),+).trim_ascii()),+ }
            }

            /// What it does, why it is bad and how to mend it, in Markdown.
            #[must_use]
            pub const fn docs(self) -> &'static str {
                match self { $(Self::$variant => $docs),+ }
            }
        }
    };
}

codes! {
    /// The file is not UTF-8 text.
    InvalidUtf8 => "invalid-utf8",
    "## What it does\nReports the first byte that is not UTF-8.\n\n## Why it is bad\nReaders would guess another encoding and change names.\n\n## How to fix\nSave the file in UTF-8.\n\n## Bad\n```yaml\nname: \"(a byte 0xE9 alone)\"\n```\n\n## Good\n```yaml\nname: é\n```\n";
    /// The file holds a control character.
    ControlCharacter => "control-character",
    "## What it does\nReports characters below U+0020 other than tab and line ends, U+007F to U+009F, U+2028, U+2029, U+FFFE, U+FFFF, and a byte-order mark (U+FEFF) that is not the first character.\n\n## Why it is bad\nThey are invisible, come from a slip in copying, and break tools that read the output.\n\n## How to fix\nRemove the character.\n\n## Bad\n```yaml\nname: \"Janus(U+0007)\"\n```\n\n## Good\n```yaml\nname: Janus\n```\n";
    /// The file is larger than anything an entry can need.
    FileTooLarge => "file-too-large",
    "## What it does\nReports a file of more than 1 MiB without reading it, and the place where a file has more than 20000 values.\n\n## Why it is bad\nAn entry is a few kilobytes; such a file is a mistake or an attack.\n\n## How to fix\nSplit a large results file by source.\n\n## Bad\n```yaml\n# more than a million characters\n```\n\n## Good\n```yaml\nname: Janus\nrole: unified\n```\n";
    /// The text is not YAML.
    YamlSyntax => "yaml-syntax",
    "## What it does\nReports where the text stops being YAML.\n\n## Why it is bad\nNothing of the entry can be read.\n\n## How to fix\nMost often a value needs quotes (it holds `: ` or ` #`, or starts with one of ``[]{}&*!|>%@` ``), a line is indented with tabs, or a bracket is not closed.\n\n## Bad\n```yaml\nsummary: Unified: one model\n```\n\n## Good\n```yaml\nsummary: \"Unified: one model\"\n```\n";
    /// The file uses a feature of YAML that entries do without.
    YamlFeature => "yaml-feature",
    "## What it does\nReports anchors, aliases, merge keys, tags, directives, complex keys and second documents.\n\n## Why it is bad\nReaders disagree on them, and a reviewer cannot see what a line says without following them.\n\n## How to fix\nWrite the value out.\n\n## Bad\n```yaml\naliases: &names [Janus]\n```\n\n## Good\n```yaml\naliases: [Janus]\n```\n";
    /// A map has the same key twice.
    DuplicateKey => "duplicate-key",
    "## What it does\nReports the second use of a key in one map, and shows the first.\n\n## Why it is bad\nMost readers keep the last value without a word.\n\n## How to fix\nKeep one of the two.\n\n## Bad\n```yaml\nname: Janus\nname: Janus-Pro\n```\n\n## Good\n```yaml\nname: Janus-Pro\n```\n";
    /// There is no such field.
    UnknownField => "unknown-field",
    "## What it does\nReports a key that the schema does not know, with the nearest that it does.\n\n## Why it is bad\nA misspelled field would be lost.\n\n## How to fix\nUse one of the fields of the schema; `docs/reference/fields.md` lists them.\n\n## Bad\n```yaml\nnmae: Janus\n```\n\n## Good\n```yaml\nname: Janus\n```\n";
    /// A required field is missing.
    MissingField => "missing-field",
    "## What it does\nReports a map that lacks a field it must have.\n\n## Why it is bad\nWithout it the entry has no meaning.\n\n## How to fix\nAdd the field.\n\n## Bad\n```yaml\nname: Janus\n```\n\n## Good\n```yaml\nname: Janus\nrole: unified\n```\n";
    /// A value is of another type than the field takes.
    WrongType => "wrong-type",
    "## What it does\nReports a list where text is meant, a number where text is meant (write it in quotes), a `null`, and so on.\n\n## Why it is bad\nGuessing would turn a slip into a fact.\n\n## How to fix\nWrite a value of the type that the message names; for a fact that has no value write `unknown`, `undisclosed` or `not-applicable`, or leave the field out.\n\n## Bad\n```yaml\ndevelopers: deepseek-ai\n```\n\n## Good\n```yaml\ndevelopers: [deepseek-ai]\n```\n";
    /// The word is not one of those that the field takes.
    UnknownValue => "unknown-value",
    "## What it does\nReports a word outside a closed vocabulary, with the nearest word in it.\n\n## Why it is bad\nTwo spellings of one idea would be two ideas.\n\n## How to fix\nUse one of the words that the message lists. If none fits, propose a new one: it is a change of the schema.\n\n## Bad\n```yaml\nparadigm: auto-regressive\n```\n\n## Good\n```yaml\nparadigm: autoregressive\n```\n";
    /// A value does not have the form that the field takes.
    MalformedValue => "malformed-value",
    "## What it does\nReports an id, a reference, a date, a number or an address that is not well formed, an empty list where one item is needed, and fields that exclude each other.\n\n## Why it is bad\nIt cannot be compared, resolved or sorted.\n\n## How to fix\nWrite the value in the form that the message names.\n\n## Bad\n```yaml\nreleased: 29.01.2025\n```\n\n## Good\n```yaml\nreleased: 2025-01-29\n```\n";
}
