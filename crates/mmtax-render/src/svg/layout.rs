//! Where everything stands in the picture, in whole pixels.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use mmtax_graph::schema::vocab::Role;
use mmtax_graph::schema::{Kind, PartialDate, Relation};
use mmtax_graph::{EntryRef, LinkRef, Taxonomy, View};

use super::lit::Lit;
use super::mark::lane;
use super::text;

/// The width of the picture.
pub(super) const WIDTH: i32 = 1200;
/// The free space at its left and right.
pub(super) const MARGIN: i32 = 12;
/// Where the first lane begins.
pub(super) const TOP: i32 = 30;
/// The height of a box.
pub(super) const BOX: i32 = 30;
/// From row to row.
const ROW: i32 = 40;
/// Above the first row of a lane, for its name.
const LANE_HEAD: i32 = 28;
/// Between lanes.
const LANE_GAP: i32 = 8;
/// The least space between boxes of a row.
const GAP: i32 = 14;
/// The longest name, in characters.
const NAME: usize = 26;
/// Room to the right of the last month, for its boxes.
const LAST_BOX: i32 = 100;

/// The most boxes: as many as are read on one screen or a page that is turned.
pub(super) const BUDGET: usize = 150;

/// A model in its place.
pub(super) struct Placed<'t> {
    pub(super) entry: EntryRef<'t>,
    pub(super) label: String,
    pub(super) lane: &'static str,
    pub(super) row: usize,
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) width: i32,
}

/// A lane of models of one paradigm.
pub(super) struct Lane {
    pub(super) name: &'static str,
    pub(super) count: usize,
    pub(super) top: i32,
    pub(super) height: i32,
}

/// A link of lineage from one box (the ancestor) to another.
pub(super) struct Link {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) relation: Relation,
}

/// The whole picture.
pub(super) struct Chart<'t> {
    pub(super) boxes: Vec<Placed<'t>>,
    pub(super) lanes: Vec<Lane>,
    pub(super) links: Vec<Link>,
    /// Where each year begins.
    pub(super) years: Vec<(i32, i32)>,
    /// Where the last lane ends.
    pub(super) bottom: i32,
    pub(super) height: i32,
    /// How many models have no known date.
    pub(super) undated: usize,
    /// How many models are too many for the picture.
    pub(super) left_out: usize,
}

const LANES: [(&str, &str); 4] = [
    ("diffusion", "Diffusion"),
    ("autoregressive", "Autoregressive"),
    ("hybrid", "Hybrid: autoregressive text, diffused images"),
    ("other", "Paradigm not known"),
];

