//! Two metrics against each other, with the front of models that no other beats in both.

use std::collections::BTreeMap;

use mmtax_graph::EntryRef;
use mmtax_graph::results::{Cell, Group, Leaderboard};
use mmtax_graph::schema::vocab::Direction;

use super::frame::{self, From};
use super::label::{Area, around, free_place};
use super::mark::{MARK, lane, shape};
use super::scale::Values;
use super::text;
use crate::escape::xml;
use crate::plain;

/// Where the picture is taken to stand: among the leaderboards.
const PATH: &str = "leaderboards/scatter.svg";
const WIDTH: i32 = 900;
const HEIGHT: i32 = 560;
const LEFT: i32 = 64;
const RIGHT: i32 = 24;
const TOP: i32 = 78;
const BOTTOM: i32 = 84;
const LABEL: i32 = 11;
const NAME: usize = 28;
const BOUNDS: Area = (LEFT, TOP, WIDTH - RIGHT + 10, HEIGHT - BOTTOM);

/// An axis: a benchmark, and one of its metrics; the first where none is named.
pub type Axis<'a, 't> = (EntryRef<'t>, Option<&'a str>);

/// The values of one metric under one set of conditions.
struct Side<'b, 't> {
    group: &'b Group<'t>,
    measure: usize,
}

/// A model with a value on both axes.
struct Point<'t> {
    model: EntryRef<'t>,
    name: String,
    values: [f64; 2],
    words: String,
    on_front: bool,
}

/// The models with values of two metrics, those of each under the one set of conditions under which most models were measured
/// that have the other, too. `None` where fewer than two models have both.
#[must_use]
pub fn scatter(x: Axis<'_, '_>, y: Axis<'_, '_>) -> Option<String> {
    let boards = [Leaderboard::of(x.0), Leaderboard::of(y.0)];
    let sides = |board: usize, metric: Option<&str>| -> Vec<Side<'_, '_>> {
        let groups = boards[board].groups.iter();
        let side = |group| Some(Side { group, measure: position(group, metric)? });
        groups.filter_map(side).filter(|side| side.direction().is_some()).collect()
    };
    let (xs, ys) = (sides(0, x.1), sides(1, y.1));
    let pairs = xs.iter().flat_map(|x| ys.iter().map(move |y| (x, y)));
    let mut best: Option<([&Side<'_, '_>; 2], Vec<Point<'_>>)> = None;
    for (x, y) in pairs {
        let points = points([x, y]);
        if best.as_ref().is_none_or(|(_, most)| points.len() > most.len()) {
            best = Some(([x, y], points));
        }
    }
    let (sides, mut points) = best.filter(|(_, points)| points.len() > 1)?;
    let values: Vec<_> = points.iter().map(|point| point.values).collect();
    let front = front(&values, [sides[0].direction()?, sides[1].direction()?]);
    points.iter_mut().zip(front).for_each(|(point, on_front)| point.on_front = on_front);
    Some(draw(sides, &points))
}

fn position(group: &Group<'_>, metric: Option<&str>) -> Option<usize> {
    match metric {
        Some(metric) => group.measures.iter().position(|measure| measure.id.as_str() == metric),
        None => (!group.measures.is_empty()).then_some(0),
    }
}

impl<'t> Side<'_, 't> {
    fn direction(&self) -> Option<Direction> {
        self.group.measures.get(self.measure)?.direction()
    }

    fn name(&self) -> String {
        format!("{}: {}", self.group.benchmark.name(), plain::measure(&self.group.measures[self.measure]))
    }

    fn conditions(&self) -> String {
        plain::conditions(self.group.split, &self.group.conditions)
    }

    fn values(&self) -> BTreeMap<(EntryRef<'t>, Option<&'t str>), &Cell<'t>> {
        let rows = self.group.rows.iter();
        rows.filter_map(|row| Some(((row.model, row.variant), row.standing(self.measure)?))).collect()
    }
}

