//! The overview: families of unified models as lifelines over time, in bands by paradigm.

use std::collections::{BTreeMap, BTreeSet};

use mmtax_graph::{EntryRef, Taxonomy};

use super::families::{Chosen, Family, families, view};
use super::frame::{self, From, dated};
use super::layout::{Axis, MARGIN, WIDTH};
use super::mark::{MARK, lane, shape};
use super::{class, text};
use crate::escape::xml;

pub(crate) const PATH: &str = "lifelines.svg";

/// The most models that are drawn.
const ROOM: usize = 90;
const TOP: i32 = 62;
const ROW: i32 = 27;
const BAND_HEAD: i32 = 24;
const BAND_GAP: i32 = 8;
const LABEL: i32 = 12;
/// The least space between labels of a row.
const GAP: i32 = 12;
const NAME: usize = 24;

const BANDS: [&str; 4] =
    ["Diffusion", "Autoregressive", "Hybrid: autoregressive text, diffused images", "Paradigm not known"];

/// A model in its place.
struct Placed<'t> {
    entry: EntryRef<'t>,
    /// The ancestor from whose mark its line comes.
    parent: Option<EntryRef<'t>>,
    band: usize,
    row: usize,
    x: i32,
    label: String,
}

/// Families of unified models over time: one lifeline a family, in bands by the paradigm of its first model. Of models that stand
/// alone those are drawn that most sources report values of, as far as there is room; the picture says how many are not.
#[must_use]
pub fn lifelines(taxonomy: &Taxonomy) -> String {
    let chosen = families(taxonomy, ROOM);
    let mut months: Vec<i32> = chosen
        .families
        .iter()
        .flat_map(|family| &family.members)
        .filter_map(|entry| Some(entry.date()?.months()))
        .collect();
    months.sort_unstable();
    let axis = Axis::new(&months);
    let mut rows: [Vec<i32>; 4] = Default::default();
    let mut placed: Vec<Placed<'_>> = Vec::new();
    for family in &chosen.families {
        let band = family.members.iter().map(|entry| lane(*entry)).find(|lane| *lane < 3).unwrap_or(3);
        let block = block(family, &axis);
        let first = fit(&rows[band], &block);
        for (end, row) in block.rows.iter().zip(first..) {
            rows[band].resize(rows[band].len().max(row + 1), 0);
            rows[band][row] = *end;
        }
        placed.extend(block.placed.into_iter().map(|at| Placed { band, row: first + at.row, ..at }));
    }
    draw(&chosen, &axis, &rows.map(|rows| rows.len()), &placed)
}

/// A family by itself, its rows counted from 0.
struct Block<'t> {
    placed: Vec<Placed<'t>>,
    start: i32,
    /// Where each row ends.
    rows: Vec<i32>,
}

/// Puts a family into rows: a model stands behind the newest of its ancestors if that is the last of its row, and otherwise in a
/// row below that is free from where the line to it leaves that ancestor.
fn block<'t>(family: &Family<'t>, axis: &Axis) -> Block<'t> {
    let mut block = Block { placed: Vec::new(), start: i32::MAX, rows: Vec::new() };
    let mut last: Vec<EntryRef<'t>> = Vec::new();
    let mut places: BTreeMap<EntryRef<'t>, (usize, i32)> = BTreeMap::new();
    for &entry in &family.members {
        let Some(date) = entry.date() else { continue };
        let label = text::cut(entry.name(), NAME);
        let width = text::width(&label, LABEL);
        let ancestors = entry.links_out(view());
        let parent = ancestors.iter().map(|link| link.to()).filter(|to| places.contains_key(to));
        let parent = parent.max_by_key(|to| (to.date(), *to));
        let parent = parent.and_then(|parent| Some((parent, *places.get(&parent)?)));
        // Of a month alone the day is not known: there is room behind an ancestor of that month.
        let not_before = parent.map_or(0, |(_, (_, at))| at + 2 * MARK + 4);
        let x = (axis.at(date) + MARK).max(not_before).min(WIDTH - MARGIN - width);
        let row = match parent {
            Some((parent, (row, _))) if last[row] == parent && block.rows[row] + GAP <= x - MARK => Some(row),
            Some((_, (above, at))) => (above + 1..block.rows.len()).find(|row| block.rows[*row] <= at - GAP),
            None => block.rows.iter().position(|end| end + GAP <= x - MARK),
        };
        let row = row.unwrap_or(block.rows.len());
        block.rows.resize(block.rows.len().max(row + 1), 0);
        last.resize(block.rows.len(), entry);
        (block.rows[row], last[row]) = (x - MARK + width, entry);
        places.insert(entry, (row, x));
        block.start = block.start.min(x - MARK);
        let parent = parent.map(|(parent, _)| parent);
        block.placed.push(Placed { entry, parent, band: 0, row, x, label });
    }
    block
}

/// The first row of a band from which on all rows of a family are free.
fn fit(rows: &[i32], block: &Block<'_>) -> usize {
    let is_free = |row: usize| rows.get(row).is_none_or(|end| end + GAP <= block.start);
    (0..rows.len()).find(|first| (*first..first + block.rows.len()).all(is_free)).unwrap_or(rows.len())
}

