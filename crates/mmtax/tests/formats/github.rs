use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use mmtax::{Report, SUMMARY_LIMIT};
use serde_json::{Value, json};

use super::{cases, hostile, many, outside};

/// A workflow command as the host reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Issued {
    name: String,
    properties: BTreeMap<String, String>,
    message: String,
}

/// Reads commands as the host's runner does: the name up to a space, properties between commas, each unescaped.
fn issued(text: &str) -> Vec<Issued> {
    let data = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
    let property = |text: &str| {
        let text = text.replace("%0D", "\r").replace("%0A", "\n");
        text.replace("%3A", ":").replace("%2C", ",").replace("%25", "%")
    };
    let read = |line: &str| {
        let (command, message) =
            line.strip_prefix("::").expect("nothing but commands").split_once("::").unwrap();
        let (name, properties) = command.split_once(' ').unwrap_or((command, ""));
        let pairs = properties.split(',').filter_map(|pair| pair.split_once('='));
        Issued {
            name: name.to_owned(),
            properties: pairs.map(|(key, value)| (key.to_owned(), property(value))).collect(),
            message: data(message),
        }
    };
    text.lines().map(read).collect()
}

/// What the host shows of a step: the first ten of each level.
fn shown(text: &str) -> Vec<Issued> {
    let mut counts = BTreeMap::<String, usize>::new();
    let is_shown = |command: &Issued| {
        let count = counts.entry(command.name.clone()).or_default();
        *count += 1;
        ["error", "warning", "notice"].contains(&&*command.name) && *count <= 10
    };
    issued(text).into_iter().filter(is_shown).collect()
}

fn annotations(commands: &[Issued]) -> Vec<&Issued> {
    commands.iter().filter(|command| command.properties.contains_key("file")).collect()
}

#[test]
fn nothing_that_data_holds_becomes_a_command() {
    let (_temp, report) = hostile();
    let text = report.to_github();
    let commands = issued(&text);
    let names: BTreeSet<&str> = commands.iter().map(|command| &*command.name).collect();
    assert_eq!(names, BTreeSet::from(["endgroup", "error", "group", "notice"]));
    let told = annotations(&commands);
    assert_eq!(told.len(), report.diagnostics().len());
    for found in report.diagnostics() {
        let is_it = |command: &&&Issued| {
            command.properties["file"] == found.file
                && command.properties["title"] == found.code
                && command.properties["line"] == found.span.start.line.to_string()
                && command.message.starts_with(&found.message)
        };
        assert!(told.iter().any(|command| is_it(&command)), "{found:?}");
    }
}

