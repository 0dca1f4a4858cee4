//! Results as something to compare: groups, copies, ties, bests, misprints, contradictions and arithmetic.

use mmtax_graph::results::{Group, Leaderboard, Misprints, Reading, Within};
use mmtax_graph::{Provenance, Taxonomy};

use super::{get, taxonomy};

/// A benchmark for which prompt rewriting matters, two models with a paper each, and the results in the braces.
fn with(results: &str) -> Taxonomy {
    let common = "
        benchmarks/geneval: { name: GenEval, settings: [prompt-rewriting], metrics: [ \
            { id: counting, direction: higher-is-better }, { id: colors, direction: higher-is-better }, \
            { id: overall, direction: higher-is-better, formula: { operation: mean, of: [counting, colors] } } ] }
        benchmarks/fid: { name: FID, metrics: [{ id: fid, direction: lower-is-better }, { id: is }], \
            variants: [{ id: val }] }
        models/janus: { name: Janus, role: unified, introduced_by: p-janus, released: 2024-10, variants: [{ id: 7b }] }
        models/show-o: { name: Show-o, role: unified, introduced_by: p-show-o, released: 2024-08-22 }
        models/sdxl: { name: SDXL, role: image-generator, released: 2023-07 }
        models/emu: { name: Emu, role: unified }
        papers/p-janus: { title: Janus, date: 2024-10 }
        papers/p-show-o: { title: Show-o, date: 2024-08 }
        papers/p-third: { title: Third, date: 2025-01 }
    ";
    taxonomy(&format!("{common}\n{results}"))
}

/// `source: at { rows }` with these columns.
fn table(source: &str, at: &str, columns: &str, rows: &str) -> String {
    format!(
        "results/{source}: {{ source: {source}, tables: [ {{ at: {at}, benchmark: geneval, columns: [{columns}], rows: [ {rows} ] }} ] }}\n"
    )
}

fn board<'t>(taxonomy: &'t Taxonomy, benchmark: &str) -> Leaderboard<'t> {
    Leaderboard::of(get(taxonomy, benchmark))
}

/// A group as `[split; settings] metric, ..` and a line a reading: rank, model, values (`!` best, `?` misprint), source, and
/// the sources that print it again.
fn told(group: &Group<'_>) -> Vec<String> {
    let settings = group.conditions.iter().filter_map(|(name, value)| Some(format!("{name}: {}", (*value)?)));
    let split = group.split.map(|split| format!("@{split}"));
    let measures: Vec<&str> = group.measures.iter().map(|measure| measure.id.as_str()).collect();
    let head = split.into_iter().chain(settings).collect::<Vec<_>>().join("; ");
    let mut lines = vec![format!("[{head}] {}", measures.join(" "))];
    for row in &group.rows {
        for (reading, cells) in row.readings.iter().zip(&row.cells) {
            let cells = cells.iter().map(|cell| match cell {
                Some(cell) => format!(
                    "{}{}{}",
                    cell.score.in_unit().unwrap_or_default(),
                    if cell.is_best { "!" } else { "" },
                    if cell.misprint.is_some() { "?" } else { "" }
                ),
                None => "-".to_owned(),
            });
            let rank = row.rank.map_or_else(|| "-".to_owned(), |rank| rank.to_string());
            let variant = row.variant.map(|variant| format!("@{variant}")).unwrap_or_default();
            let again: Vec<String> = reading.again.iter().map(source).collect();
            let again = if again.is_empty() { String::new() } else { format!(" again {}", again.join(" ")) };
            let cells = cells.collect::<Vec<_>>().join(" ");
            lines.push(format!("{rank} {}{variant}: {cells} {}{again}", row.model.id(), source(reading)));
        }
    }
    lines
}

fn source(reading: &Reading<'_>) -> String {
    let whose = match reading.provenance() {
        Provenance::Own => "own".to_owned(),
        Provenance::Measured => "measured".to_owned(),
        Provenance::Copied(from) => format!("from-{}", from.map_or("?", |from| from.id())),
        Provenance::Unstated => "unstated".to_owned(),
    };
    format!("{}:{whose}", reading.first().results.id())
}

