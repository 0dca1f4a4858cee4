//! Which findings are new: the same finding is known again when lines have moved.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Severity};

/// What a finding is, without where in its files it stands. Help and labels may name what is merely near, and do not count.
type Identity<'d> = (&'static str, &'d str, &'d str, Vec<(&'d str, &'d str)>);

fn identity(diagnostic: &Diagnostic) -> Identity<'_> {
    let related = diagnostic.related.iter().map(|place| (place.file.as_str(), place.message.as_str()));
    (diagnostic.code, &diagnostic.file, &diagnostic.message, related.collect())
}

/// For each diagnostic of `now` whether `before` lacks it. One that stands there more often than before, or is more severe,
/// is new; as nobody can tell which of several is the new one, all of them are.
pub(crate) fn new_since(now: &[Diagnostic], before: &[Diagnostic]) -> Vec<bool> {
    let (known, found) = (severities(before), severities(now));
    let at_least = |all: &BTreeMap<Identity<'_>, Vec<Severity>>, diagnostic: &Diagnostic| {
        let severities = all.get(&identity(diagnostic)).map_or(&[][..], Vec::as_slice);
        severities.iter().filter(|severity| **severity <= diagnostic.severity).count()
    };
    now.iter().map(|diagnostic| at_least(&found, diagnostic) > at_least(&known, diagnostic)).collect()
}

fn severities(diagnostics: &[Diagnostic]) -> BTreeMap<Identity<'_>, Vec<Severity>> {
    let mut found: BTreeMap<_, Vec<Severity>> = BTreeMap::new();
    for diagnostic in diagnostics {
        found.entry(identity(diagnostic)).or_default().push(diagnostic.severity);
    }
    found
}

#[cfg(test)]
mod tests {
    use mmtax_schema::Span;

    use super::*;

    fn finding(message: &str, severity: Severity) -> Diagnostic {
        Diagnostic {
            code: "x",
            severity,
            message: message.to_owned(),
            file: "taxonomy/models/a.yaml".to_owned(),
            span: Span::START,
            label: None,
            related: Vec::new(),
            help: None,
            fix: None,
        }
    }

    #[test]
    fn a_finding_is_known_again_unless_it_is_worse_or_there_are_more() {
        let (a, b) = (finding("a", Severity::Warning), finding("b", Severity::Warning));
        let error = finding("a", Severity::Error);
        let new = |now: &[&Diagnostic], before: &[&Diagnostic]| {
            let owned = |list: &[&Diagnostic]| list.iter().map(|d| (*d).clone()).collect::<Vec<_>>();
            new_since(&owned(now), &owned(before))
        };
        assert_eq!(new(&[&a, &b], &[&b, &a]), [false, false]);
        assert_eq!(new(&[&a, &b], &[&a]), [false, true]);
        assert_eq!(new(&[&a, &a], &[&a]), [true, true], "nobody knows which");
        assert_eq!(new(&[&a], &[&a, &a]), [false]);
        assert_eq!(new(&[&error], &[&a]), [true], "it is worse now");
        assert_eq!(new(&[&a], &[&error]), [false]);
        let mut moved = a.clone();
        moved.span.start.line = 7;
        moved.help = Some("did you mean `c`?".to_owned());
        assert_eq!(new(&[&moved], &[&a]), [false]);
        let mut other = a.clone();
        other.related.push(crate::Related { file: "f".into(), span: Span::START, message: "m".into() });
        assert_eq!(new(&[&other], &[&a]), [true], "it is about something else, too");
    }
}