fn points<'t>(sides: [&Side<'_, 't>; 2]) -> Vec<Point<'t>> {
    let [x, y] = sides.map(Side::values);
    let both = x.iter().filter_map(|(key, x)| Some((key, x, y.get(key)?)));
    let point = |(&(model, variant), x, y): (&(EntryRef<'t>, Option<&'t str>), &&Cell<'t>, &&Cell<'t>)| {
        let words = [x, y].map(|cell| cell.score.in_unit().unwrap_or_default());
        Point {
            model,
            name: plain::name(model, variant),
            values: [x.score.normalized(), y.score.normalized()],
            words: format!("{} and {}", words[0], words[1]),
            on_front: false,
        }
    };
    both.map(point).collect()
}

/// Which points no other is as good as in both values and better in one.
fn front(values: &[[f64; 2]], directions: [Direction; 2]) -> Vec<bool> {
    let turned = |[x, y]: [f64; 2]| {
        let turn = |value: f64, direction| if direction == Direction::LowerIsBetter { -value } else { value };
        [turn(x, directions[0]), turn(y, directions[1])]
    };
    let all: Vec<[f64; 2]> = values.iter().map(|values| turned(*values)).collect();
    let beats = |other: &[f64; 2], own: &[f64; 2]| {
        other[0] >= own[0] && other[1] >= own[1] && (other[0] > own[0] || other[1] > own[1])
    };
    all.iter().map(|own| !all.iter().any(|other| beats(other, own))).collect()
}