#[test]
fn only_equal_settings_and_one_split_are_compared_and_unknown_is_equal_to_nothing() {
    let taxonomy = with(
        "results/p-janus: { source: p-janus, tables: [ \
            { at: T1, benchmark: geneval, columns: [overall], rows: [ \
                { model: janus, values: [0.61], settings: { prompt-rewriting: none } }, \
                { model: show-o, values: [0.53] }, \
                { model: sdxl, values: [0.55], settings: { prompt-rewriting: none, resolution: \"512\" } }, \
                { model: emu, values: [0.66], settings: { prompt-rewriting: none, note: a subset } }, \
                { model: janus@7b, values: [0.80], settings: { prompt-rewriting: GPT-4V } } ] }, \
            { at: T2, columns: [fid/fid, fid@val/fid], rows: [ \
                { model: janus, values: [9.0, 8.0] }, \
                { model: show-o, values: [7.0, \"-\"], settings: { steps: \"50\" } } ] } ] }",
    );
    let groups: Vec<_> = board(&taxonomy, "geneval").groups.iter().flat_map(told).collect();
    assert_eq!(
        groups,
        [
            // What the benchmark does not ask for does not part, what the source says sets a score apart does.
            "[prompt-rewriting: none] overall",
            "1 janus: 0.61! p-janus:own",
            "2 sdxl: 0.55 p-janus:unstated",
            "[] overall",
            "- show-o: 0.53 p-janus:unstated",
            "[prompt-rewriting: GPT-4V] overall",
            "- janus@7b: 0.80 p-janus:own",
            "[prompt-rewriting: none; note: a subset] overall",
            "- emu: 0.66 p-janus:unstated",
        ]
    );
    // A benchmark that does not say what matters: everything may. Its releases and splits never mix.
    let groups: Vec<_> = board(&taxonomy, "fid").groups.iter().flat_map(told).collect();
    assert_eq!(
        groups,
        [
            "[] fid",
            "- janus: 9.0 p-janus:own",
            "[steps: 50] fid",
            "- show-o: 7.0 p-janus:unstated",
            "[@val] fid",
            "- janus: 8.0 p-janus:own"
        ]
    );
}

#[test]
fn ties_go_as_far_as_digits_are_printed() {
    let coarse = table("p-janus", "T1", "overall", "{ model: janus, values: [0.8] }");
    let fine =
        "{ model: show-o, values: [0.81] }, { model: sdxl, values: [0.80] }, { model: emu, values: [0.74] }";
    let taxonomy = with(&(coarse + &table("p-third", "T1", "overall", fine)));
    assert_eq!(
        told(&board(&taxonomy, "geneval").groups[0]),
        [
            "[] overall",
            "1 show-o: 0.81! p-third:unstated",
            // 0.8 may be 0.81, 0.80 is not.
            "1 janus: 0.8! p-janus:own",
            "2 sdxl: 0.80 p-third:unstated",
            "4 emu: 0.74 p-third:unstated",
        ]
    );
    let rows = "{ model: show-o, values: [0.80] }, { model: sdxl, values: [0.8] }";
    let taxonomy = with(&table("p-third", "T1", "overall", rows));
    assert_eq!(
        told(&board(&taxonomy, "geneval").groups[0])[1..],
        ["1 sdxl: 0.8! p-third:unstated", "1 show-o: 0.80! p-third:unstated"]
    );
}

#[test]
fn a_zero_that_a_table_leaves_out_was_printed_elsewhere_in_the_column() {
    let rows = "{ model: janus, values: [1, 0.9] }, { model: show-o, values: [0.98, 0.8] }";
    let taxonomy = with(&table("p-third", "T1", "overall, counting", rows));
    assert_eq!(
        told(&board(&taxonomy, "geneval").groups[0])[1..],
        ["1 janus: 1! 0.9! p-third:unstated", "2 show-o: 0.98 0.8 p-third:unstated"]
    );
}

