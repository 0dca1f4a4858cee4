//! Which entry of one taxonomy is which of the other.

use std::collections::{BTreeMap, BTreeSet};

use mmtax_schema::{Body, Entry, Kind, RefText, Said};

use super::{Because, EntryChange, EntryName, How, fields};
use crate::entry_ref::EntryRef;
use crate::taxonomy::Taxonomy;

type Key<'t> = (Kind, &'t str);

/// The fields that name other entries.
const REFERENCES: [&str; 14] = [
    "about",
    "benchmark",
    "datasets",
    "developers",
    "finetuned-on",
    "from",
    "introduced_by",
    "method",
    "model",
    "of",
    "paper",
    "part_of",
    "replaced_by",
    "uses",
];

/// Two taxonomies, entry by entry.
pub(super) struct Entries<'t> {
    pub(super) before: &'t Taxonomy,
    pub(super) after: &'t Taxonomy,
    /// By the new key where there is one.
    pub(super) pairs: BTreeMap<Key<'t>, Pair<'t>>,
    /// From the old key of a renamed entry to its new id.
    renamed: BTreeMap<Key<'t>, &'t str>,
}

/// An entry as it was and as it is.
pub(super) struct Pair<'t> {
    pub(super) before: Option<EntryRef<'t>>,
    pub(super) after: Option<EntryRef<'t>>,
    because: Option<Because>,
}

impl<'t> Entries<'t> {
    pub(super) fn pair(before: &'t Taxonomy, after: &'t Taxonomy) -> Self {
        let mut pairs: BTreeMap<Key<'t>, Pair<'t>> = BTreeMap::new();
        let none = || Pair { before: None, after: None, because: None };
        for entry in before.entries() {
            pairs.entry((entry.kind(), entry.id())).or_insert_with(none).before = Some(entry);
        }
        for entry in after.entries() {
            pairs.entry((entry.kind(), entry.id())).or_insert_with(none).after = Some(entry);
        }
        let mut entries = Self { before, after, pairs, renamed: BTreeMap::new() };
        for because in [Because::Content, Because::Name, Because::Alias] {
            entries.find_renamed(because);
        }
        entries
    }