fn draw(sides: [&Side<'_, '_>; 2], points: &[Point<'_>]) -> String {
    let (right, bottom) = (WIDTH - RIGHT, HEIGHT - BOTTOM);
    // The scale runs from its second end to its first.
    let across = Values::new(points.iter().map(|point| point.values[0]), right, LEFT);
    let up = Values::new(points.iter().map(|point| point.values[1]), TOP, bottom);
    let places: Vec<(i32, i32)> =
        points.iter().map(|point| (across.y(point.values[0]), up.y(point.values[1]))).collect();
    let title = format!("{} against {}", sides[1].name(), sides[0].name());
    let best: Vec<&str> = points.iter().filter(|point| point.on_front).map(|point| &*point.name).collect();
    let about = format!(
        "{} models with both values. A line joins the {} that no other model beats in both: {}. Values under the conditions: {} (across), {} (up).",
        points.len(),
        best.len(),
        best.join(", "),
        sides[0].conditions(),
        sides[1].conditions()
    );
    let mut out = Vec::new();
    frame::open(&mut out, (WIDTH, HEIGHT), &title, &about);
    frame::text(&mut out, "lane", (12, 24), &title);
    let under = format!("across: {}; up: {}", sides[0].conditions(), sides[1].conditions());
    frame::text(&mut out, "note", (12, 42), &text::cut(&under, 130));
    out.push(format!(
        r#"<rect class="band" x="{LEFT}" y="{TOP}" width="{}" height="{}"/>"#,
        right - LEFT,
        bottom - TOP
    ));
    for (y, label) in up.ticks() {
        out.push(format!(r#"<line class="grid" x1="{LEFT}" y1="{y}" x2="{right}" y2="{y}"/>"#));
        frame::text(&mut out, "note end", (LEFT - 6, y + 4), &label);
    }
    for (x, label) in across.ticks() {
        out.push(format!(r#"<line class="grid" x1="{x}" y1="{TOP}" x2="{x}" y2="{bottom}"/>"#));
        frame::text(&mut out, "note middle", (x, bottom + 16), &label);
    }
    frame::text(&mut out, "note start", (LEFT, TOP - 10), &format!("up: {}", sides[1].name()));
    frame::text(&mut out, "note end", (right, bottom + 34), &format!("across: {}", sides[0].name()));
    marks(&mut out, points, &places);
    legend(&mut out, points);
    out.push("</svg>\n".into());
    out.join("\n")
}

/// The line of the front, the marks over it, and the names: those on the front first, all others where there is room.
fn marks(out: &mut Vec<String>, points: &[Point<'_>], places: &[(i32, i32)]) {
    let mut line: Vec<(i32, i32)> =
        points.iter().zip(places).filter(|(point, _)| point.on_front).map(|(_, place)| *place).collect();
    line.sort_unstable();
    let path: Vec<String> = line.iter().map(|(x, y)| format!("{x} {y}")).collect();
    out.push(format!(r#"<path class="link line" d="M{}"/>"#, path.join("L")));
    let mut taken: Vec<Area> = places.iter().map(|place| around(*place)).collect();
    taken.extend(line.windows(2).flat_map(|ends| along(ends[0], ends[1])));
    let unmarked = taken.len();
    for (point, place) in points.iter().zip(places) {
        let title = format!("{}: {}", point.name, point.words);
        out.push(From(PATH).link(point.model, &title, &shape(lane(point.model), *place)));
    }
    let named = points.iter().zip(places).filter(|(point, _)| point.on_front);
    let rest = points.iter().zip(places).filter(|(point, _)| !point.on_front);
    for (point, place) in named.chain(rest) {
        let label = text::cut(&point.name, NAME);
        let Some((at, area)) = free_place(&taken, &BOUNDS, text::width(&label, LABEL), *place) else {
            continue;
        };
        taken.push(area);
        let (anchor, x, y) = at;
        let class = if point.on_front { " front" } else { "" };
        out.push(format!(
            r#"<text class="name edge {anchor} halo{class}" x="{x}" y="{y}">{}</text>"#,
            xml(&label)
        ));
    }
    let unnamed = points.len() - (taken.len() - unmarked);
    if unnamed > 0 {
        let said = format!("{unnamed} marks have no room for their names, which they show when pointed at.");
        frame::text(out, "note start", (LEFT, HEIGHT - 12), &said);
    }
}

/// What a straight line takes.
fn along(from: (i32, i32), to: (i32, i32)) -> impl Iterator<Item = Area> {
    let steps = ((to.0 - from.0).abs().max((to.1 - from.1).abs()) / 4).max(1);
    (0..=steps).map(move |step| {
        let (x, y) = (from.0 + (to.0 - from.0) * step / steps, from.1 + (to.1 - from.1) * step / steps);
        (x - 2, y - 2, x + 2, y + 2)
    })
}

fn legend(out: &mut Vec<String>, points: &[Point<'_>]) {
    const LANES: [&str; 4] = ["diffusion", "autoregressive", "hybrid", "no paradigm of unified models"];
    let (mut x, y) = (LEFT, HEIGHT - 30);
    for (index, label) in LANES.iter().enumerate() {
        if points.iter().any(|point| lane(point.model) == index) {
            out.push(shape(index, (x + MARK, y - 4)));
            frame::text(out, "note start", (x + 16, y), label);
            x += 16 + text::width(label, 12) + 24;
        }
    }
    out.push(format!(r#"<path class="link line" d="M{x} {0}H{1}"/>"#, y - 4, x + 30));
    frame::text(out, "note start", (x + 36, y), "Pareto front (bold)");
}

#[cfg(test)]
mod tests {
    use super::Direction::{HigherIsBetter, LowerIsBetter};
    use super::front;

    #[test]
    fn the_front_holds_what_nothing_beats_in_both() {
        let values = [[1.0, 5.0], [2.0, 4.0], [2.0, 3.0], [3.0, 1.0], [0.5, 4.5], [3.0, 1.0]];
        let both = front(&values, [HigherIsBetter, HigherIsBetter]);
        assert_eq!(both, [true, true, false, true, false, true], "equal points do not beat each other");
        let mixed = front(&values, [LowerIsBetter, HigherIsBetter]);
        assert_eq!(mixed, [true, false, false, false, true, false]);
    }
}
