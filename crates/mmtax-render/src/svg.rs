//! The picture of the field: unified models over time, in lanes by paradigm, joined by lineage.

mod bow_tie;
mod classes;
mod columns;
mod families;
mod frame;
mod label;
mod layout;
mod lifelines;
mod lit;
mod mark;
mod palette;
mod scale;
mod scatter;
mod text;
mod timeline;

use std::collections::BTreeSet;

use mmtax_graph::schema::{Kind, Relation};
use mmtax_graph::{EntryRef, Taxonomy};

use crate::artifact::{Artifact, Edition, Format};
use crate::escape::xml;
use crate::paths;
pub use bow_tie::bow_tie;
pub(crate) use bow_tie::has_bow_tie;
pub use classes::classes;
pub(crate) use lifelines::PATH as LIFELINES;
pub use lifelines::lifelines;
pub use scatter::{Axis, scatter};
pub(crate) use timeline::{is_drawn, timeline};

use lit::Lit;

use layout::{BOX, Chart, MARGIN, Placed, WIDTH};

const PATH: &str = "lineage.svg";

/// The pictures.
pub struct Svg;

impl Format for Svg {
    fn name(&self) -> &'static str {
        "svg"
    }

    fn describe(&self) -> &'static str {
        "Pictures: families over time, lineage over time, classifications, and what stands around unified models."
    }

    fn render(&self, taxonomy: &Taxonomy, _: &Edition) -> Vec<Artifact> {
        let mut artifacts = vec![
            Artifact { path: lifelines::PATH.into(), text: lifelines(taxonomy) },
            Artifact { path: PATH.into(), text: lineage(taxonomy) },
        ];
        let schemes =
            taxonomy.of_kind(Kind::Scheme).filter_map(|entry| Some((entry, classes(taxonomy, entry)?)));
        artifacts.extend(schemes.map(|(entry, text)| Artifact { path: paths::scheme_svg(entry), text }));
        let models = taxonomy.of_kind(Kind::Model).filter(|entry| has_bow_tie(*entry));
        let models = models.filter_map(|entry| Some((entry, bow_tie(entry)?)));
        artifacts.extend(models.map(|(entry, text)| Artifact { path: paths::model_svg(entry), text }));
        artifacts.sort_unstable();
        artifacts
    }
}

/// The unified models with a known date as boxes on a time axis, in lanes by paradigm, with the lineage between them.
#[must_use]
pub fn lineage(taxonomy: &Taxonomy) -> String {
    drawn(&Chart::new(taxonomy, None), None)
}

/// [`lineage`] with one entry and its ancestors and descendants lit, those by way of parts among them, and all others dimmed.
/// Lit models are joined by the parts that one is of another, too.
#[must_use]
pub fn evolution<'t>(taxonomy: &'t Taxonomy, entry: EntryRef<'t>) -> String {
    let lit = Lit::new(entry);
    drawn(&Chart::new(taxonomy, Some(&lit)), Some(&lit))
}

fn drawn(chart: &Chart<'_>, lit: Option<&Lit<'_>>) -> String {
    let mut out = Vec::new();
    head(&mut out, chart, lit);
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
        let (from, to) = (&chart.boxes[link.from], &chart.boxes[link.to]);
        let is_lit = lit.is_none_or(|lit| lit.has(from.entry) && lit.has(to.entry));
        let class = if is_lit { part_class(link.relation) } else { "faint" };
        let title = format!("{} {} {}", to.entry.name(), link.relation, from.entry.name());
        out.push(format!(
            r#"<path class="link {class}" marker-end="url(#{class})" d="{}"><title>{}</title></path>"#,
            chart.curve(link),
            xml(&title)
        ));
    }
    for placed in &chart.boxes {
        model(&mut out, placed, lit);
    }
    legend(&mut out, chart, lit);
    out.push("</svg>\n".into());
    out.join("\n")
}

