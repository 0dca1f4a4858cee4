//! The picture of the field: unified models over time, in lanes by paradigm, joined by lineage.

mod layout;
mod palette;
mod text;
mod timeline;

use std::collections::BTreeSet;

use mmtax_graph::Taxonomy;
use mmtax_graph::schema::Relation;

use crate::artifact::{Artifact, Edition, Format};
use crate::escape::xml;
use crate::paths;
pub(crate) use timeline::{is_drawn, timeline};

use layout::{BOX, Chart, MARGIN, Placed, WIDTH};

const PATH: &str = "lineage.svg";

/// The drawing of lineage over time.
pub struct Svg;

impl Format for Svg {
    fn name(&self) -> &'static str {
        "svg"
    }

    fn describe(&self) -> &'static str {
        "A picture of the unified models over time, in lanes by paradigm, joined by lineage."
    }

    fn render(&self, taxonomy: &Taxonomy, _: &Edition) -> Vec<Artifact> {
        vec![Artifact { path: PATH.into(), text: lineage(taxonomy) }]
    }
}

/// The unified models with a known date as boxes on a time axis, in lanes by paradigm, with the lineage between them.
#[must_use]
pub fn lineage(taxonomy: &Taxonomy) -> String {
    let chart = Chart::new(taxonomy);
    let mut out = Vec::new();
    head(&mut out, &chart);
    for lane in &chart.lanes {
        let (y, height) = (lane.top, lane.height);
        out.push(format!(r#"<rect class="band" x="0" y="{y}" width="{WIDTH}" height="{height}" rx="6"/>"#));
    }
    for (x, year) in &chart.years {
        let bottom = chart.bottom;
        out.push(format!(r#"<line class="grid" x1="{x}" y1="{}" x2="{x}" y2="{bottom}"/>"#, layout::TOP - 6));
        out.push(format!(r#"<text class="year" x="{}" y="{}">{year}</text>"#, x + 4, layout::TOP - 8));
    }
    for lane in &chart.lanes {
        let name = format!("{} ({})", lane.name, lane.count);
        out.push(format!(r#"<text class="lane" x="{MARGIN}" y="{}">{}</text>"#, lane.top + 18, xml(&name)));
    }
    for link in &chart.links {
        let class = class(link.relation);
        let (from, to) = (&chart.boxes[link.from], &chart.boxes[link.to]);
        let title = format!("{} {} {}", to.entry.name(), link.relation, from.entry.name());
        out.push(format!(
            r#"<path class="link {class}" marker-end="url(#{class})" d="{}"><title>{}</title></path>"#,
            chart.curve(link),
            xml(&title)
        ));
    }
    for placed in &chart.boxes {
        model(&mut out, placed);
    }
    legend(&mut out, &chart);
    out.push("</svg>\n".into());
    out.join("\n")
}

fn head(out: &mut Vec<String>, chart: &Chart<'_>) {
    let height = chart.height;
    out.push(format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="group" aria-labelledby="title desc">"#
    ));
    out.push("<!-- Made by `cargo xtask render` from taxonomy/. Edit the data, not this file. -->".into());
    out.push(r#"<title id="title">Unified multimodal models over time</title>"#.into());
    let lanes: Vec<_> =
        chart.lanes.iter().map(|lane| format!("{} {}", lane.count, lane.name.to_lowercase())).collect();
    let description = format!(
        "{} unified models on a time axis, in lanes by paradigm ({}), joined by lineage: {} lines. {}",
        chart.boxes.len(),
        lanes.join(", "),
        chart.links.len(),
        undated(chart)
    );
    out.push(format!(r#"<desc id="desc">{}</desc>"#, xml(description.trim_end())));
    out.push(format!("<style>\n{}</style>", palette::style()));
    out.push("<defs>".into());
    for class in ["weights", "taught", "line", "design"] {
        out.push(format!(
            r#"<marker id="{class}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" markerUnits="userSpaceOnUse" orient="auto"><path class="head {class}" d="M0 0L8 4L0 8z"/></marker>"#
        ));
    }
    out.push("</defs>".into());
    out.push(format!(r#"<rect class="ground" width="{WIDTH}" height="{height}" rx="8"/>"#));
}

fn undated(chart: &Chart<'_>) -> String {
    match chart.undated {
        0 => String::new(),
        1 => "1 more has no known date.".into(),
        more => format!("{more} more have no known date."),
    }
}

fn model(out: &mut Vec<String>, placed: &Placed<'_>) {
    let Placed { entry, x, y, width, lane, .. } = placed;
    let date = entry.date().map_or_else(String::new, |date| date.to_string());
    let title = format!("{}, {date}", entry.name());
    out.push(format!(r#"<a href="{}">"#, xml(&paths::page(*entry))));
    out.push(format!("<title>{}</title>", xml(&title)));
    out.push(format!(
        r#"<rect class="model {lane}" x="{x}" y="{y}" width="{width}" height="{BOX}" rx="5"/>"#
    ));
    let center = x + width / 2;
    out.push(format!(r#"<text class="name" x="{center}" y="{}">{}</text>"#, y + 14, xml(&placed.label)));
    out.push(format!(r#"<text class="date" x="{center}" y="{}">{}</text>"#, y + 25, xml(&date)));
    out.push("</a>".into());
}

/// The lines that are used, and what is not drawn.
fn legend(out: &mut Vec<String>, chart: &Chart<'_>) {
    let used: BTreeSet<_> = chart.links.iter().map(|link| class(link.relation)).collect();
    let y = chart.bottom + 24;
    let mut x = MARGIN;
    let lines = [
        ("line", "succeeded by"),
        ("design", "design extended by"),
        ("weights", "weights start, or are merged, from"),
        ("taught", "distilled into"),
    ];
    for (class, label) in lines.into_iter().filter(|(class, _)| used.contains(class)) {
        let end = x + 40;
        out.push(format!(
            r#"<path class="link {class}" marker-end="url(#{class})" d="M{x} {}H{end}"/>"#,
            y - 4
        ));
        out.push(format!(r#"<text class="note" x="{}" y="{y}">{label}</text>"#, end + 8));
        x = end + 8 + text::width(label, 12) + 28;
    }
    let note = format!("Left edge of a box: first release. {}", undated(chart));
    out.push(format!(
        r#"<text class="note end" x="{}" y="{y}">{}</text>"#,
        WIDTH - MARGIN,
        xml(note.trim_end())
    ));
}

/// How the line of a relation is drawn.
const fn class(relation: Relation) -> &'static str {
    match relation {
        Relation::InitializedFrom | Relation::FinetunedFrom | Relation::MergedFrom => "weights",
        Relation::DistilledFrom => "taught",
        Relation::SuccessorOf => "line",
        Relation::Extends
        | Relation::Contains
        | Relation::TrainedOn
        | Relation::EvaluatedOn
        | Relation::Applies
        | Relation::IntroducedBy
        | Relation::DevelopedBy
        | Relation::DerivedFrom
        | Relation::SubsetOf
        | Relation::TranslatedFrom
        | Relation::MemberOf
        | Relation::Cites
        | Relation::ReplacedBy => "design",
    }
}
