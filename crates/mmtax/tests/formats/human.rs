use std::fs;
use std::path::Path;

use mmtax::{Report, load};

use super::{cases, hostile, write};

/// The widest line that may come of a long one: what the renderer shows around a mark, in characters.
const WIDE: usize = 250;

fn lines_too_wide(text: &str) -> Vec<String> {
    let is_wide = |line: &&str| line.chars().count() > WIDE && !line.trim_start().starts_with("= help");
    text.lines().filter(is_wide).map(|line| line.chars().take(80).collect()).collect()
}

#[test]
fn long_lines_are_told_and_not_shown() {
    let sources = "sources: { c: { url: https://a.org } }\n";
    let names =
        |from: usize| (from..from + 2500).map(|index| format!("n{index}")).collect::<Vec<_>>().join(", ");
    let (few, more) = (names(0), names(3000));
    let wide = "中".repeat(10_000);
    for text in [
        format!("name: A\nrole: unified\n{sources}aliases: [{few}, 7, {more}]\n"),
        format!("name: A\nrole: unified\n{sources}aliases: [same, {few}, same]\n"),
        format!(
            "name: A\nrole: unified\nlinks: {{ home: \"{wide}\", code: x, demo: {} }}\n",
            "z".repeat(10_000)
        ),
        format!("name: A\nrole: unified\nsummary: \"{wide}\"\n{wide}: 1\n"),
        format!(
            "name: A\nrole: unified\n{sources}components: [{{ roles: [backbone], detail: \"{wide}\", trainin: tuned }}]\n"
        ),
    ] {
        let (_temp, dir) = write(&[("models/a.yaml", &text)]);
        let report = load(&dir).unwrap().report;
        let human = report.to_human(false);
        assert!(report.has_errors() || report.count(mmtax::Severity::Warning) > 0, "{}", &text[..40]);
        assert!(human.contains("--> taxonomy/models/a.yaml:"), "the place is told: {human}");
        assert_eq!(lines_too_wide(&human), Vec::<String>::new());
    }
}

#[test]
fn tabs_and_line_ends_leave_marks_where_they_belong() {
    let (_temp, dir) = write(&[(
        "models/a.yaml",
        "name: A\nrole: unified\nlinks: {\tcode: 7,\t\thome: x\ty }\nnmae: A\tB\n",
    )]);
    let human = load(&dir).unwrap().report.to_human(false);
    let marked: Vec<&str> = human
        .lines()
        .collect::<Vec<_>>()
        .windows(2)
        .filter(|pair| pair[1].contains('^'))
        .map(|pair| &pair[0][pair[1].find('^').unwrap()..=pair[1].rfind('^').unwrap()])
        .collect();
    assert_eq!(marked, ["7", "x    y", "nmae"], "{human}");
    assert!(!human.contains(['\t', '\r']));
}

/// Every beginning of a file with faults of all sorts is a file, too: values that are not there, spans at the end, quotes
/// and brackets that stay open.
#[test]
fn no_text_stops_the_renderer() {
    let text = "name: \"é中🦙\"\r\nrole: [unifed]\nlinks: { home: , code: \"x\n  y\" }\n\nsummary: |\n  a\n  b\n- c\n\u{2028}k: &a *a\n";
    let texts = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).map(|at| text[..at].to_owned());
    let all: Vec<(String, String)> =
        texts.enumerate().map(|(index, text)| (format!("models/a{index}.yaml"), text)).collect();
    let files: Vec<(&str, &str)> = all.iter().map(|(path, text)| (&**path, &**text)).collect();
    let (_temp, dir) = write(&files);
    let report = load(&dir).unwrap().report;
    assert!(report.diagnostics().len() > files.len(), "{}", report.to_short());
    check(&report);
    // The structural fixtures, each under an id of its own.
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../mmtax-schema/tests/parse/err");
    for file in fs::read_dir(fixtures).unwrap().map(|file| file.unwrap().path()) {
        if file.extension().is_some_and(|extension| extension == "yaml") {
            fs::copy(&file, dir.join("models").join(file.file_name().unwrap())).unwrap();
        }
    }
    check(&load(&dir).unwrap().report);
    check(&hostile().1);
    cases().iter().for_each(|(_, report)| check(report));
}

/// Each finding is told, with and without colours.
fn check(report: &Report) {
    let plain = report.to_human(false);
    for found in report.diagnostics() {
        // The renderer leaves out what joins signs.
        let message = found.message.replace('\u{200d}', "");
        let head = format!("{}[{}]: {message}", found.severity.word(), found.code);
        assert!(plain.contains(&head), "{head}");
    }
    let coloured = report.to_human(true);
    let mut without = String::new();
    for piece in coloured.split('\u{1b}') {
        // A colour is a bracket, digits and an `m`.
        let rest =
            piece.strip_prefix('[').map_or(piece, |code| code.split_once('m').map_or("", |(_, rest)| rest));
        without.push_str(rest);
    }
    assert_eq!(without, plain, "colours change nothing else");
}
