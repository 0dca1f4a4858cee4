//! Entries as a list would have them, and what the rules say of them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use mmtax_graph::Taxonomy;
use mmtax_schema::id::fold_to_id;
use mmtax_schema::{Entry, EntryId, Kind, Parsed, Url, parse};
use serde_json::{Value, json};

use super::columns::Column;
use super::list::{Link, Row};
use super::titles;
use super::{Places, Seen};
use crate::check::{Check, Spot};
use crate::diagnostic::Severity;
use crate::names::{fold, not_a_stem};
use crate::rules::{self, arxiv_number, month_of, parts};

/// The rules that can be asked of what a list says. The others ask for sources, locators and facts that no list has.
pub(super) const ASKED: [&str; 7] = [
    "address-not-canonical",
    "arxiv-id",
    "calendar-date",
    "code-reused",
    "duplicate-item",
    "id-collision",
    "paper-reused",
];

/// An entry that a row would become, and where each of its fields stands in the list.
struct Draft {
    kind: Kind,
    id: EntryId,
    /// One field a line.
    fields: Vec<(&'static str, Value, Range<usize>)>,
    row: Range<usize>,
}

/// The link of a row to its paper on arXiv, and the number as it is written there.
pub(super) fn paper(row: &Row) -> Option<(&Link, String)> {
    let on_arxiv = |link: &&Link| number(&link.target).is_some();
    row.links.iter().find(on_arxiv).and_then(|link| Some((link, number(&link.target)?)))
}

/// The number in an address of arXiv, be it well formed or not.
pub(super) fn number(target: &str) -> Option<String> {
    let url = Url::new(target)?;
    if let Some(number) = arxiv_number(&url) {
        return Some(number.to_owned());
    }
    let (host, path) = parts(&url);
    let rest = ["abs/", "pdf/"].iter().find_map(|folder| path.strip_prefix(folder))?;
    let rest = rest.split(['?', '#']).next().unwrap_or(rest).trim_end_matches('/');
    let rest = rest.strip_suffix(".pdf").unwrap_or(rest);
    (host == "arxiv.org" && !rest.is_empty()).then(|| {
        // A version after a malformed number is no part of it.
        let known = Url::new(&format!("https://arxiv.org/abs/{rest}"));
        known.as_ref().and_then(arxiv_number).unwrap_or(rest).to_owned()
    })
}

/// Adds what the rules find in the entries that the rows would become.
pub(super) fn check(rows: &[Row], seen: &mut Seen) {
    let drafts = drafts(rows);
    let places: Places =
        drafts.iter().map(|draft| ((draft.kind, draft.id.clone()), place_of(draft))).collect();
    let entries: Vec<Entry> = drafts.iter().filter_map(|draft| read(draft, seen)).collect();
    let mut found: Vec<_> = entries.iter().flat_map(rules::run_on_entry).collect();
    let (taxonomy, faults) = Taxonomy::build(entries, Vec::new());
    found.extend(rules::run_on_taxonomy(&Check { taxonomy: &taxonomy, faults: &faults, broken: &[] }));
    // Of a date that is wrong of the paper and of what it introduces, the paper tells.
    found.sort_by_key(|(_, finding)| finding.spot.kind != Kind::Paper);
    for (rule, finding) in found.into_iter().filter(|(rule, _)| ASKED.contains(&rule.code)) {
        let place = |spot: &Spot| {
            let places = places.get(&(spot.kind, spot.id.clone()))?;
            let path = spot.path.to_string();
            Some(places.get(path.as_str()).or_else(|| places.get(""))?.clone())
        };
        let Some(at) = place(&finding.spot) else { continue };
        let related = finding.related.iter();
        let related = related.filter_map(|(spot, message)| Some((place(spot)?, message.clone()))).collect();
        // Two works of one name are a fault of a taxonomy, where names tell entries apart, not of a list.
        let severity = if rule.code == "id-collision" { Severity::Info } else { rule.severity };
        seen.add(rule, severity, at, finding.message, finding.label, related, finding.help);
    }
}

fn place_of(draft: &Draft) -> BTreeMap<&'static str, Range<usize>> {
    let fields = draft.fields.iter().map(|(path, _, range)| (*path, range.clone()));
    fields.chain([("", draft.row.clone())]).collect()
}

/// Reads the draft as a file would be read; what no entry may say is told where the list says it.
fn read(draft: &Draft, seen: &mut Seen) -> Option<Entry> {
    let mut text = String::new();
    for (path, value, _) in &draft.fields {
        // A field within a map stands in it; no map has two fields here.
        let _ = match path.split_once('.') {
            Some((map, key)) => writeln!(text, "{map}: {{ \"{key}\": {value} }}"),
            None => writeln!(text, "{path}: {value}"),
        };
    }
    let Parsed { entry, faults } = parse(draft.kind, draft.id.clone(), &text);
    for fault in faults {
        let line = fault.span.start.line.saturating_sub(1) as usize;
        let at = draft.fields.get(line).map_or_else(|| draft.row.clone(), |(_, _, range)| range.clone());
        let about =
            rules::Explained { code: fault.code.name(), severity: Severity::Error, summary: "", docs: "" };
        seen.add(&about, Severity::Error, at, fault.message, None, Vec::new(), fault.help);
    }
    entry
}