#[test]
fn the_best_of_two_that_differ_is_one() {
    let rows = "{ model: janus, values: [0.80] }, { model: show-o, values: [0.81] }";
    let taxonomy = with(&table("p-third", "T1", "overall", rows));
    let group = &board(&taxonomy, "geneval").groups[0];
    assert_eq!(told(group)[1..], ["1 show-o: 0.81! p-third:unstated", "2 janus: 0.80 p-third:unstated"]);
}

#[test]
fn the_direction_decides_and_without_one_nothing_is_best() {
    let taxonomy = with(
        "results/p-third: { source: p-third, tables: [ { at: T1, benchmark: fid, columns: [is], rows: [ \
            { model: show-o, values: [3] }, { model: emu, values: [9] } ] }, \
            { at: T2, benchmark: fid, settings: { steps: \"5\" }, columns: [fid, is], rows: [ \
            { model: show-o, values: [30, 1] }, { model: emu, values: [20, 2] } ] } ] }",
    );
    let groups: Vec<_> = board(&taxonomy, "fid").groups.iter().flat_map(told).collect();
    assert_eq!(
        groups,
        [
            "[] is",
            "- emu: 9 p-third:unstated",
            "- show-o: 3 p-third:unstated",
            "[steps: 5] fid is",
            "1 emu: 20! 2 p-third:unstated",
            "2 show-o: 30 1 p-third:unstated",
        ]
    );
}

#[test]
fn a_copy_is_under_what_it_copies_and_a_slip_of_it_stands_beside() {
    let own = table(
        "p-show-o",
        "T1",
        "counting, overall",
        "{ model: show-o, values: [0.49, 0.53], settings: { prompt-rewriting: none } }",
    );
    let copies = table(
        "p-janus",
        "T4",
        "overall*100",
        "{ model: show-o, values: [53], from: p-show-o }, { model: sdxl, values: [55], from: p-show-o }",
    );
    let slips = table(
        "p-third",
        "T9",
        "counting, overall",
        "{ model: show-o, values: [0.49, 0.58], from: p-show-o }, { model: janus, values: [0.3, 0.61] }",
    );
    let taxonomy = with(&format!("{own}{copies}{slips}"));
    let board = board(&taxonomy, "geneval");
    let groups: Vec<_> = board.groups.iter().flat_map(told).collect();
    assert_eq!(
        groups,
        [
            "[] overall counting",
            "1 janus: 0.61! 0.3 p-third:unstated",
            "2 show-o: 0.58 0.49! p-third:from-p-show-o",
            "3 sdxl: 0.55 - p-janus:from-p-show-o",
            "[prompt-rewriting: none] overall counting",
            // Printed as 53, and without the settings: the paper that it names has them.
            "- show-o: 0.53 0.49 p-show-o:own again p-janus:from-p-show-o",
        ]
    );
    assert_eq!(board.values(), taxonomy.scores().count());
}

#[test]
fn copies_of_copies_lead_to_the_first_and_circles_end() {
    let chain = table("p-show-o", "T1", "overall", "{ model: sdxl, values: [0.55], reported: measured }")
        + &table("p-janus", "T1", "overall", "{ model: sdxl, values: [0.55], from: p-show-o }")
        + &table("p-third", "T1", "overall", "{ model: sdxl, values: [0.55], from: p-janus }");
    let taxonomy = with(&chain);
    let group = &board(&taxonomy, "geneval").groups[0];
    assert_eq!(
        told(group)[1..],
        ["- sdxl: 0.55 p-show-o:measured again p-janus:from-p-show-o p-third:from-p-janus"]
    );

    let circle = table("p-janus", "T1", "overall", "{ model: sdxl, values: [0.55], from: p-third }")
        + &table("p-third", "T1", "overall", "{ model: sdxl, values: [0.55], from: p-janus }");
    let taxonomy = with(&circle);
    assert_eq!(board(&taxonomy, "geneval").values(), 2, "nothing is lost");
}

