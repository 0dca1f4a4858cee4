//! Rows of scores that break the formula of their own benchmark.

use std::collections::{BTreeMap, BTreeSet};

use mmtax_graph::EntryRef;
use mmtax_graph::results::{Misprints, Recomputed};
use mmtax_graph::schema::Kind;

use super::benchmark::formula;
use super::book::Book;
use super::leaderboard;
use super::page::Page;
use super::scores::{metric_name, printed_in, value};
use super::words::count;
use crate::artifact::Artifact;
use crate::escape;

/// Where the page stands.
pub(super) const PATH: &str = "arithmetic.md";

/// The page.
pub(super) fn page(book: &Book<'_>) -> Artifact {
    let misprints = Misprints::of(book.taxonomy);
    let arithmetic = book.taxonomy.arithmetic();
    let mut page = Page::new(PATH.into(), "Rows of scores that break their formula");
    let explained = arithmetic.broken.iter().filter(|broken| misprints.find(&broken.score).is_some()).count();
    page.paragraph(&format!(
        "Some metrics follow from others: an overall score is the mean of its parts. {} computed anew from the other values of \
         their row, with as much slack as the printed digits leave; {} otherwise. All are kept as printed. Explained in \
         the errata: {explained}. {}",
        count(arithmetic.computed, "value can be", "values can be"),
        count(arithmetic.broken.len(), "is printed", "are printed"),
        page.artifact("Leaderboards", leaderboard::PATH),
    ));
    let mut benchmarks: BTreeMap<EntryRef<'_>, Vec<&Recomputed<'_>>> = BTreeMap::new();
    for broken in &arithmetic.broken {
        benchmarks.entry(broken.score.benchmark).or_default().push(broken);
    }
    for (benchmark, mut rows) in benchmarks {
        let heading = page.entry(benchmark);
        page.section(&heading);
        formulas(&mut page, &rows);
        let share = |broken: &Recomputed<'_>| (broken.off() / broken.score.scale).abs();
        rows.sort_by(|a, b| share(b).total_cmp(&share(a)));
        let rows: Vec<_> = rows.into_iter().map(|broken| row(&page, book, &misprints, broken)).collect();
        page.table(
            [
                "Model",
                "Metric",
                "Printed",
                "Formula gives",
                "Off by",
                "Parts",
                "Printed in",
                "Known misprint",
            ],
            &rows,
        );
    }
    let kinds = [Kind::Results, Kind::Errata].map(|kind| format!("`taxonomy/{}/`", kind.folder()));
    page.finish([("Made from the files in", kinds.to_vec())])
}

/// Adds each formula once.
fn formulas(page: &mut Page, rows: &[&Recomputed<'_>]) {
    let mut seen = BTreeSet::new();
    let items = rows.iter().filter(|broken| seen.insert(broken.score.metric)).map(|broken| {
        let name = broken.score.described().map(|(_, metric)| metric_name(metric)).unwrap_or_default();
        format!("{name}: {}", formula(broken.formula))
    });
    page.list(items.collect::<Vec<_>>());
}

fn row(page: &Page, book: &Book<'_>, misprints: &Misprints<'_>, broken: &Recomputed<'_>) -> [String; 8] {
    let score = &broken.score;
    let decimals = score.value.decimals() + 1;
    let known = misprints.find(score).map(|misprint| {
        let reason = escape::markdown(&misprint.item.reason);
        let right =
            misprint.item.correct.as_ref().map(|right| format!("right is {}; ", escape::markdown(right)));
        format!("{}: {}{reason}", page.named("errata", misprint.record), right.unwrap_or_default())
    });
    [
        page.variant(score.model, score.variant),
        score.described().map(|(_, metric)| metric_name(metric)).unwrap_or_default(),
        value(score),
        broken.expected_text(),
        format!("{:+.decimals$}", broken.off()),
        broken.parts.iter().map(value).collect::<Vec<_>>().join(", "),
        printed_in(page, book, score),
        known.unwrap_or_else(|| "no".into()),
    ]
}
