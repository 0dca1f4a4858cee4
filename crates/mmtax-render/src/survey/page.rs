//! The page that tells where the printed tables and the entries do not say the same.

use mmtax_graph::{EntryRef, Taxonomy};

use super::TABLES;
use super::compare::{Comparison, Outcome, page_of};
use crate::artifact::Artifact;
use crate::escape;
use crate::markdown::Page;

/// Where it stands.
pub(super) const PATH: &str = "survey-comparison.md";

const RULES: [&str; 7] = [
    "**Names** are compared by letters and numbers, without case, spaces, hyphens and other signs, under every name, alias and \
     variant of the entry; a name that only begins like ours agrees loosely, but not over a version (SigLIP is not SigLIP 2).",
    "**Parts** are sets, split at `+`, `&`, `/`, brackets and *in*. A printed part that names what ours descends from or is \
     built of, what it quantizes by (*VQ*, *RQ*, *MSVQ*, …) or what our description says agrees loosely, and so do fewer parts \
     than ours; *QwenViT* and *InternViT* are the encoders inside Qwen-VL and InternVL models. *Learnable Query* agrees loosely \
     with a query interface among the components, or with such a method.",
    "**Type** is the code of the class. **Mask** is by the caption \"the mask used in image generation\": *Bidirect.* is \
     bidirectional and agrees loosely with mixed, which is bidirectional within an image; *Casual* is causal, *Bidrect.* \
     bidirectional.",
    "**Date** is compared by year and month, or by year where the entry knows no more.",
    "**Samples** and **Size** agree within the rounding of the coarser print; `~` within a tenth, and `>`, `+` and `<` as bounds, and an amount cut off instead of \
     rounded, agree loosely. What is counted has other words here and is not compared.",
    "**Venue** is compared with the venue of the paper that introduces the benchmark; *Arxiv2025* agrees with a paper without \
     venue that has an arXiv id of that year.",
    "A cell that does not agree is *explained* where an item of the survey's errata names its table, row and column; it is *not \
     verified* where the entry has nothing to hold against it, and if that was looked for, where; otherwise it *differs*. One \
     that would agree is *not verified* where the entry has it from the survey itself.",
];

/// The page.
pub(super) fn comparison(taxonomy: &Taxonomy, scheme: EntryRef<'_>) -> Artifact {
    let comparison = Comparison::of(taxonomy);
    let mut page = Page::new(PATH.into(), "The survey's tables, compared cell by cell");
    page.paragraph(
        "Tables 1 to 4 of arXiv 2505.02567v6 as printed, each cell held against what follows from the entries. `cargo xtask \
         survey` prints the same.",
    );
    let header: Vec<&str> =
        ["Table", "Cells"].into_iter().chain(Outcome::ALL.iter().map(|outcome| outcome.word())).collect();
    let tables = TABLES.iter().map(|shape| Some(shape.at)).chain([None]);
    let rows: Vec<Vec<String>> = tables
        .map(|table| {
            let counts = Outcome::ALL.map(|outcome| comparison.count(outcome, table));
            let name = table.unwrap_or("All").to_owned();
            let all = counts.iter().sum::<usize>().to_string();
            [name, all].into_iter().chain(counts.iter().map(usize::to_string)).collect()
        })
        .collect();
    page.full_table(&header, &rows);
    page.section("When two cells agree");
    page.list(RULES.into_iter().map(str::to_owned));
    for outcome in
        [Outcome::NoEntry, Outcome::Differs, Outcome::Explained, Outcome::Unverified, Outcome::Looser]
    {
        let cells = comparison.cells.iter().filter(|cell| cell.outcome == outcome);
        let rows: Vec<Vec<String>> = cells
            .map(|cell| {
                let name = escape::markdown(cell.row);
                let name = page_of(taxonomy, cell).map_or(name.clone(), |path| page.artifact(&name, &path));
                let texts = [cell.printed, cell.ours.as_str(), cell.why.as_str()].map(escape::markdown);
                [cell.table.to_owned(), name, cell.column.to_owned()].into_iter().chain(texts).collect()
            })
            .collect();
        if !rows.is_empty() {
            page.section(&format!(
                "{}{} ({})",
                outcome.word()[..1].to_uppercase(),
                &outcome.word()[1..],
                rows.len()
            ));
            page.full_table(&["Table", "Row", "Column", "The survey", "The entry", "Why"], &rows);
        }
    }
    let files = vec![page.file(scheme)];
    page.finish([("Made from the printed tables, the entries and", files)])
}
