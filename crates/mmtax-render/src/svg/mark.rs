//! Marks of models: shape and colour tell the paradigm.

use mmtax_graph::EntryRef;
use mmtax_graph::schema::vocab::Paradigm;

/// Half the width of a mark.
pub(super) const MARK: i32 = 5;

/// The class of each lane.
pub(super) const CLASSES: [&str; 4] = ["diffusion", "autoregressive", "hybrid", "other"];

/// The lane of an entry: the paradigm of a unified model, or none.
pub(super) fn lane(entry: EntryRef<'_>) -> usize {
    match entry.as_model().and_then(|model| model.paradigm.known()) {
        Some(Paradigm::Diffusion) => 0,
        Some(Paradigm::Autoregressive) => 1,
        Some(Paradigm::Hybrid) => 2,
        None => 3,
    }
}

/// The mark of a lane.
pub(super) fn shape(lane: usize, (x, y): (i32, i32)) -> String {
    let class = CLASSES[lane];
    match lane {
        0 => format!(
            r#"<rect class="model {class}" x="{}" y="{}" width="{2}" height="{2}"/>"#,
            x - MARK + 1,
            y - MARK + 1,
            2 * MARK - 2
        ),
        1 => format!(r#"<circle class="model {class}" cx="{x}" cy="{y}" r="{MARK}"/>"#),
        2 => format!(
            r#"<path class="model {class}" d="M{x} {}L{} {y}L{x} {}L{} {y}z"/>"#,
            y - MARK - 1,
            x + MARK + 1,
            y + MARK + 1,
            x - MARK - 1
        ),
        _ => format!(
            r#"<path class="model {class}" d="M{x} {}L{} {3}H{}z"/>"#,
            y - MARK,
            x + MARK,
            x - MARK,
            y + MARK - 1
        ),
    }
}