#[test]
fn values_of_a_model_stand_side_by_side_its_own_first() {
    let own = table("p-show-o", "T1", "overall", "{ model: show-o, values: [0.53] }");
    let others = table("p-janus", "T4", "overall", "{ model: show-o, values: [0.68] }")
        + &table(
            "p-third",
            "T9",
            "counting, overall",
            "{ model: show-o, values: [0.5, 0.66], reported: measured }, { model: show-o, values: [\"-\", 0.68] }, \
             { model: show-o, values: [\"-\", 0.9], note: tuned, settings: { steps: \"5\" } }",
        );
    let taxonomy = with(&format!("{own}{others}"));
    let board = board(&taxonomy, "geneval");
    let group = &board.groups[0];
    assert_eq!(
        told(group)[1..],
        [
            "- show-o: 0.53 - p-show-o:own",
            "- show-o: 0.66 0.5 p-third:measured",
            // Two that print the same and say nothing are one reading.
            "- show-o: 0.68 - p-janus:unstated again p-third:unstated",
            "- show-o: 0.9 - p-third:unstated",
        ]
    );
    assert!(group.rows[0].is_disputed(0) && !group.rows[0].is_disputed(1));
    let apart = &group.rows[0].readings[3];
    assert_eq!(apart.besides().iter().map(|(_, value)| value).collect::<Vec<_>>(), ["5"]);
}

#[test]
fn a_row_that_says_less_is_under_the_one_that_says_more_but_not_its_own_under_anothers() {
    let own = table(
        "p-show-o",
        "T1",
        "counting, overall",
        "{ model: show-o, values: [\"-\", 0.53] }, { model: show-o, values: [0.49, 0.53] }, { model: emu, values: [0.4, 0.50] }",
    );
    let other =
        table("p-third", "T1", "counting, colors, overall", "{ model: show-o, values: [0.49, 0.82, 0.53] }");
    let taxonomy = with(&format!("{own}{other}"));
    assert_eq!(
        told(&board(&taxonomy, "geneval").groups[0])[1..],
        [
            "1 show-o: 0.53! 0.49! - p-show-o:own again p-show-o:own",
            "1 show-o: 0.53 0.49 0.82 p-third:unstated",
            "2 emu: 0.50 0.4 - p-show-o:unstated",
        ]
    );
}

#[test]
fn what_is_set_apart_is_no_dispute() {
    let rows = "{ model: show-o, values: [0.53] }, { model: show-o, values: [0.68], note: tuned }";
    let taxonomy = with(&table("p-show-o", "T1", "overall", rows));
    assert!(!board(&taxonomy, "geneval").groups[0].rows[0].is_disputed(0));
}

#[test]
fn a_known_misprint_stands_for_nobody() {
    let rows = "{ model: show-o, values: [0.35, 0.93] }, { model: janus, values: [0.3, 0.61] }";
    let errata = "errata/p-show-o: { source: p-show-o, items: [ { at: T1, about: show-o, metric: geneval/overall, \
        prints: \"0.93\", correct: \"0.53\", reason: Turned digits. } ] }\n";
    let again = table("p-third", "T2", "overall", "{ model: show-o, values: [0.53] }");
    let taxonomy = with(&format!("{}{errata}{again}", table("p-show-o", "T1", "counting, overall", rows)));
    let board = board(&taxonomy, "geneval");
    assert_eq!(
        told(&board.groups[0])[1..],
        [
            "1 janus: 0.61! 0.3 p-show-o:unstated",
            "2 show-o: 0.93? 0.35! p-show-o:own",
            "2 show-o: 0.53 - p-third:unstated",
        ]
    );
    let misprints = Misprints::of(&taxonomy);
    assert_eq!(taxonomy.scores().filter(|score| misprints.find(score).is_some()).count(), 1);
}