    /// Joins what went with what came, where one thing shows that they are the same entry and nothing else could be meant.
    fn find_renamed(&mut self, because: Because) {
        let (mut gone, mut new) = (Vec::new(), Vec::new());
        for (&(kind, id), pair) in &self.pairs {
            match (pair.before, pair.after) {
                (Some(entry), None) if !self.after.is_broken(kind, id) => gone.push(entry),
                (None, Some(entry)) if !self.before.is_broken(kind, id) => new.push(entry),
                _ => {}
            }
        }
        let mut known: BTreeMap<(Kind, Clue<'_>), Vec<EntryRef<'t>>> = BTreeMap::new();
        for new in new {
            for clue in clues(because, new.entry(), false) {
                known.entry((new.kind(), clue)).or_default().push(new);
            }
        }
        let mut matches = BTreeSet::new();
        for old in gone {
            for clue in clues(because, old.entry(), true) {
                let same = known.get(&(old.kind(), clue)).into_iter().flatten();
                let same =
                    same.filter(|new| because != Because::Content || old.entry().body == new.entry().body);
                matches.extend(same.map(|new| (old, *new)));
            }
        }
        let mut counts: (BTreeMap<_, usize>, BTreeMap<_, usize>) = Default::default();
        for (old, new) in &matches {
            *counts.0.entry(*old).or_default() += 1;
            *counts.1.entry(*new).or_default() += 1;
        }
        for (old, new) in matches {
            if counts.0[&old] == 1 && counts.1[&new] == 1 {
                self.pairs.remove(&(old.kind(), old.id()));
                self.renamed.insert((old.kind(), old.id()), new.id());
                let pair = Pair { before: Some(old), after: Some(new), because: Some(because) };
                self.pairs.insert((new.kind(), new.id()), pair);
            }
        }
    }

    /// The id under which an entry of the taxonomy before is known now.
    pub(super) fn id_now(&self, kind: Kind, id: &'t str) -> &'t str {
        self.renamed.get(&(kind, id)).copied().unwrap_or(id)
    }

    /// The name of an entry of the taxonomy before, by its new id.
    pub(super) fn name_now(&self, entry: EntryRef<'t>) -> EntryName {
        EntryName { kind: entry.kind(), id: self.id_now(entry.kind(), entry.id()).to_owned() }
    }

    pub(super) fn changes(&self) -> Vec<EntryChange> {
        let changed = self.pairs.iter().filter_map(|(key, pair)| self.change(*key, pair));
        changed.chain(self.unread()).collect()
    }

    /// Files that cannot be read and came or went.
    fn unread(&self) -> impl Iterator<Item = EntryChange> {
        let only = |these: &'t Taxonomy, others: &'t Taxonomy, how: How| {
            let is_only = |(id, kind): &&(String, Kind)| {
                others.entry_of(*kind, id).is_none() && !others.is_broken(*kind, id)
            };
            these.broken.iter().filter(is_only).map(move |(id, kind)| EntryChange {
                entry: EntryName { kind: *kind, id: id.clone() },
                name: id.clone(),
                how: how.clone(),
                fields: Vec::new(),
            })
        };
        let came = only(self.after, self.before, How::Broken { was_there: false });
        came.chain(only(self.before, self.after, How::Removed))
    }

    fn change(&self, (kind, id): Key<'t>, pair: &Pair<'t>) -> Option<EntryChange> {
        let (how, fields) = match (pair.before, pair.after) {
            (None, _) if self.before.is_broken(kind, id) => (How::Mended, Vec::new()),
            (None, _) => (How::Added, Vec::new()),
            (Some(_), None) if self.after.is_broken(kind, id) => {
                (How::Broken { was_there: true }, Vec::new())
            }
            (Some(_), None) => (How::Removed, Vec::new()),
            (Some(before), Some(after)) => {
                let fields = self.fields(before, after);
                (how(before.entry(), after.entry(), pair.because, !fields.is_empty())?, fields)
            }
        };
        let name = pair.after.or(pair.before)?.name().to_owned();
        Some(EntryChange { entry: EntryName { kind, id: id.to_owned() }, name, how, fields })
    }

    /// Puts new ids in the place of old ones where the entry of the taxonomy before names others.
    pub(super) fn follow(&self, said: &mut Said, field: &str, is_top: bool) {
        match said {
            Said::Word(word) if REFERENCES.contains(&field) => *word = self.reference_now(word),
            Said::Word(word) if field == "columns" => {
                if let Some((benchmark, metric)) = word.split_once('/') {
                    *word = format!("{}/{metric}", self.reference_now(benchmark));
                }
            }
            Said::Word(_) => {}
            Said::List(items) => items.iter_mut().for_each(|item| self.follow(item, field, false)),
            Said::Map(pairs) => {
                for (key, value) in pairs {
                    // Records name their source; elsewhere `source` is a key of `sources`.
                    let is_reference = is_top && key == "source";
                    self.follow(value, if is_reference { "paper" } else { key.as_str() }, false);
                }
            }
        }
    }

    fn reference_now(&self, reference: &str) -> String {
        let (id, variant) = reference.split_at(reference.find('@').unwrap_or(reference.len()));
        let now = Kind::REFERABLE.iter().find_map(|kind| self.renamed.get(&(*kind, id)));
        format!("{}{variant}", now.copied().unwrap_or(id))
    }

    fn fields(&self, before: EntryRef<'t>, after: EntryRef<'t>) -> Vec<super::FieldChange> {
        if before.entry().body == after.entry().body {
            return Vec::new();
        }
        let (mut was, mut is) = (before.entry().said(), after.entry().said());
        if !self.renamed.is_empty() {
            self.follow(&mut was, "", true);
        }
        // Misprints and scores have lists of their own.
        if after.kind() == Kind::Errata {
            without(&mut was, "items");
            without(&mut is, "items");
        }
        if after.kind() == Kind::Results {
            apart_from_scores(&mut was, &scored(before));
            apart_from_scores(&mut is, &scored(after));
        }
        fields::compare(&was, &is)
    }
}

fn how(before: &Entry, after: &Entry, because: Option<Because>, differs: bool) -> Option<How> {
    let replaced = |entry: &Entry| entry.shared().replaced_by.map(|by| by.text().as_str().to_owned());
    if let Some(because) = because {
        return Some(How::Renamed { from: before.id.to_string(), because });
    }
    match replaced(after).filter(|by| replaced(before).as_ref() != Some(by)) {
        Some(by) => Some(How::Replaced { by }),
        None => differs.then_some(How::Changed),
    }
}

/// A word by which an entry is found again, and whether it is the old entry's own name for itself.
type Clue<'e> = (bool, &'e str);

/// Words that an entry has in common with the same entry under another id.
fn clues(because: Because, entry: &Entry, is_old: bool) -> Vec<Clue<'_>> {
    let shared = entry.shared();
    let name = shared.name.map(|name| name.as_str());
    match because {
        // Records have no name; what they say shows all the same.
        Because::Content => vec![(true, name.unwrap_or_default())],
        Because::Name => name.into_iter().map(|name| (true, name)).collect(),
        Because::Alias => {
            let own = name.into_iter().chain([entry.id.as_str()]).map(|name| (is_old, name));
            own.chain(shared.aliases.iter().map(|alias| (!is_old, alias.as_str()))).collect()
        }
    }
}

