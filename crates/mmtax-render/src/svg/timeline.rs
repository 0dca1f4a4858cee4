//! Scores over time: the models of one group of comparable values, with the best so far.

use mmtax_graph::results::{Group, Leaderboard, Step};
use mmtax_graph::schema::vocab::Direction;

use super::label::{Area, around, free_place};
use super::mark::{MARK, lane, shape};
use super::scale::{Time, Values};
use super::{palette, text};
use crate::escape::xml;
use crate::{paths, plain};

/// How many dated models a picture needs.
const ENOUGH: usize = 8;
const WIDTH: i32 = 860;
const HEIGHT: i32 = 420;
const LEFT: i32 = 56;
const RIGHT: i32 = 20;
const TOP: i32 = 64;
const BOTTOM: i32 = 62;
/// The size of a label, and the longest, in characters.
const LABEL: i32 = 11;
const NAME: usize = 28;

/// Whether a leaderboard has enough dated models for a picture.
pub(crate) fn is_drawn(board: &Leaderboard<'_>) -> bool {
    steps(board).is_some()
}

/// The group with the most dated models, if they are enough.
fn steps<'b, 't>(board: &'b Leaderboard<'t>) -> Option<(&'b Group<'t>, Vec<Step<'b, 't>>)> {
    let large = board.groups.iter().filter(|group| group.rows.len() >= ENOUGH);
    let mut best: Option<(&Group<'_>, Vec<Step<'_, '_>>)> = None;
    for group in large {
        let steps = group.over_time();
        if best.as_ref().is_none_or(|(_, most)| steps.len() > most.len()) {
            best = Some((group, steps));
        }
    }
    best.filter(|(_, steps)| {
        let months = steps.first().zip(steps.last());
        steps.len() >= ENOUGH && months.is_some_and(|(first, last)| first.date.months() < last.date.months())
    })
}

/// The picture of a leaderboard: the models of its group with the most dated ones by the first metric.
pub(crate) fn timeline(board: &Leaderboard<'_>) -> Option<String> {
    let (group, steps) = steps(board)?;
    let (first, last) = (steps.first()?.date.months(), steps.last()?.date.months());
    let time = Time::new(first, last, LEFT, WIDTH - RIGHT);
    let values = Values::new(steps.iter().map(|step| step.cell.score.normalized()), TOP, HEIGHT - BOTTOM);
    let points: Vec<(i32, i32)> =
        steps.iter().map(|step| (time.x(step.date), values.y(step.cell.score.normalized()))).collect();
    let mut out = Vec::new();
    head(&mut out, group, &steps);
    axes(&mut out, &time, &values);
    out.push(record_line(&steps, &points));
    // Records last, so that nothing lies over them.
    for is_record in [false, true] {
        for (step, point) in steps.iter().zip(&points).filter(|(step, _)| step.is_record == is_record) {
            mark(&mut out, step, *point);
        }
    }
    labels(&mut out, &steps, &points);
    legend(&mut out, &steps);
    out.push("</svg>\n".into());
    Some(out.join("\n"))
}

fn head(out: &mut Vec<String>, group: &Group<'_>, steps: &[Step<'_, '_>]) {
    let measure = &group.measures[0];
    let metric = plain::metric(measure);
    let better = match measure.direction() {
        Some(Direction::LowerIsBetter) => "lower is better",
        Some(Direction::HigherIsBetter) | None => "higher is better",
    };
    let title = format!("{}: {metric} over time", group.benchmark.name());
    let undated = group.rows.iter().filter(|row| row.standing(0).is_some()).count() - steps.len();
    let last = steps.iter().rfind(|step| step.is_record);
    let last = last.map(|step| format!(" The best is {} by {}.", step.cell.score.value, name(step)));
    let undated = match undated {
        0 => String::new(),
        1 => " 1 more has no known date.".into(),
        more => format!(" {more} more have no known date."),
    };
    let about = format!(
        "{} models by date of release, {}; {better}. A line joins the best so far.{}{undated}",
        steps.len(),
        plain::conditions(group.split, &group.conditions),
        last.unwrap_or_default()
    );
    out.push(format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="group" aria-labelledby="title desc">"#
    ));
    out.push("<!-- Made by `cargo xtask render` from taxonomy/. Edit the data, not this file. -->".into());
    out.push(format!(r#"<title id="title">{}</title>"#, xml(&title)));
    out.push(format!(r#"<desc id="desc">{}</desc>"#, xml(&about)));
    out.push(format!(
        "<style>\n{}.start {{ text-anchor: start; }}\n.label {{ font-size: {LABEL}px; }}\n</style>",
        palette::style()
    ));
    out.push(format!(r#"<rect class="ground" width="{WIDTH}" height="{HEIGHT}" rx="8"/>"#));
    out.push(format!(r#"<text class="lane" x="12" y="24">{}</text>"#, xml(&title)));
    let under = format!("{}; {better}", plain::conditions(group.split, &group.conditions));
    out.push(format!(r#"<text class="note" x="12" y="42">{}</text>"#, xml(&text::cut(&under, 120))));
}

fn axes(out: &mut Vec<String>, time: &Time, values: &Values) {
    let bottom = HEIGHT - BOTTOM;
    let right = WIDTH - RIGHT;
    out.push(format!(
        r#"<rect class="band" x="{LEFT}" y="{TOP}" width="{}" height="{}"/>"#,
        right - LEFT,
        bottom - TOP
    ));
    for (y, label) in values.ticks() {
        out.push(format!(r#"<line class="grid" x1="{LEFT}" y1="{y}" x2="{right}" y2="{y}"/>"#));
        out.push(format!(r#"<text class="note end" x="{}" y="{}">{label}</text>"#, LEFT - 6, y + 4));
    }
    for (x, label) in time.ticks() {
        out.push(format!(r#"<line class="grid" x1="{x}" y1="{TOP}" x2="{x}" y2="{bottom}"/>"#));
        out.push(format!(r#"<text class="note start" x="{}" y="{}">{label}</text>"#, x + 3, bottom + 15));
    }
}

/// The best so far: level until the next record.
fn record_line(steps: &[Step<'_, '_>], points: &[(i32, i32)]) -> String {
    let mut path = String::new();
    for (_, (x, y)) in steps.iter().zip(points).filter(|(step, _)| step.is_record) {
        path.push_str(&if path.is_empty() { format!("M{x} {y}") } else { format!("H{x}V{y}") });
    }
    format!(r#"<path class="link line" d="{path}H{}"/>"#, WIDTH - RIGHT)
}

fn name(step: &Step<'_, '_>) -> String {
    plain::name(step.row.model, step.row.variant)
}

const LANES: [&str; 4] = ["diffusion", "autoregressive", "hybrid", "no paradigm of unified models"];

/// Where labels may stand.
const BOUNDS: Area = (LEFT, TOP - 14, WIDTH - 4, HEIGHT - BOTTOM);

fn mark(out: &mut Vec<String>, step: &Step<'_, '_>, point: (i32, i32)) {
    let page = paths::relative("leaderboards/x.svg", &paths::page(step.row.model));
    let best = if step.is_record { ", the best so far" } else { "" };
    let title =
        format!("{}, {}: {}{best}", name(step), step.date, step.cell.score.in_unit().unwrap_or_default());
    out.push(format!(
        r#"<a href="{}"><title>{}</title>{}</a>"#,
        xml(&page),
        xml(&title),
        shape(lane(step.row.model), point)
    ));
}

/// What the line through the records takes: level, then up or down to the next, and level to the end.
fn line_areas(records: &[(i32, i32)]) -> Vec<Area> {
    let mut areas = Vec::new();
    for (index, &(x, y)) in records.iter().enumerate() {
        let (end, next) = records.get(index + 1).copied().unwrap_or((WIDTH - RIGHT, y));
        areas.extend([(x, y - 2, end, y + 2), (end - 2, y.min(next), end + 2, y.max(next))]);
    }
    areas
}

/// Names the records where there is room, the newest first. All marks have their names as titles.
fn labels(out: &mut Vec<String>, steps: &[Step<'_, '_>], points: &[(i32, i32)]) {
    let mut taken: Vec<Area> = points.iter().map(|point| around(*point)).collect();
    let records: Vec<_> = steps.iter().zip(points).filter(|(step, _)| step.is_record).collect();
    taken.extend(line_areas(&records.iter().map(|(_, point)| **point).collect::<Vec<_>>()));
    for (step, point) in records.into_iter().rev() {
        let label = text::cut(&name(step), NAME);
        let Some((place, area)) = free_place(&taken, &BOUNDS, text::width(&label, LABEL), *point) else {
            continue;
        };
        taken.push(area);
        let (anchor, at, base) = place;
        out.push(format!(r#"<text class="name label {anchor}" x="{at}" y="{base}">{}</text>"#, xml(&label)));
    }
}

/// The shapes that are used, and the line.
fn legend(out: &mut Vec<String>, steps: &[Step<'_, '_>]) {
    let y = HEIGHT - 18;
    let mut x = LEFT;
    for (index, label) in LANES.iter().enumerate() {
        if !steps.iter().any(|step| lane(step.row.model) == index) {
            continue;
        }
        out.push(shape(index, (x + MARK, y - 4)));
        out.push(format!(r#"<text class="note start" x="{}" y="{y}">{label}</text>"#, x + 16));
        x += 16 + text::width(label, 12) + 24;
    }
    out.push(format!(r#"<path class="link line" d="M{x} {0}H{1}"/>"#, y - 4, x + 30));
    out.push(format!(r#"<text class="note start" x="{}" y="{y}">the best so far</text>"#, x + 36));
}

#[cfg(test)]
mod tests {
    use super::super::label::overlap;
    use super::{BOUNDS, free_place, line_areas};

    #[test]
    fn a_label_covers_neither_the_line_nor_another_label() {
        let records = [(89, 303), (121, 274), (600, 274)];
        // Level to the second, up to it, and level from there on.
        let line = [(89, 302, 121, 304), (120, 274, 122, 303), (121, 273, 840, 275)];
        let mut taken = line_areas(&records);
        let mut labels: Vec<super::Area> = Vec::new();
        for point in records {
            let (_, area) = free_place(&taken, &BOUNDS, 95, point).unwrap();
            assert!(!line.iter().chain(&labels).any(|other| overlap(other, &area)), "{point:?}: {area:?}");
            taken.push(area);
            labels.push(area);
        }
        // Four at one point have no room for a fifth at most eight places away.
        let placed = (0..9).filter(|_| {
            free_place(&taken, &BOUNDS, 95, (300, 200)).map(|(_, area)| taken.push(area)).is_some()
        });
        assert!((2..8).contains(&placed.count()));
    }
}
