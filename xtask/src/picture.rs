//! `picture`: one picture, as SVG or, where it was built with that, as PNG.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use mmtax::render::svg;
use mmtax::schema::Kind;
use mmtax::{EntryRef, Taxonomy};

use crate::{Failure, Outcome, ask, asked, print, put, say};

#[derive(clap::Args)]
#[command(after_help = HELP)]
pub(crate) struct Args {
    /// What to draw.
    #[arg(value_enum)]
    kind: What,
    /// What it is about: an entry, for `scatter` two benchmarks.
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// Write it here instead of printing it; a name that ends in `.png` is a PNG, twice as large.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

const HELP: &str = "\
Pictures are light or dark as their reader prefers, and link to the pages under docs/rendered, as seen from there. What is
too much for one is counted in it. PNG needs a build with `cargo run --release -p xtask --features png --`, and is light.

Examples:
  cargo xtask picture lifelines > lifelines.svg            families of unified models over time
  cargo xtask picture evolution janus-pro > tree.svg       every dated unified model, its ancestors and descendants lit
  cargo xtask picture bow-tie siglip --out siglip.svg      what it is made of, and what is made of it
  cargo xtask picture classes unified-mm-survey            a classification as a tree
  cargo xtask picture scatter geneval mmmu                 two benchmarks, with the Pareto front
  cargo xtask picture scatter dpg-bench/overall mme/perception

Exit status: 0, 1 where there is nothing to draw, 2 usage or IO.";

#[derive(Clone, Copy, ValueEnum)]
enum What {
    /// Families of unified models over time.
    Lifelines,
    /// Unified models over time, joined by lineage; with an ID, that entry's ancestors and descendants lit.
    Evolution,
    /// An entry, ancestors and parts to the left, descendants and users to the right.
    BowTie,
    /// A classification as a tree with its members.
    Classes,
    /// Two metrics, each `BENCHMARK` or `BENCHMARK/METRIC`, across and up.
    Scatter,
}

pub(crate) fn run(args: &Args, taxonomy: &Path) -> Result<Outcome, Failure> {
    let taxonomy = ask::load(taxonomy)?;
    let Some(text) = drawn(args, &taxonomy)? else {
        say("there is nothing to draw: nothing stands around it, or too few models have both values");
        return Ok(Outcome::Findings);
    };
    match &args.out {
        Some(file) if file.extension().is_some_and(|extension| extension == "png") => {
            put::replace_bytes(file, &png(&text)?)?;
        }
        Some(file) => put::replace(file, &text)?,
        None => print(&text),
    }
    Ok(Outcome::Clean)
}

fn drawn(args: &Args, taxonomy: &Taxonomy) -> Result<Option<String>, Failure> {
    let ids: Vec<&str> = args.ids.iter().map(String::as_str).collect();
    Ok(match (args.kind, ids.as_slice()) {
        (What::Lifelines, []) => Some(svg::lifelines(taxonomy)),
        (What::Evolution, []) => Some(svg::lineage(taxonomy)),
        (What::Evolution, [id]) => Some(svg::evolution(taxonomy, ask::find(taxonomy, id)?.0)),
        (What::BowTie, [id]) => svg::bow_tie(ask::find(taxonomy, id)?.0),
        (What::Classes, [id]) => svg::classes(taxonomy, asked::entry(taxonomy, &[Kind::Scheme], id)?.0),
        (What::Scatter, [x, y]) => svg::scatter(axis(taxonomy, x)?, axis(taxonomy, y)?),
        (What::Lifelines, _) => return Err(Failure::Usage("lifelines are of everything: no ID".into())),
        (What::Scatter, _) => return Err(Failure::Usage("a scatter is of two benchmarks".into())),
        (What::Evolution | What::BowTie | What::Classes, _) => {
            return Err(Failure::Usage("this picture is of one entry: name its ID".into()));
        }
    })
}

/// A benchmark, and the metric that is named behind a `/`.
fn axis<'t, 'a>(taxonomy: &'t Taxonomy, text: &'a str) -> Result<(EntryRef<'t>, Option<&'a str>), Failure> {
    let (id, metric) = match text.split_once('/') {
        Some((id, metric)) => (id, Some(metric)),
        None => (text, None),
    };
    let (entry, _) = asked::entry(taxonomy, &[Kind::Benchmark], id)?;
    let known = || {
        entry
            .as_benchmark()
            .into_iter()
            .flat_map(|benchmark| &benchmark.metrics)
            .map(|metric| metric.id.as_str())
    };
    match metric.filter(|metric| !known().any(|known| known == *metric)) {
        Some(metric) => Err(asked::unknown(&format!("metric of {id}"), metric, known())),
        None => Ok((entry, metric)),
    }
}

#[cfg(feature = "png")]
fn png(svg: &str) -> Result<Vec<u8>, Failure> {
    use resvg::{tiny_skia, usvg};

    let failed = |error: String| Failure::Usage(format!("cannot draw it: {error}"));
    let mut options = usvg::Options { font_family: "sans-serif".into(), ..usvg::Options::default() };
    let fonts = options.fontdb_mut();
    fonts.load_system_fonts();
    let families = || fonts.faces().filter_map(|face| Some(face.families.first()?.0.clone()));
    // Pictures ask for any sans-serif font; which one that is, only the system's settings know, which are not read here.
    let usual = ["Arial", "Helvetica", "Liberation Sans", "DejaVu Sans", "Noto Sans"];
    let found = usual.into_iter().map(str::to_owned).find(|usual| families().any(|family| family == *usual));
    let Some(sans) = found.or_else(|| families().find(|family| family.contains("Sans"))) else {
        return Err(failed("there is no sans-serif font on this system".into()));
    };
    fonts.set_sans_serif_family(sans);
    let tree = usvg::Tree::from_str(svg, &options).map_err(|error| failed(error.to_string()))?;
    let size = tree.size().to_int_size();
    let scaled = size.scale_by(2.0).unwrap_or(size);
    let mut pixels = tiny_skia::Pixmap::new(scaled.width(), scaled.height())
        .ok_or_else(|| failed("it has no size".into()))?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(2.0, 2.0), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| failed(error.to_string()))
}

#[cfg(not(feature = "png"))]
fn png(_: &str) -> Result<Vec<u8>, Failure> {
    let message = "this was built without PNG: cargo run --release -p xtask --features png -- picture …";
    Err(Failure::Usage(message.into()))
}