fn without(said: &mut Said, key: &str) {
    if let Said::Map(pairs) = said {
        pairs.retain(|(name, _)| name != key);
    }
}

/// The cells of a results entry that are scores: table, row and column.
fn scored(results: EntryRef<'_>) -> BTreeSet<(usize, usize, usize)> {
    let mut cells = BTreeSet::new();
    let Body::Results(record) = &results.entry().body else { return cells };
    let measured = |id: &str| {
        let kinds = [Kind::Model, Kind::Tokenizer, Kind::Method];
        results.taxonomy.entry(id).is_some_and(|entry| kinds.contains(&entry.kind()))
    };
    let benchmark = |to: Option<&RefText>| {
        to.is_some_and(|to| results.taxonomy.entry_of(Kind::Benchmark, to.id()).is_some())
    };
    for (t, table) in record.tables.iter().enumerate() {
        let columns: Vec<bool> =
            table.columns.iter().map(|column| benchmark(table.benchmark_of(column))).collect();
        for (r, _) in table.rows.iter().enumerate().filter(|(_, row)| measured(row.model.id())) {
            cells.extend(columns.iter().enumerate().filter(|(_, is)| **is).map(|(c, _)| (t, r, c)));
        }
    }
    cells
}

/// Puts the values of each row beside their columns, and leaves out those that are scores.
fn apart_from_scores(said: &mut Said, scored: &BTreeSet<(usize, usize, usize)>) {
    let Some(Said::List(tables)) = get_mut(said, "tables") else { return };
    for (t, table) in tables.iter_mut().enumerate() {
        let columns = match table.get("columns") {
            Some(Said::List(columns)) => columns.clone(),
            _ => Vec::new(),
        };
        if let Some(Said::List(rows)) = get_mut(table, "rows") {
            for (r, row) in rows.iter_mut().enumerate() {
                let Some(Said::List(values)) = row.get("values").cloned() else { continue };
                let cells = columns.iter().zip(values).enumerate();
                let left = cells.filter(|(c, (_, cell))| {
                    !scored.contains(&(t, r, *c)) && cell.word().is_some_and(|word| word != "-")
                });
                let left: Vec<_> =
                    left.filter_map(|(_, (column, cell))| Some((column.word()?.to_owned(), cell))).collect();
                without(row, "values");
                if let Said::Map(fields) = row
                    && !left.is_empty()
                {
                    fields.push(("values".to_owned(), Said::Map(left)));
                }
            }
        }
        without(table, "columns");
    }
}

fn get_mut<'s>(said: &'s mut Said, key: &str) -> Option<&'s mut Said> {
    let Said::Map(pairs) = said else { return None };
    pairs.iter_mut().find(|(name, _)| name == key).map(|(_, value)| value)
}