fn drafts(rows: &[Row]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut papers: BTreeMap<String, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        if let Some((_, number)) = paper(row) {
            papers.entry(number).or_default().push(row);
        }
    }
    for (number, rows) in &papers {
        // The row to which the number belongs is most likely the one whose date fits it.
        let fits = |row: &&&Row| {
            row.date().zip(month_of(number)).is_some_and(|(date, month)| date.months().abs_diff(month) <= 1)
        };
        if let Some(row) = rows.iter().find(fits).or(rows.first()) {
            drafts.extend(draft_of_paper(row, number));
        }
    }
    let mut works: BTreeMap<(Kind, String), Vec<&Row>> = BTreeMap::new();
    let mut taken: BTreeMap<EntryId, usize> = BTreeMap::new();
    for row in rows {
        let number = paper(row).map(|(_, number)| number);
        // Rows that name one paper by one title are about one work, or about what one paper brings together.
        let key = number.clone().unwrap_or_else(|| row.range.start.to_string());
        let others = works.entry((row.kind, key)).or_default();
        if !others.iter().any(|other| are_of_one_paper(row, other)) {
            drafts.extend(draft_of_work(row, number, &mut taken));
        }
        others.push(row);
    }
    drafts
}

fn are_of_one_paper(a: &Row, b: &Row) -> bool {
    match (&a.title, &b.title) {
        (Some(a), Some(b)) => titles::are_alike(&a.text, &b.text),
        _ if a.is_brief || b.is_brief => true,
        _ => a.called().zip(b.called()).is_some_and(|(a, b)| titles::are_alike(&a.text, &b.text)),
    }
}

fn id_of_paper(number: &str) -> Option<EntryId> {
    EntryId::new(&fold_to_id(&format!("arxiv-{}", number.replace('/', "-"))))
        .filter(|id| not_a_stem(id.as_str()).is_none())
}

fn draft_of_paper(row: &Row, number: &str) -> Option<Draft> {
    let (link, _) = paper(row)?;
    let said = row.title.as_ref().or(row.name.as_ref())?;
    let mut fields =
        vec![("title", json!(said.text), said.range.clone()), ("arxiv", json!(number), link.range.clone())];
    // The date beside a dataset may be its own.
    let date =
        row.date().zip(row.date.as_ref()).filter(|_| !matches!(row.kind, Kind::Dataset | Kind::Benchmark));
    fields.extend(date.map(|(date, said)| ("date", json!(date.to_string()), said.range.clone())));
    Some(Draft { kind: Kind::Paper, id: id_of_paper(number)?, fields, row: row.range.clone() })
}

fn draft_of_work(row: &Row, number: Option<String>, taken: &mut BTreeMap<EntryId, usize>) -> Option<Draft> {
    let called = row.called()?;
    let name = titles::short(&called.text);
    let folded: String = fold_to_id(name).chars().filter(|c| *c != '.').take(80).collect();
    let id = EntryId::new(folded.trim_matches('-'))?;
    let count = taken.entry(id.clone()).or_default();
    *count += 1;
    let id = if *count > 1 { EntryId::new(&format!("{id}-row{count}"))? } else { id };
    let mut fields = vec![("name", json!(name), called.range.clone())];
    if row.kind == Kind::Model {
        fields.push(("role", json!("unified"), row.range.clone()));
    }
    let date = row.date().zip(row.date.as_ref());
    fields.extend(date.map(|(date, said)| ("released", json!(date.to_string()), said.range.clone())));
    let paper_id = number.as_deref().and_then(id_of_paper).zip(paper(row));
    fields.extend(paper_id.map(|(id, (link, _))| ("introduced_by", json!(id.as_str()), link.range.clone())));
    let code = row.links.iter().find(|link| link.column == Column::Code && Url::new(&link.target).is_some());
    if let Some(link) = code {
        fields.push(("links.code", json!(link.target), link.range.clone()));
        let maker = maker(name, &link.target).filter(|_| row.kind == Kind::Model);
        fields.extend(maker.map(|maker| ("developers", json!([maker]), link.range.clone())));
    }
    Some(Draft { kind: row.kind, id, fields, row: row.range.clone() })
}

/// The owner of a repository, if the work is named like it: then others of its family may share the repository.
fn maker(name: &str, code: &str) -> Option<String> {
    let rest = code.split_once("://")?.1.split_once('/')?.1;
    let title_words = name.split_whitespace().count();
    let name: String = fold(name).collect();
    let is_like = rest.split('/').any(|part| {
        let part: String = fold(part).collect();
        let common = name.chars().zip(part.chars()).take_while(|(a, b)| a == b).count();
        common >= 3 || (name.len() >= 3 && part.contains(&name)) || (part.len() >= 3 && name.contains(&part))
    });
    let owner = fold_to_id(&rest.split('/').next()?.replace('.', "-"));
    // What is called by a whole title has no name to compare.
    let is_like = is_like || title_words >= 4;
    (is_like && EntryId::new(&owner).is_some()).then_some(owner)
}