fn head(out: &mut Vec<String>, chart: &Chart<'_>, lit: Option<&Lit<'_>>) {
    let height = chart.height;
    out.push(format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="group" aria-labelledby="title desc">"#
    ));
    out.push("<!-- Made by `cargo xtask render` from taxonomy/. Edit the data, not this file. -->".into());
    let title = lit.map_or_else(String::new, |lit| format!("{} among the ", lit.center.name()));
    let title = if lit.is_some() {
        format!("{title}unified multimodal models over time")
    } else {
        "Unified multimodal models over time".into()
    };
    out.push(format!(r#"<title id="title">{}</title>"#, xml(&title)));
    let lanes: Vec<_> =
        chart.lanes.iter().map(|lane| format!("{} {}", lane.count, lane.name.to_lowercase())).collect();
    let description = format!(
        "{}{} unified models on a time axis, in lanes by paradigm ({}), joined by lineage: {} lines. {}",
        lit.map_or_else(String::new, |lit| format!("{} ", lit_words(chart, lit))),
        chart.boxes.len(),
        lanes.join(", "),
        chart.links.len(),
        missing(chart)
    );
    out.push(format!(r#"<desc id="desc">{}</desc>"#, xml(description.trim_end())));
    out.push(format!("<style>\n{}</style>", palette::style()));
    out.push("<defs>".into());
    for class in ["weights", "taught", "line", "design", "part", "faint"] {
        out.push(format!(
            r#"<marker id="{class}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" markerUnits="userSpaceOnUse" orient="auto"><path class="head {class}" d="M0 0L8 4L0 8z"/></marker>"#
        ));
    }
    out.push("</defs>".into());
    out.push(format!(r#"<rect class="ground" width="{WIDTH}" height="{height}" rx="8"/>"#));
}

/// What is lit, in words.
fn lit_words(chart: &Chart<'_>, lit: &Lit<'_>) -> String {
    let (ancestors, descendants) = lit.counts(chart.boxes.iter().map(|placed| placed.entry));
    format!(
        "Lit: {}, {ancestors} unified models that it descends from or contains, {descendants} that descend from or contain it, also by way of what is not drawn.",
        lit.center.name()
    )
}

/// What is not drawn, in words.
fn missing(chart: &Chart<'_>) -> String {
    let undated = match chart.undated {
        0 => String::new(),
        1 => "1 more has no known date.".into(),
        more => format!("{more} more have no known date."),
    };
    match chart.left_out {
        0 => undated,
        more => format!("{more} with the least lineage are left out. {undated}").trim_end().into(),
    }
}

fn model(out: &mut Vec<String>, placed: &Placed<'_>, lit: Option<&Lit<'_>>) {
    let Placed { entry, x, y, width, lane, .. } = placed;
    let date = entry.date().map_or_else(String::new, |date| date.to_string());
    let mark = lit.map_or("", |lit| lit.mark(*entry));
    let title = format!("{}, {mark}{date}", entry.name());
    out.push(format!(r#"<a href="{}">"#, xml(&paths::page(*entry))));
    out.push(format!("<title>{}</title>", xml(&title)));
    let extra = lit.map_or_else(String::new, |lit| format!(" {}", lit.class(*entry)));
    out.push(format!(
        r#"<rect class="model {lane}{extra}" x="{x}" y="{y}" width="{width}" height="{BOX}" rx="5"/>"#
    ));
    let center = x + width / 2;
    out.push(format!(
        r#"<text class="name{extra}" x="{center}" y="{}">{}</text>"#,
        y + 14,
        xml(&placed.label)
    ));
    // Beside frame and weight: colour alone tells nobody which way.
    let arrow = match mark {
        "ancestor, " => "← ",
        "descendant, " => "→ ",
        _ => "",
    };
    let date = format!("{arrow}{date}");
    out.push(format!(r#"<text class="date" x="{center}" y="{}">{}</text>"#, y + 25, xml(&date)));
    out.push("</a>".into());
}

/// The lines that are used, and what is not drawn.
fn legend(out: &mut Vec<String>, chart: &Chart<'_>, lit: Option<&Lit<'_>>) {
    let used: BTreeSet<_> = chart.links.iter().map(|link| part_class(link.relation)).collect();
    let y = chart.bottom + 24;
    let mut x = MARGIN;
    let lines = [
        ("line", "succeeded by"),
        ("design", "design extended by"),
        ("weights", "weights start, or are merged, from"),
        ("taught", "distilled into"),
        ("part", "part of"),
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
    let note = format!("Left edge of a box: first release. {}", missing(chart));
    out.push(format!(
        r#"<text class="note end" x="{}" y="{y}">{}</text>"#,
        WIDTH - MARGIN,
        xml(note.trim_end())
    ));
    if let Some(lit) = lit {
        let words = format!("{} ←: ancestor, →: descendant.", lit_words(chart, lit));
        out.push(format!(r#"<text class="note" x="{MARGIN}" y="{}">{}</text>"#, y + 20, xml(&words)));
    }
}

/// How the line of a relation is drawn: of parts in a way of their own.
const fn part_class(relation: Relation) -> &'static str {
    if matches!(relation, Relation::Contains) { "part" } else { class(relation) }
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
