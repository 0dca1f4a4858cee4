//! Printed values: whose they are, and under what settings they were measured.

use mmtax_graph::{Provenance, Score, Taxonomy};

use super::{get, taxonomy};

fn sample() -> Taxonomy {
    taxonomy(
        "
        benchmarks/geneval: { name: GenEval, metrics: [{ id: counting }, { id: overall }] }
        benchmarks/mmmu: { name: MMMU, metrics: [{ id: accuracy }], variants: [{ id: val }] }
        models/janus: { name: Janus, role: unified, introduced_by: p-janus, variants: [{ id: 1.3b }] }
        models/sdxl: { name: SDXL, role: image-generator, introduced_by: p-sdxl }
        models/show-o: { name: Show-o, role: unified }
        papers/p-janus: { title: Janus }
        papers/p-sdxl: { title: SDXL }
        results/p-janus: { source: p-janus, tables: [ \
            { at: Table 1, benchmark: geneval, settings: { prompt-rewriting: none, resolution: \"384\" }, \
              columns: [counting, overall*100, mmmu@val/accuracy], rows: [ \
                { model: janus@1.3b, values: [0.30, 61.5, \"-\"], settings: { resolution: \"512\", thinking: true } }, \
                { model: sdxl, values: [0.39, 55, 20.0], from: p-sdxl } ] }, \
            { at: Table 2, columns: [mmmu/accuracy], rows: [ \
                { model: show-o, values: [26.70], reported: measured }, \
                { model: show-o, values: [25.1], reported: copied }, \
                { model: show-o, values: [25.1] }, \
                { model: janus, values: [30.5], reported: unstated } ] } ] }
        ",
    )
}

fn told(score: &Score<'_>) -> String {
    let variant = score.variant.map_or(String::new(), |variant| format!("@{variant}"));
    let split = score.split.map_or(String::new(), |split| format!("@{split}"));
    format!(
        "{}{variant} {}{split}/{} {} {}[{}]",
        score.model.id(),
        score.benchmark.id(),
        score.metric,
        score.value,
        score.table.at.as_str(),
        score.column
    )
}

#[test]
fn every_printed_value_is_a_score_and_an_empty_cell_is_none() {
    let taxonomy = sample();
    let scores: Vec<String> = taxonomy.scores().map(|score| told(&score)).collect();
    assert_eq!(
        scores,
        [
            "janus@1.3b geneval/counting 0.30 Table 1[0]",
            "janus@1.3b geneval/overall 61.5 Table 1[1]",
            "sdxl geneval/counting 0.39 Table 1[0]",
            "sdxl geneval/overall 55 Table 1[1]",
            "sdxl mmmu@val/accuracy 20.0 Table 1[2]",
            "show-o mmmu/accuracy 26.70 Table 2[0]",
            "show-o mmmu/accuracy 25.1 Table 2[0]",
            "show-o mmmu/accuracy 25.1 Table 2[0]",
            "janus mmmu/accuracy 30.5 Table 2[0]",
        ]
    );
}

#[test]
fn an_entry_has_its_own_scores_once() {
    let taxonomy = sample();
    let of = |id| get(&taxonomy, id).scores().iter().map(told).collect::<Vec<_>>();
    assert_eq!(of("sdxl").len(), 3);
    assert_eq!(of("show-o").len(), 3);
    assert_eq!(of("janus").last().unwrap(), "janus mmmu/accuracy 30.5 Table 2[0]");
    assert!(get(&taxonomy, "geneval").scores().is_empty());
}

#[test]
fn provenance_is_said_or_derived_and_never_guessed() {
    let taxonomy = sample();
    let provenance: Vec<_> = taxonomy.scores().map(|score| score.provenance()).collect();
    let copied = Provenance::Copied(taxonomy.entry("p-sdxl"));
    assert_eq!(
        provenance,
        [
            Provenance::Own,
            Provenance::Own,
            copied,
            copied,
            copied,
            Provenance::Measured,
            Provenance::Copied(None),
            Provenance::Unstated,
            // What the source says goes before what could be derived.
            Provenance::Unstated,
        ]
    );
}

#[test]
fn settings_of_a_row_take_the_place_of_the_tables_one_by_one() {
    let taxonomy = sample();
    let settings = |nth: usize| taxonomy.scores().nth(nth).unwrap().settings();
    assert_eq!(
        settings(0).pairs(),
        [("prompt-rewriting", "none"), ("thinking", "yes"), ("resolution", "512")]
    );
    assert_eq!(settings(2).pairs(), [("prompt-rewriting", "none"), ("resolution", "384")]);
    assert_eq!(settings(5).pairs(), []);
}

#[test]
fn values_are_told_on_the_metrics_own_scale() {
    let taxonomy = sample();
    let score = |nth: usize| taxonomy.scores().nth(nth).unwrap();
    let near = |a: f64, b: f64| (a - b).abs() < 1e-12;
    let (plain, scaled, whole) = (score(0), score(1), score(3));
    assert!(near(plain.normalized(), 0.30) && near(plain.rounding(), 0.005));
    assert!(near(scaled.normalized(), 0.615) && near(scaled.rounding(), 0.000_5));
    assert!(near(whole.normalized(), 0.55) && near(whole.rounding(), 0.005));
}