fn draw(chosen: &Chosen<'_>, axis: &Axis, rows: &[usize; 4], placed: &[Placed<'_>]) -> String {
    let mut tops = [TOP; 4];
    let mut bottom = TOP;
    for (band, rows) in rows.iter().enumerate().filter(|(_, rows)| **rows > 0) {
        tops[band] = bottom;
        bottom += BAND_HEAD + ROW * i32::try_from(*rows).unwrap_or(0) + BAND_GAP;
    }
    bottom -= BAND_GAP;
    let mut out = Vec::new();
    let families = chosen.families.iter().filter(|family| family.members.len() > 1).count();
    let hidden = hidden(chosen);
    let about = format!(
        "{} unified models on a time axis, {families} families of two and more as lifelines, in bands by paradigm. {hidden}",
        placed.len()
    );
    frame::open(
        &mut out,
        (WIDTH, bottom + 54),
        "Families of unified multimodal models over time",
        about.trim_end(),
    );
    frame::text(&mut out, "lane", (MARGIN, 24), "Families of unified multimodal models over time");
    for (band, rows) in rows.iter().enumerate().filter(|(_, rows)| **rows > 0) {
        let (y, height) = (tops[band], BAND_HEAD + ROW * i32::try_from(*rows).unwrap_or(0));
        out.push(format!(r#"<rect class="band" x="0" y="{y}" width="{WIDTH}" height="{height}" rx="6"/>"#));
    }
    for (x, year) in axis.years() {
        out.push(format!(r#"<line class="grid" x1="{x}" y1="{}" x2="{x}" y2="{bottom}"/>"#, TOP - 6));
        frame::text(&mut out, "year", (x + 4, TOP - 8), &year.to_string());
    }
    let y = |at: &Placed<'_>| tops[at.band] + BAND_HEAD + ROW * i32::try_from(at.row).unwrap_or(0) + 18;
    let points: BTreeMap<_, _> = placed.iter().map(|at| (at.entry, (at.x, y(at)))).collect();
    for at in placed {
        lines(&mut out, at, &points);
    }
    for (band, name) in BANDS.iter().enumerate().filter(|(band, _)| rows[*band] > 0) {
        let count = placed.iter().filter(|at| at.band == band).count();
        frame::text(&mut out, "lane halo", (MARGIN, tops[band] + 17), &format!("{name} ({count})"));
    }
    for at in placed {
        let point = (at.x, y(at));
        let label = format!(
            r#"<text class="name start halo" x="{}" y="{}">{}</text>"#,
            at.x - MARK,
            point.1 - 9,
            xml(&at.label)
        );
        let elements = format!("{}{label}", shape(lane(at.entry), point));
        out.push(From(PATH).link(at.entry, &dated(at.entry), &elements));
    }
    legend(&mut out, bottom + 22, placed, &hidden);
    out.push("</svg>\n".into());
    out.join("\n")
}

/// The lines to a model: down or up from its parent and then along its own row, and straight from other ancestors.
fn lines(out: &mut Vec<String>, at: &Placed<'_>, points: &BTreeMap<EntryRef<'_>, (i32, i32)>) {
    let Some(&(x, y)) = points.get(&at.entry) else { return };
    for link in at.entry.links_out(view()) {
        let Some(&(from, above)) = points.get(&link.to()) else { continue };
        let end = x - MARK - 1;
        let path = match (at.parent == Some(link.to()), above == y) {
            (true, true) => format!("M{} {y}H{end}", from + MARK + 1),
            (true, false) => {
                let (leave, turn) =
                    if y > above { (above + MARK + 1, y - 6) } else { (above - MARK - 1, y + 6) };
                format!("M{from} {leave}V{turn}Q{from} {y} {} {y}H{end}", (from + 6).min(end))
            }
            (false, _) => {
                let middle = i32::midpoint(from, x);
                format!("M{} {above}C{middle} {above} {middle} {y} {end} {y}", from + MARK + 1)
            }
        };
        let title = format!("{} {} {}", link.from().name(), link.relation(), link.to().name());
        let class = class(link.relation());
        out.push(format!(r#"<path class="link {class}" d="{path}"><title>{}</title></path>"#, xml(&title)));
    }
}

/// What is not drawn.
fn hidden(chosen: &Chosen<'_>) -> String {
    let (single, undated) = (chosen.dated - chosen.drawn(), chosen.all - chosen.dated);
    let mut said = Vec::new();
    if single > 0 {
        said.push(format!("{single} that fewer sources report values of"));
    }
    if undated > 0 {
        said.push(format!("{undated} without a known date"));
    }
    if said.is_empty() {
        return String::new();
    }
    format!("Not drawn of {} unified models: {}.", chosen.all, said.join(", "))
}

/// The marks and lines that are used, and what is not drawn.
fn legend(out: &mut Vec<String>, y: i32, placed: &[Placed<'_>], hidden: &str) {
    const MARKS: [&str; 4] = ["diffusion", "autoregressive", "hybrid", "not known"];
    const LINES: [(&str, &str); 3] =
        [("line", "succeeded by"), ("design", "design extended by"), ("weights", "weights start from")];
    let mut x = MARGIN + MARK;
    for (index, label) in
        MARKS.iter().enumerate().filter(|(index, _)| placed.iter().any(|at| lane(at.entry) == *index))
    {
        out.push(shape(index, (x, y - 4)));
        frame::text(out, "note start", (x + 10, y), label);
        x += 10 + text::width(label, 12) + 18;
    }
    let links = placed.iter().flat_map(|at| at.entry.links_out(view()));
    let used: BTreeSet<_> = links.map(|link| class(link.relation())).collect();
    for (class, label) in LINES.into_iter().filter(|(class, _)| used.contains(class)) {
        out.push(format!(r#"<path class="link {class}" d="M{x} {}H{}"/>"#, y - 4, x + 30));
        frame::text(out, "note start", (x + 36, y), label);
        x += 36 + text::width(label, 12) + 18;
    }
    let about = "A family stands in the band of its first model; marks tell each model's own paradigm.";
    frame::text(out, "note", (MARGIN, y + 20), format!("{about} {hidden}").trim_end());
}
