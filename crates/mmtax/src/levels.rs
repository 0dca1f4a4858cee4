//! Levels of rules, as `mmtax.yaml` at the top of a taxonomy may set them.

use std::collections::BTreeMap;
use std::sync::Arc;

use mmtax_schema::parse::decode;
use mmtax_schema::suggest::nearest;
use mmtax_schema::{Level, Path, PathPart, locate_all, parse_settings};

use crate::diagnostic::{Diagnostic, Severity};
use crate::load::{Unread, structural, unread};
use crate::rules::{Explained, RULES, SUPPRESSION_UNNEEDED};

/// The name of the file.
pub(crate) const FILE: &str = "mmtax.yaml";

/// The levels of rules.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Levels(BTreeMap<String, Severity>);

/// What came of the settings file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Read {
    pub(crate) levels: Levels,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) text: Arc<str>,
}

impl Levels {
    /// The level of a rule: the one that is set, or its own.
    pub(crate) fn of(&self, rule: &Explained) -> Severity {
        self.0.get(rule.code).copied().unwrap_or(rule.severity)
    }
}

/// Reads the bytes of `mmtax.yaml`, or says why there are none; `name` is how diagnostics call it. No file sets nothing.
pub(crate) fn read(bytes: Option<Result<Vec<u8>, Unread>>, name: &str) -> Read {
    let text = match bytes {
        None => return Read::default(),
        Some(Ok(bytes)) => decode(&bytes).map(str::to_owned).map_err(|fault| structural(fault, name)),
        Some(Err(why)) => Err(unread(why, name)),
    };
    let text = match text {
        Ok(text) => text,
        Err(diagnostic) => return Read { diagnostics: vec![diagnostic], ..Read::default() },
    };
    let (settings, faults) = parse_settings(&text);
    let mut diagnostics: Vec<Diagnostic> = faults.into_iter().map(|fault| structural(fault, name)).collect();
    let mut levels = BTreeMap::new();
    let known = || RULES.iter().map(|rule| rule.about.code).chain([SUPPRESSION_UNNEEDED.code]);
    let mut unknown = Vec::new();
    for (code, level) in settings.levels.iter() {
        if known().any(|known| known == code.as_str()) {
            levels.insert(code.to_string(), severity(*level));
        } else {
            unknown.push((code, Path::field("levels").key(code.to_string())));
        }
    }
    let spans = locate_all(&text, unknown.iter().map(|(_, path)| (path, PathPart::Key)));
    diagnostics.extend(unknown.iter().zip(spans).map(|((code, _), span)| {
        let help = match nearest(code.as_str(), known()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`cargo xtask explain` lists all codes; faults of a file's structure are always errors"
                .to_owned(),
        };
        Diagnostic {
            code: "unknown-value",
            severity: Severity::Error,
            message: format!("there is no rule `{code}`"),
            file: name.to_owned(),
            span,
            label: Some("sets nothing".to_owned()),
            related: Vec::new(),
            help: Some(help),
            fix: None,
        }
    }));
    Read { levels: Levels(levels), diagnostics, text: text.into() }
}

const fn severity(level: Level) -> Severity {
    match level {
        Level::Error => Severity::Error,
        Level::Warning => Severity::Warning,
        Level::Info => Severity::Info,
    }
}
