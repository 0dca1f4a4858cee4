//! From findings to diagnostics: paths become lines and columns, remedies become edits.

use std::collections::BTreeMap;

use mmtax_schema::parse::{remove_fields, replace_word};
use mmtax_schema::{Edit, Fix, Path, PathPart, Span, locate_all};

use crate::check::{Change, Finding, Remedy, Spot};
use crate::diagnostic::{Diagnostic, Related, Severity};
use crate::load::File;
use crate::rules::Explained;
use crate::session::file_of;

/// Where the spots of all findings are.
pub(crate) struct Places<'f> {
    root: &'f str,
    files: &'f [File],
    /// What takes a field away, where that is a remedy.
    removals: BTreeMap<Spot, Edit>,
}

/// The file of this path. Of several with odd names that are told alike, the first.
pub(crate) fn file_at<'f>(files: &'f [File], path: &str) -> Option<&'f File> {
    files.get(position(files, path)?)
}

fn position(files: &[File], path: &str) -> Option<usize> {
    let at = files.partition_point(|file| *file.path < *path);
    files.get(at).is_some_and(|file| file.path == path).then_some(at)
}

impl<'f> Places<'f> {
    /// Looks up what has not been looked up before, in one pass over each file where there is any.
    pub(crate) fn locate(
        root: &'f str,
        files: &'f mut [File],
        findings: &[&(&'static Explained, Finding)],
    ) -> Self {
        let mut wanted: BTreeMap<usize, Vec<&Spot>> = BTreeMap::new();
        let spots = findings.iter().flat_map(|(_, finding)| {
            std::iter::once(&finding.spot).chain(finding.related.iter().map(|(spot, _)| spot))
        });
        for spot in spots {
            let Some(at) = position(files, &file_of(root, spot.kind, spot.id.as_str())) else { continue };
            if !files[at].spans.contains_key(&(spot.path.clone(), spot.part)) {
                wanted.entry(at).or_default().push(spot);
            }
        }
        for (at, spots) in wanted {
            let file = &mut files[at];
            let paths: Vec<(&Path, PathPart)> = spots.iter().map(|spot| (&spot.path, spot.part)).collect();
            let located = locate_all(&file.text, paths);
            let spots = spots.into_iter().map(|spot| (spot.path.clone(), spot.part));
            file.spans.extend(spots.zip(located));
        }
        let mut gone: BTreeMap<usize, Vec<&Spot>> = BTreeMap::new();
        for (_, Finding { spot, remedy, .. }) in findings {
            if matches!(remedy, Some(Remedy { change: Change::Remove, .. }))
                && let Some(at) = position(files, &file_of(root, spot.kind, spot.id.as_str()))
            {
                gone.entry(at).or_default().push(spot);
            }
        }
        let mut removals = BTreeMap::new();
        for (at, spots) in gone {
            let edits = remove_fields(&files[at].text, spots.iter().map(|spot| &spot.path));
            removals
                .extend(spots.into_iter().zip(edits).filter_map(|(spot, edit)| Some((spot.clone(), edit?))));
        }
        Self { root, files, removals }
    }

    fn file(&self, spot: &Spot) -> Option<&'f File> {
        file_at(self.files, &file_of(self.root, spot.kind, spot.id.as_str()))
    }

    fn place(&self, spot: &Spot) -> (String, Span) {
        let Some(file) = self.file(spot) else { return (String::new(), Span::START) };
        let span = file.spans.get(&(spot.path.clone(), spot.part)).copied();
        (file.path.clone(), span.unwrap_or(Span::START))
    }

    /// A remedy as a change of the file's text.
    fn fix(&self, spot: &Spot, span: Span, remedy: &Remedy) -> Option<Fix> {
        let text = &self.file(spot)?.text;
        let edit = match &remedy.change {
            Change::Word { from, to } => replace_word(text, span, from, to),
            Change::Remove => self.removals.get(spot).cloned(),
        };
        Some(Fix::new(remedy.safe, edit?))
    }

    /// A finding with its places, and its remedy as a change of the file's text.
    pub(crate) fn diagnostic(
        &self,
        rule: &'static Explained,
        severity: Severity,
        finding: Finding,
    ) -> Diagnostic {
        let (file, span) = self.place(&finding.spot);
        let related = finding
            .related
            .into_iter()
            .map(|(spot, message)| {
                let (file, span) = self.place(&spot);
                Related { file, span, message }
            })
            .collect();
        let fix = finding.remedy.as_ref().and_then(|remedy| self.fix(&finding.spot, span, remedy));
        Diagnostic {
            code: rule.code,
            severity,
            message: finding.message,
            file,
            span,
            label: finding.label,
            related,
            help: finding.help,
            fix,
        }
    }
}
