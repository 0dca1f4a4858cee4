//! What a query selects, with the columns that are asked for.

use std::cmp::Ordering;

use mmtax_graph::{Column, EntryRef, Filter, QueryError, Selection, Taxonomy};
use serde_json::{Map, Value, json};

use super::grid::Grid;

/// What a query selects.
#[derive(Clone, Debug)]
pub struct Rows<'t> {
    filter: Filter,
    /// What was selected, in the order that was asked for.
    entries: Vec<EntryRef<'t>>,
    unknown: Selection<'t>,
    columns: Vec<Column>,
}

/// So many scores are shown of an entry; the others are counted.
const MOST_SCORES: usize = 3;

impl<'t> Rows<'t> {
    /// Asks a query. `columns` and `sort` are keys, separated by commas, those of `sort` with `-` before them where the
    /// largest comes first. Without columns, id, name, date and what the query asks about are shown; without a sort, rows
    /// are in id order.
    ///
    /// # Errors
    /// When the query, a column or a key of the sort cannot be read.
    pub fn of(
        taxonomy: &'t Taxonomy,
        query: &str,
        columns: Option<&str>,
        sort: Option<&str>,
    ) -> Result<Self, QueryError> {
        let filter = taxonomy.parse_query(query)?;
        let columns = match columns {
            Some(columns) => {
                split(columns).into_iter().map(|key| taxonomy.parse_column(key)).collect::<Result<_, _>>()?
            }
            None => {
                let mut all = vec![Column::id(), Column::name(), Column::released()];
                for column in taxonomy.columns_of(&filter) {
                    if !all.contains(&column) {
                        all.push(column);
                    }
                }
                all
            }
        };
        let judgement = taxonomy.judge(&filter);
        let mut entries: Vec<EntryRef<'t>> = judgement.yes.iter().collect();
        let keys = sort.map_or_else(Vec::new, split).into_iter().map(|key| {
            let (key, descending) = key.strip_prefix('-').map_or((key, false), |key| (key, true));
            Ok((taxonomy.parse_column(key)?, descending))
        });
        let keys: Vec<(Column, bool)> = keys.collect::<Result<_, QueryError>>()?;
        entries.sort_by(|one, other| {
            let orders = keys.iter().map(|(key, descending)| key.order(*one, *other, *descending));
            orders.fold(Ordering::Equal, Ordering::then).then(one.cmp(other))
        });
        Ok(Self { filter, entries, unknown: judgement.unknown, columns })
    }

    /// The entries, in the order that was asked for.
    #[must_use]
    pub fn entries(&self) -> &[EntryRef<'t>] {
        &self.entries
    }

    /// The entries of which the query may hold, and is not known to.
    #[must_use]
    pub const fn unknown(&self) -> &Selection<'t> {
        &self.unknown
    }

    /// Keeps the first rows only.
    pub fn truncate(&mut self, most: usize) {
        self.entries.truncate(most);
    }

    /// Columns for the terminal.
    #[must_use]
    pub fn to_text(&self) -> String {
        self.grid("; ").to_text()
    }

    /// One line an entry, several values of a cell separated by `; `.
    #[must_use]
    pub fn to_csv(&self) -> String {
        self.grid("; ").to_csv()
    }

    /// A table of GitHub's Markdown.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        self.grid("; ").to_markdown()
    }

    /// A table of LaTeX.
    #[must_use]
    pub fn to_latex(&self) -> String {
        self.grid("; ").to_latex()
    }

    /// One id a line.
    #[must_use]
    pub fn to_ids(&self) -> String {
        self.entries.iter().map(|entry| format!("{}\n", entry.id())).collect()
    }

    /// One JSON object: `version` (1), the `query` in full, the ids of which it is not known as `unknown`, and `rows`, each
    /// with `id`, `kind` and by column a list of values; those of scores have `value`, `number` and `source`.
    #[must_use]
    pub fn to_json(&self) -> String {
        let row = |entry: &EntryRef<'_>| {
            let mut row = Map::new();
            row.insert("id".to_owned(), json!(entry.id()));
            row.insert("kind".to_owned(), json!(entry.kind().name()));
            for column in self.columns.iter().filter(|column| !row_has(column)) {
                let values = column.values(*entry).into_iter().map(|value| match value.source {
                    Some(source) => json!({ "value": value.text, "number": value.number, "source": source }),
                    None => json!(value.text),
                });
                row.insert(column.title().to_owned(), Value::Array(values.collect()));
            }
            Value::Object(row)
        };
        let answer = json!({
            "version": 1,
            "query": self.filter.to_string(),
            "unknown": self.unknown.iter().map(|entry| entry.id()).collect::<Vec<_>>(),
            "rows": self.entries.iter().map(row).collect::<Vec<_>>(),
        });
        format!("{answer:#}\n")
    }

    fn grid(&self, between: &str) -> Grid {
        let cell = |entry: &EntryRef<'_>, column: &Column| {
            let values = column.values(*entry);
            if values.is_empty() {
                return column.nothing(*entry).to_owned();
            }
            let most =
                if values.iter().any(|value| value.source.is_some()) { MOST_SCORES } else { usize::MAX };
            let mut shown: Vec<String> = values
                .iter()
                .take(most)
                .map(|value| match &value.source {
                    Some(source) => format!("{} ({source})", value.text),
                    None => value.text.clone(),
                })
                .collect();
            if values.len() > most {
                shown.push(format!("{} more", values.len() - most));
            }
            shown.join(between)
        };
        Grid {
            columns: self.columns.iter().map(|column| column.title().to_owned()).collect(),
            rows: self
                .entries
                .iter()
                .map(|entry| self.columns.iter().map(|column| cell(entry, column)).collect())
                .collect(),
        }
    }
}

fn row_has(column: &Column) -> bool {
    matches!(column.title(), "id" | "kind")
}

/// The parts between commas that stand in no brackets.
fn split(text: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_i32);
    for (at, c) in text.char_indices() {
        match c {
            '[' => depth += 1,
            ']' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}