#[test]
fn values_move_to_the_unit_of_their_metric_with_all_digits() {
    let columns = "overall*100, counting*10, colors*3";
    let rows = "{ model: janus, values: [82.40, 7, 1.5] }, { model: emu, values: [-0.5, 0.25, 3] }, { model: sdxl, values: [5, 1, 1] }";
    let taxonomy = with(&table("p-third", "T1", columns, rows));
    let told: Vec<_> = taxonomy.scores().map(|score| score.in_unit()).collect();
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        told,
        [
            some("0.8240"),
            some("0.7"),
            None,
            some("-0.005"),
            some("0.025"),
            None,
            some("0.05"),
            some("0.1"),
            None
        ]
    );
}

#[test]
fn a_record_is_better_than_all_before_it() {
    let rows = "{ model: sdxl, values: [0.55] }, { model: show-o, values: [0.53] }, { model: janus, values: [0.61] }, \
        { model: janus@7b, values: [0.8] }, { model: emu, values: [0.99] }";
    let taxonomy = with(&table("p-third", "T1", "overall", rows));
    let board = board(&taxonomy, "geneval");
    let steps = board.groups[0].over_time();
    let told: Vec<_> = steps
        .iter()
        .map(|step| {
            format!("{} {} {}", step.date, step.cell.score.value, if step.is_record { "record" } else { "" })
        })
        .collect();
    assert_eq!(
        told,
        ["2023-07 0.55 record", "2024-08-22 0.53 ", "2024-10 0.8 record", "2024-10 0.61 "],
        "a model without a date is not on the axis"
    );
}

#[test]
fn rivals_have_all_but_the_value_in_common() {
    let one = table(
        "p-janus",
        "T1",
        "overall",
        "{ model: sdxl, values: [0.55] }, { model: sdxl, values: [0.60] }, { model: emu, values: [0.1] }, \
         { model: emu, values: [0.2], note: tuned }, { model: show-o, values: [0.53] }",
    );
    let other = table(
        "p-third",
        "T1",
        "overall",
        "{ model: sdxl, values: [0.551] }, { model: show-o, values: [0.5] }, \
         { model: emu, values: [0.3], settings: { prompt-rewriting: none } }",
    );
    let taxonomy = with(&format!("{one}{other}"));
    let told = |within| -> Vec<String> {
        let rivals = taxonomy.rivals(within);
        let values = |scores: &[mmtax_graph::Score<'_>]| {
            scores.iter().map(|score| score.value.to_string()).collect::<Vec<_>>().join(" ")
        };
        rivals
            .iter()
            .map(|rivals| format!("{} {}", rivals.identity.model.id(), values(&rivals.scores)))
            .collect()
    };
    assert_eq!(told(Within::OneSource), ["sdxl 0.55 0.60 0.551"]);
    // 0.60 of one source and 0.551 of the other; 0.53 and 0.5 may be one value.
    assert_eq!(told(Within::Sources), ["sdxl 0.55 0.60 0.551"]);

    let apart = table("p-third", "T1", "overall", "{ model: sdxl, values: [0.6] }");
    let taxonomy = with(&format!("{one}{apart}"));
    assert_eq!(taxonomy.rivals(Within::OneSource).len(), 1);
    assert!(taxonomy.rivals(Within::Sources).is_empty(), "0.6 may be both 0.55 and 0.60");
}

#[test]
fn arithmetic_counts_what_can_be_computed_and_names_what_does_not_come_out() {
    let rows = "{ model: janus, values: [30, 0.5, 0.40] }, { model: show-o, values: [30, 0.5, 0.44] }, \
        { model: emu, values: [30, \"-\", 0.44] }, { model: sdxl, values: [30, 0.5, 0.43] }";
    let taxonomy = with(&table("p-third", "T1", "counting*100, colors, overall", rows));
    let arithmetic = taxonomy.arithmetic();
    assert_eq!(arithmetic.computed, 3);
    let broken: Vec<_> = arithmetic
        .broken
        .iter()
        .map(|broken| {
            format!("{} {} {}", broken.score.model.id(), broken.score.value, broken.expected_text())
        })
        .collect();
    // Half a unit of 0.5 alone allows for 0.025.
    assert_eq!(broken, ["show-o 0.44 0.400"]);
    assert!((arithmetic.broken[0].off() - 0.04).abs() < 1e-9);
}
