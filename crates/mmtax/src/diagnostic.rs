//! Diagnostics: findings with their places in files.

use mmtax_schema::{Fix, Span};

/// How bad a finding is, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The data cannot be right.
    Error,
    /// The data is most likely not right, or not as good as it should be.
    Warning,
    /// Something to know.
    Info,
}

impl Severity {
    /// The word that output uses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// One finding, in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The permanent name of the fault.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// The file, relative to the parent of the taxonomy folder, with `/`.
    pub file: String,
    /// Where in the file.
    pub span: Span,
    /// A few words beside the place itself.
    pub label: Option<String>,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// What to do about it.
    pub help: Option<String>,
    /// How `validate --fix` would mend it.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// Whether `validate --fix` could mend it, with `--unsafe-fixes` if need be.
    #[must_use]
    pub const fn is_fixable(&self) -> bool {
        self.fix.is_some()
    }
}

/// Another place that belongs to a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The file.
    pub file: String,
    /// Where in the file.
    pub span: Span,
    /// What it has to do with the fault.
    pub message: String,
}