impl<'t> Chart<'t> {
    pub(super) fn new(taxonomy: &'t Taxonomy, lit: Option<&Lit<'t>>) -> Self {
        let unified =
            |entry: &EntryRef<'_>| entry.as_model().is_some_and(|model| model.role == Role::Unified);
        let models: Vec<_> = taxonomy.of_kind(Kind::Model).filter(unified).collect();
        let mut dated: Vec<(i32, EntryRef<'t>)> =
            models.iter().filter_map(|entry| Some((entry.date()?.months(), *entry))).collect();
        let undated = models.len() - dated.len();
        let left_out = dated.len().saturating_sub(BUDGET);
        dated.sort_by_cached_key(|(_, entry)| Reverse(weight(*entry, lit)));
        dated.truncate(BUDGET);
        dated.sort_unstable_by_key(|(month, entry)| (*month, entry.date(), *entry));
        let axis = Axis::new(&dated.iter().map(|(month, _)| *month).collect::<Vec<_>>());
        let mut chart = Self {
            boxes: Vec::new(),
            lanes: Vec::new(),
            links: Vec::new(),
            years: axis.years(),
            bottom: TOP,
            height: 0,
            undated,
            left_out,
        };
        let mut rows: [Vec<Row<'t>>; 4] = Default::default();
        let heirs = heirs(&dated);
        for (month, entry) in dated {
            let lane = lane(entry);
            let label = text::cut(entry.name(), NAME);
            let width = text::width(&label, 12).max(text::width("2025-01-01", 9)) + 16;
            let x = axis.x(month).min(WIDTH - MARGIN - width);
            let row = free_row(&mut rows[lane], entry, x);
            rows[lane][row] = Row { end: x + width, kept_for: heirs.get(&entry).copied() };
            chart.boxes.push(Placed { entry, label, lane: LANES[lane].0, row, x, y: 0, width });
        }
        chart.stack(&rows.map(|rows| rows.len()));
        chart.join(taxonomy, lit);
        if lit.is_some() {
            chart.height += 20;
        }
        chart
    }

    /// Puts the lanes below each other.
    fn stack(&mut self, rows: &[usize; 4]) {
        let mut top = TOP;
        for ((class, name), rows) in LANES.iter().zip(rows) {
            let height = LANE_HEAD + ROW * i32::try_from(*rows).unwrap_or(0);
            let mut count = 0;
            for placed in self.boxes.iter_mut().filter(|placed| placed.lane == *class) {
                placed.y = top + LANE_HEAD + ROW * i32::try_from(placed.row).unwrap_or(0);
                count += 1;
            }
            if count > 0 {
                self.lanes.push(Lane { name, count, top, height });
                top += height + LANE_GAP;
            }
        }
        self.bottom = top - LANE_GAP.min(top - TOP);
        self.height = self.bottom + 38;
    }

    /// Joins boxes by lineage, and those that are lit also by what is a part of what.
    fn join(&mut self, taxonomy: &'t Taxonomy, lit: Option<&Lit<'t>>) {
        let positions: BTreeMap<_, _> =
            self.boxes.iter().enumerate().map(|(position, placed)| (placed.entry, position)).collect();
        let is_lit = |link: &LinkRef<'t>| lit.is_some_and(|lit| lit.has(link.from()) && lit.has(link.to()));
        let is_joined = |link: &LinkRef<'t>| View::lineage().has(link.relation()) || is_lit(link);
        for link in taxonomy.links(View::descent()).filter(is_joined) {
            if let (Some(&from), Some(&to)) = (positions.get(&link.to()), positions.get(&link.from()))
                && from != to
            {
                self.links.push(Link { from, to, relation: link.relation() });
            }
        }
    }

    /// The path of a link: from right edge to left edge, or down or up between boxes of about one time.
    pub(super) fn curve(&self, link: &Link) -> String {
        let (from, to) = (&self.boxes[link.from], &self.boxes[link.to]);
        let (x1, y1) = (from.x + from.width, from.y + BOX / 2);
        let (x2, y2) = (to.x, to.y + BOX / 2);
        if x2 < x1 + 6 {
            let down = to.y > from.y;
            let (y1, y2) = if down { (from.y + BOX, to.y) } else { (from.y, to.y + BOX) };
            let (x1, x2) = (from.x + from.width / 2, to.x + to.width / 2);
            let middle = (y1 + y2) / 2;
            return format!("M{x1} {y1}C{x1} {middle} {x2} {middle} {x2} {y2}");
        }
        let reach = ((x2 - x1) / 2).clamp(10, 90);
        let crossed =
            y1 == y2 && self.boxes.iter().any(|other| other.y == from.y && other.x > x1 && other.x < x2);
        // A line behind boxes of its own row would seem to end there: it bends into the space between rows.
        let bend = if crossed { 26 } else { 0 };
        let (c1, c2) = (x1 + reach, x2 - reach);
        format!("M{x1} {y1}C{c1} {} {c2} {} {x2} {y2}", y1 + bend, y2 + bend)
    }
}

/// What stays where there are too many: what is lit, then what has the most lineage, then what is newest.
fn weight<'t>(entry: EntryRef<'t>, lit: Option<&Lit<'t>>) -> impl Ord + use<'t> {
    let lines = entry.links_out(View::lineage()).len() + entry.links_in(View::lineage()).len();
    (lit.is_some_and(|lit| lit.has(entry)), lines, entry.date(), Reverse(entry))
}

/// A row of a lane while it fills from left to right.
struct Row<'t> {
    /// Where its last box ends.
    end: i32,
    /// Who stands next in it, so that the link between the two crosses no other box.
    kept_for: Option<EntryRef<'t>>,
}

/// For whom each model keeps its row: the first of its lane that descends from it, if nobody else does so already.
fn heirs<'t>(dated: &[(i32, EntryRef<'t>)]) -> BTreeMap<EntryRef<'t>, EntryRef<'t>> {
    let mut before: BTreeSet<EntryRef<'t>> = BTreeSet::new();
    let mut heirs = BTreeMap::new();
    for &(_, entry) in dated {
        let ancestors = entry.links_out(View::lineage());
        let known = ancestors.iter().map(|link| link.to()).filter(|ancestor| before.contains(ancestor));
        let close = known.filter(|ancestor| lane(*ancestor) == lane(entry) && !heirs.contains_key(ancestor));
        if let Some(ancestor) = close.max_by_key(|ancestor| ancestor.date()) {
            heirs.insert(ancestor, entry);
        }
        before.insert(entry);
    }
    heirs
}

