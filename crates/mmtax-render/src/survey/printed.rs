//! What the survey prints (arXiv 2505.02567v6): facts of its tables, transcribed cell by cell. A merged cell is repeated.

use super::Shape;

/// A printed row.
pub(super) struct Row {
    /// The entry that it is about, or a variant of it.
    pub(super) id: &'static str,
    /// The column names and cells, from the name on.
    pub(super) cells: Vec<(&'static str, &'static str)>,
}

impl Row {
    /// The entry that it is about, without the variant.
    pub(super) fn entry(&self) -> &'static str {
        self.id.split_once('@').map_or(self.id, |(entry, _)| entry)
    }

    /// The variant that it is about, where it is a part of an entry.
    pub(super) fn variant(&self) -> Option<&'static str> {
        self.id.split_once('@').map(|(_, variant)| variant)
    }

    /// The name in the first column.
    pub(super) fn name(&self) -> &'static str {
        self.cells.first().map_or("", |(_, name)| name)
    }

    /// The cell in a column.
    pub(super) fn cell(&self, column: &str) -> &'static str {
        self.cells.iter().find(|(name, _)| *name == column).map_or("", |(_, cell)| cell)
    }
}

/// The rows of a table in their order.
pub(super) fn rows(shape: &Shape) -> Vec<Row> {
    let mut lines = shape.printed.lines();
    let columns: Vec<&str> = lines.next().unwrap_or_default().split('\t').skip(1).collect();
    let row = |line: &'static str| {
        let (id, cells) = line.split_once('\t')?;
        Some(Row { id, cells: columns.iter().copied().zip(cells.split('\t')).collect() })
    };
    lines.filter_map(row).collect()
}