/// The toolkit that GitHub publishes writes the same lines for the same values.
#[test]
fn commands_are_those_of_the_toolkit() {
    let toolkit = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../.ci/node/node_modules/@actions/core/lib/command.js");
    if !toolkit.is_file() {
        return outside::skipped("@actions/core");
    }
    let (_temp, hostile) = hostile();
    let reports = cases().into_iter().map(|(_, report)| report).chain([hostile]);
    let lines: Vec<String> = reports
        .flat_map(|report| report.to_github().lines().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    assert!(lines.len() > 100 && lines.iter().any(|line| line.contains("%25")));
    let commands: Vec<Value> = lines
        .iter()
        .flat_map(|line| issued(line))
        .map(|Issued { name, properties, message }| {
            // The order in which they are written counts.
            let order = ["file", "line", "col", "endLine", "endColumn", "title"];
            let pairs = order.iter().filter_map(|key| Some((*key, properties.get(*key)?)));
            json!({ "name": name, "properties": pairs.collect::<Vec<_>>(), "message": message })
        })
        .collect();
    let script = "import { readFileSync } from 'node:fs'; import { pathToFileURL } from 'node:url';\
        const { issueCommand } = await import(pathToFileURL(process.argv[1]));\
        for (const { name, properties, message } of JSON.parse(readFileSync(0, 'utf8')))\
            issueCommand(name, Object.fromEntries(properties), message);";
    let mut node = Command::new("node");
    let node = node.args(["--input-type=module", "--eval", script, "--"]).arg(&toolkit);
    let Ok(mut child) = node.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn() else {
        return outside::skipped("node");
    };
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(Value::from(commands).to_string().as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().collect::<Vec<_>>(), lines);
}

#[test]
fn what_fits_is_shown_and_nothing_said_of_it() {
    let (_temp, report) = many(10, 10, 0);
    assert_eq!(
        report.diagnostics().iter().filter(|found| found.severity != mmtax::Severity::Info).count(),
        20
    );
    let mut report = report;
    report.retain_down_to(mmtax::Severity::Warning);
    let commands = issued(&report.to_github());
    assert_eq!((commands.len(), annotations(&commands).len()), (20, 20));
    assert_eq!(report.to_github_summary(SUMMARY_LIMIT), None);
}

#[test]
fn where_there_is_more_every_file_has_its_turn_and_the_rest_is_counted() {
    let (_temp, report) = many(40, 12, 15);
    let text = report.to_github();
    let shown = shown(&text);
    let of = |name: &str| shown.iter().filter(|command| command.name == name).collect::<Vec<_>>();
    assert_eq!((of("error").len(), of("warning").len(), of("notice").len()), (10, 10, 10));
    // One file has nearly all errors; the five others are shown all the same.
    let files: BTreeSet<&str> = of("error").iter().map(|command| &*command.properties["file"]).collect();
    assert_eq!(files.len(), 6, "{files:?}");
    let counted = shown.iter().find(|command| !command.properties.contains_key("file")).unwrap();
    let all = report.diagnostics().len();
    assert!(
        counted.message.starts_with(&format!("29 of {all} findings are annotated")),
        "{}",
        counted.message
    );
    let commands = issued(&text);
    assert_eq!(annotations(&commands).len(), all, "the log has all of them");
    let folded = commands.iter().position(|command| command.name == "group").unwrap();
    assert_eq!(commands[folded].message, format!("{} more", all - 29));
    assert_eq!(commands.last().unwrap().name, "endgroup");
    assert_eq!(annotations(&commands[..folded]).len(), 29);
}

#[test]
fn the_summary_lists_all_findings_the_worst_first() {
    let (_temp, report) = many(40, 12, 15);
    let summary = report.to_github_summary(SUMMARY_LIMIT).unwrap();
    let rows: Vec<Vec<&str>> = rows(&summary);
    assert_eq!(rows.len(), report.diagnostics().len());
    let levels: Vec<&str> = rows.iter().map(|row| row[0]).collect();
    let rank = |level: &&str| ["error", "warning", "info"].iter().position(|known| known == level);
    assert!(levels.is_sorted_by_key(rank), "{levels:?}");
    assert!(summary.starts_with("## mmtax: 40 errors, 12 warnings, "), "{summary}");
    assert!(
        rows.iter().any(|row| row[1] == "taxonomy/models/a-worst.yaml:3:1" && row[2] == "`unknown-field`")
    );
}

/// The cells of each row, as Markdown splits them.
fn rows(summary: &str) -> Vec<Vec<&str>> {
    let table = summary.lines().skip_while(|line| !line.starts_with("|---"));
    table.skip(1).take_while(|line| line.starts_with('|')).map(cells).collect()
}

fn cells(line: &str) -> Vec<&str> {
    let bounds: Vec<usize> = line
        .match_indices('|')
        .map(|(at, _)| at)
        .filter(|at| line[..*at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 0)
        .collect();
    bounds.windows(2).map(|pair| line[pair[0] + 1..pair[1]].trim()).collect()
}

#[test]
fn the_summary_stays_below_its_limit_and_says_what_is_missing() {
    let (_temp, report) = many(400, 0, 0);
    let whole = report.to_github_summary(SUMMARY_LIMIT).unwrap();
    let all = report.diagnostics().len();
    for limit in [whole.len(), whole.len() - 1, whole.len() / 2, 1000] {
        let summary = report.to_github_summary(limit).unwrap();
        assert!(summary.len() <= limit, "{} of {limit}", summary.len());
        let left = all - rows(&summary).len();
        let footer = format!("\n{left} more are in the log of this step.\n");
        assert_eq!(summary.ends_with(&footer), left > 0, "{summary}");
        assert!(left > 0 || summary == whole);
        assert!(left > 0 || limit > whole.len() / 2);
    }
    assert_eq!(report.to_github_summary(100), None, "there is no room for anything");
}

#[test]
fn hostile_text_stays_in_its_cell() {
    let (_temp, report) = hostile();
    let summary = report.to_github_summary(SUMMARY_LIMIT).unwrap();
    let rows = rows(&summary);
    assert_eq!(rows.len(), report.diagnostics().len(), "{summary}");
    for row in &rows {
        assert_eq!(row.len(), 4, "{row:?}");
        assert!(row.iter().all(|cell| !cell.replace("<br>", "").contains(['<', '>'])), "{row:?}");
    }
    assert!(!summary.replace("\\[", "").contains('['), "no link: {summary}");
    assert!(!summary.contains(['\u{202e}', '\u{1b}', '\u{9b}', '\u{7}']), "{summary}");
}

/// What the library says of one report, twice.
#[test]
fn a_report_is_always_told_in_the_same_way() {
    let told = |report: &Report| (report.to_github(), report.to_github_summary(SUMMARY_LIMIT));
    let ((_a, first), (_b, second)) = (many(40, 12, 15), many(40, 12, 15));
    assert_eq!(told(&first), told(&second));
}