/// The row that is kept for the entry, if it is free at `x`, and otherwise the first that is free and kept for nobody.
fn free_row<'t>(rows: &mut Vec<Row<'t>>, entry: EntryRef<'t>, x: i32) -> usize {
    if let Some(row) = rows.iter().position(|row| row.kept_for == Some(entry)) {
        rows[row].kept_for = None;
        if rows[row].end + GAP <= x {
            return row;
        }
    }
    let free = rows.iter().position(|row| row.kept_for.is_none() && row.end + GAP <= x);
    free.unwrap_or_else(|| {
        rows.push(Row { end: 0, kept_for: None });
        rows.len() - 1
    })
}

/// Months from left to right. A month with many models is wider than one with few.
pub(super) struct Axis {
    first: i32,
    /// The left end of each month, and the right end of the last.
    starts: Vec<i32>,
}

impl Axis {
    pub(super) fn new(months: &[i32]) -> Self {
        let (Some(first), Some(last)) = (months.first(), months.last()) else {
            return Self { first: 0, starts: Vec::new() };
        };
        let first = first - first.rem_euclid(12);
        let mut counts: BTreeMap<i32, u32> = BTreeMap::new();
        for month in months {
            *counts.entry(*month).or_default() += 1;
        }
        let weight = |month| 0.3 + f64::from(counts.get(&month).copied().unwrap_or(0)).sqrt();
        let weights: Vec<f64> = (first..=*last).map(weight).collect();
        let total: f64 = weights.iter().sum();
        let scale = f64::from(WIDTH - 2 * MARGIN - LAST_BOX) / total;
        let mut at = 0.0;
        let mut starts = vec![MARGIN];
        for weight in weights {
            at += weight * scale;
            #[expect(clippy::cast_possible_truncation, reason = "at most the width of the picture")]
            starts.push(MARGIN + at.round() as i32);
        }
        Self { first, starts }
    }

    fn x(&self, month: i32) -> i32 {
        let position = usize::try_from(month - self.first).unwrap_or(0);
        self.starts.get(position).copied().unwrap_or(MARGIN)
    }

    /// A date whose day is not known stands where its month begins.
    pub(super) fn at(&self, date: PartialDate) -> i32 {
        let (start, end) = (self.x(date.months()), self.x(date.months() + 1));
        start + (end - start).max(0) * (i32::from(date.day().unwrap_or(1)) - 1) / 31
    }

    pub(super) fn years(&self) -> Vec<(i32, i32)> {
        let months = self.starts.len().saturating_sub(1);
        (0..months)
            .step_by(12)
            .map(|position| (self.starts[position], position))
            .map(|(x, position)| (x, self.first / 12 + i32::try_from(position / 12).unwrap_or(0)))
            .collect()
    }
}
