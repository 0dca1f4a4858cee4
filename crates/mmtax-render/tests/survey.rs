//! The printed cells of the survey against the transcription they were made from, where that is at hand.

use std::path::Path;

/// The rows of one of our tables, without the column of ids.
fn ours(text: &str) -> Vec<Vec<String>> {
    let row = |line: &str| line.split('\t').skip(1).map(str::to_owned).collect();
    text.lines().skip(1).map(row).collect()
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that does less must say so")]
fn the_printed_cells_are_those_of_the_transcription() {
    let models =
        ["model", "type", "backbone", "und_encoder", "gen_encoder", "gen_decoder", "mask_as_printed", "date"];
    let wide = ["model", "backbone", "und_encoder", "gen_decoder", "mask_as_printed", "date"];
    let datasets = ["name", "group", "samples", "date"];
    let benchmarks = ["name", "group", "size", "venue_year"];
    let tables: [(&str, &str, &[&str], &str, usize); 4] = [
        (
            "survey_table_models.csv",
            "Table 1",
            &models,
            include_str!("../src/survey/printed/table-1.tsv"),
            83,
        ),
        ("survey_table_models.csv", "Table 2", &wide, include_str!("../src/survey/printed/table-2.tsv"), 9),
        ("survey_table_datasets.csv", "", &datasets, include_str!("../src/survey/printed/table-3.tsv"), 66),
        (
            "survey_table_benchmarks.csv",
            "",
            &benchmarks,
            include_str!("../src/survey/printed/table-4.tsv"),
            72,
        ),
    ];
    for (file, table, columns, printed, rows) in tables {
        let ours = ours(printed);
        assert_eq!(ours.len(), rows, "{file} {table}");
        assert!(ours.iter().all(|row| row.len() == columns.len() && row.iter().all(|cell| !cell.is_empty())));
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference").join(file);
        let Ok(mut reader) = csv::Reader::from_path(&path) else {
            eprintln!("SKIPPED: no transcription at {}", path.display());
            continue;
        };
        let header = reader.headers().unwrap().clone();
        let cell = |record: &csv::StringRecord, name: &str| {
            record.get(header.iter().position(|known| known == name).unwrap()).unwrap().to_owned()
        };
        let records = reader.records().map(Result::unwrap);
        let theirs: Vec<Vec<String>> = records
            .filter(|record| table.is_empty() || cell(record, "table") == table)
            .map(|record| columns.iter().map(|name| cell(&record, name)).collect())
            .collect();
        assert_eq!(ours, theirs, "{file} {table}");
    }
}
