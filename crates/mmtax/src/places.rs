//! From findings to diagnostics: paths become lines and columns, remedies become edits.

use std::collections::BTreeMap;

use mmtax_schema::parse::{remove_fields, replace_word};
use mmtax_schema::{Edit, EntryId, Fix, Kind, Path, PathPart, Span, locate_all};

use crate::check::{Change, Finding, Remedy, Spot};
use crate::diagnostic::{Diagnostic, Related, Severity};
use crate::report::SourceFile;
use crate::rules::Explained;

/// Where the spots of all findings are: one pass over each file that has any.
pub(crate) struct Places<'f> {
    files: BTreeMap<(Kind, &'f EntryId), &'f SourceFile>,
    spans: BTreeMap<Spot, Span>,
    /// What takes a field away, where that is a remedy.
    removals: BTreeMap<Spot, Edit>,
}

/// The file of each entry. A file with a malformed name takes the id that was most likely meant, but never from the file
/// that has it.
fn by_id(files: &[SourceFile]) -> BTreeMap<(Kind, &EntryId), &SourceFile> {
    let mut by_id = BTreeMap::new();
    for file in files {
        let Some(id) = &file.id else { continue };
        let is_its_name = file.path.ends_with(&format!("/{id}.yaml"));
        if is_its_name || !by_id.contains_key(&(file.kind, id)) {
            by_id.insert((file.kind, id), file);
        }
    }
    by_id
}

impl<'f> Places<'f> {
    pub(crate) fn locate(files: &'f [SourceFile], findings: &[(&'static Explained, Finding)]) -> Self {
        let files = if findings.is_empty() { BTreeMap::new() } else { by_id(files) };
        let mut wanted: BTreeMap<(Kind, &EntryId), Vec<&Spot>> = BTreeMap::new();
        let spots = findings.iter().flat_map(|(_, finding)| {
            std::iter::once(&finding.spot).chain(finding.related.iter().map(|(spot, _)| spot))
        });
        for spot in spots {
            wanted.entry((spot.kind, &spot.id)).or_default().push(spot);
        }
        let mut gone: BTreeMap<(Kind, &EntryId), Vec<&Spot>> = BTreeMap::new();
        for (_, Finding { spot, remedy, .. }) in findings {
            if matches!(remedy, Some(Remedy { change: Change::Remove, .. })) {
                gone.entry((spot.kind, &spot.id)).or_default().push(spot);
            }
        }
        let (mut spans, mut removals) = (BTreeMap::new(), BTreeMap::new());
        for (key, spots) in wanted {
            let Some(file) = files.get(&key) else { continue };
            let paths: Vec<(&Path, PathPart)> = spots.iter().map(|spot| (&spot.path, spot.part)).collect();
            let located = locate_all(&file.text, paths);
            spans.extend(spots.into_iter().cloned().zip(located));
            let spots = gone.remove(&key).unwrap_or_default();
            let edits = remove_fields(&file.text, spots.iter().map(|spot| &spot.path));
            removals
                .extend(spots.into_iter().zip(edits).filter_map(|(spot, edit)| Some((spot.clone(), edit?))));
        }
        Self { files, spans, removals }
    }

    fn place(&self, spot: &Spot) -> (String, Span) {
        let file = self.files.get(&(spot.kind, &spot.id)).map_or_else(String::new, |file| file.path.clone());
        (file, self.spans.get(spot).copied().unwrap_or(Span::START))
    }

    /// A remedy as a change of the file's text.
    fn fix(&self, spot: &Spot, span: Span, remedy: &Remedy) -> Option<Fix> {
        let text = &self.files.get(&(spot.kind, &spot.id))?.text;
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
