//! What one taxonomy says that another does not.

use mmtax_graph::{Because, Diff, How, Taxonomy, Turn};
use mmtax_schema::Kind;

use crate::{broken, build, entries};

fn diff(before: &str, after: &str) -> Diff {
    build(before).0.diff(&build(after).0)
}

/// The changes of fields, one a line: `a: path: before → after`.
fn fields(diff: &Diff) -> Vec<String> {
    let mut lines = Vec::new();
    for entry in &diff.entries {
        for field in &entry.fields {
            let said =
                |said: &Option<mmtax_schema::Said>| said.as_ref().map_or("·".into(), ToString::to_string);
            let (before, after) = (said(&field.before), said(&field.after));
            lines.push(format!("{}: {}: {before} → {after}", entry.entry.id, field.path));
        }
    }
    lines
}

fn how(diff: &Diff) -> Vec<(String, How)> {
    diff.entries.iter().map(|entry| (entry.entry.to_string(), entry.how.clone())).collect()
}

#[test]
fn a_new_id_is_no_new_entry() {
    let user = "models/user: { name: User, role: unified, components: [{ roles: [backbone], uses: ID@7b }], lineage: [{ relation: extends, of: ID }] }";
    let with = |id: &str, model: &str| format!("{}\nmodels/{id}: {model}", user.replace("ID", id));
    let body = "{ name: X, role: other, variants: [{ id: 7b }] }";
    let same = diff(&with("x-1", body), &with("x-2", body));
    let renamed = |because| vec![("models/x-2".to_owned(), How::Renamed { from: "x-1".to_owned(), because })];
    assert_eq!(how(&same), renamed(Because::Content));
    assert_eq!((same.links.len(), same.entries[0].fields.len()), (0, 0), "{same:?}");
    let more = "{ name: X, role: other, released: 2025, variants: [{ id: 7b }] }";
    let named = diff(&with("x-1", body), &with("x-2", more));
    assert_eq!(how(&named), renamed(Because::Name));
    assert_eq!(fields(&named), ["x-2: released: · → 2025"]);
    for alias in ["X", "x-1"] {
        let other = format!("{{ name: Y, aliases: [{alias}], role: other, variants: [{{ id: 7b }}] }}");
        assert_eq!(how(&diff(&with("x-1", body), &with("x-2", &other))), renamed(Because::Alias));
        let back = diff(&with("x-2", &other), &with("x-1", body));
        assert!(matches!(&back.entries[0].how, How::Renamed { from, .. } if from == "x-2"), "{back:?}");
    }
    let unlike = diff(&with("x-1", body), &with("x-2", "{ name: Y, role: other, variants: [{ id: 7b }] }"));
    assert_eq!(
        unlike.entries.iter().map(|entry| entry.how.clone()).collect::<Vec<_>>(),
        [How::Changed, How::Removed, How::Added]
    );
    // Nobody knows which of two it is.
    let two = "models/a: { name: X, role: other }\nmodels/b: { name: X, role: other }";
    let unsure = diff("models/x: { name: X, role: other }", two);
    assert!(unsure.entries.iter().all(|entry| matches!(entry.how, How::Added | How::Removed)), "{unsure:?}");
}

#[test]
fn items_are_known_by_what_tells_them_apart() {
    let model = |components: &str| {
        format!(
            "models/b: {{ name: B, role: other }}\nmodels/c: {{ name: C, role: other }}\nmodels/a: {{ name: A, role: unified, components: {components} }}"
        )
    };
    let before = model(
        "[{ roles: [backbone], uses: b }, { roles: [understanding-encoder, generation-encoder], uses: c }, { roles: [connector], detail: one }, { roles: [connector], detail: two }]",
    );
    let moved = model(
        "[{ roles: [connector], detail: two }, { roles: [generation-encoder, understanding-encoder], uses: c }, { roles: [connector], detail: one }, { uses: b, roles: [backbone] }]",
    );
    assert!(diff(&before, &moved).is_empty());
    let swapped = model(
        "[{ roles: [backbone], uses: c, training: frozen }, { roles: [generation-encoder, understanding-encoder], uses: c }, { roles: [connector], detail: three }, { roles: [connector], detail: two }]",
    );
    assert_eq!(
        fields(&diff(&before, &swapped)),
        [
            "a: components[backbone b].uses: b → c",
            "a: components[backbone b].training: · → frozen",
            "a: components[connector one].detail: one → three",
        ]
    );
    let unknown = model("unknown");
    let gone = diff(&before, &unknown);
    assert_eq!(fields(&gone).len(), 1, "{gone:?}");
    assert_eq!(gone.links.iter().map(|link| link.turn).collect::<Vec<_>>(), [Turn::Removed, Turn::Removed]);
}

const TABLE: &str = "
    papers/p: { title: P }
    models/a: { name: A, role: other, variants: [{ id: 1b }] }
    benchmarks/g: { name: G, metrics: [{ id: overall }, { id: counting }] }
    results/p: { source: p, tables: [{ at: Table 1, benchmark: g, columns: [overall, counting], rows: [{ model: a, values: [0.8, 0.5] }] }] }";

/// Each change of a score as text.
fn scores(after: &str) -> Vec<(Turn, String)> {
    let diff = diff(TABLE, after);
    assert_eq!(fields(&diff).iter().filter(|line| line.contains("values")).count(), 0, "told once: {diff:?}");
    let text = |score: &mmtax_graph::PrintedScore| {
        format!("{} {} {} {} {:?}", score.model, score.metric, score.value, score.at, score.settings)
    };
    let line = |change: &mmtax_graph::ScoreChange| {
        let words: Vec<String> = [&change.before, &change.after].into_iter().flatten().map(text).collect();
        (change.turn(), words.join(" → "))
    };
    diff.scores.iter().map(line).collect()
}

#[test]
fn a_score_is_known_when_one_thing_of_it_changes() {
    for (from, to, expected) in [
        ("[0.8,", "[0.80,", "a overall 0.8 Table 1 [] → a overall 0.80 Table 1 []"),
        ("model: a,", "model: a@1b,", "a overall 0.8 Table 1 [] → a@1b overall 0.8 Table 1 []"),
        ("at: Table 1", "at: Table 2", "a overall 0.8 Table 1 [] → a overall 0.8 Table 2 []"),
        (
            "model: a,",
            "settings: { steps: \"9\" }, model: a,",
            "a overall 0.8 Table 1 [] → a overall 0.8 Table 1 [(\"steps\", \"9\")]",
        ),
    ] {
        let found = scores(&TABLE.replace(from, to));
        assert!(found.contains(&(Turn::Changed, expected.to_owned())), "{found:?}");
        assert!(found.iter().all(|(turn, _)| *turn == Turn::Changed), "{found:?}");
    }
    assert_eq!(
        scores(&TABLE.replace("0.5]", "\"-\"]")),
        [(Turn::Removed, "a counting 0.5 Table 1 []".to_owned())]
    );
    assert_eq!(
        scores(
            &TABLE
                .replace("columns: [overall, counting]", "columns: [counting, overall]")
                .replace("0.8, 0.5", "0.5, 0.8")
        ),
        []
    );
}

#[test]
fn a_benchmark_takes_its_scores_with_it_and_what_is_no_score_is_a_field() {
    let without = TABLE.lines().filter(|line| !line.contains("benchmarks/g")).collect::<Vec<_>>().join("\n");
    let gone = diff(TABLE, &without);
    assert_eq!(gone.scores.iter().filter(|change| change.turn() == Turn::Removed).count(), 2);
    assert!(gone.links.iter().all(|link| link.turn == Turn::Removed), "{gone:?}");
    let cell = diff(&without, &without.replace("[0.8,", "[0.9,"));
    assert_eq!(fields(&cell), ["p: tables[Table 1 g].rows[a].values.overall: 0.8 → 0.9"]);
}

#[test]
fn what_cannot_be_read_is_neither_added_nor_removed() {
    let with = |ids: &[&str]| {
        let broken = ids.iter().map(|id| broken(Kind::Model, id)).collect();
        move |text: &str| Taxonomy::build(entries(text), broken).0
    };
    let a = "models/a: { name: A, role: other }";
    let sound = with(&[])(a);
    let unread = with(&["a"])("");
    assert_eq!(how(&sound.diff(&unread)), [("models/a".to_owned(), How::Broken { was_there: true })]);
    assert_eq!(how(&unread.diff(&sound)), [("models/a".to_owned(), How::Mended)]);
    assert!(unread.diff(&with(&["a"])("")).is_empty());
    let none = with(&[])("");
    assert_eq!(how(&none.diff(&unread)), [("models/a".to_owned(), How::Broken { was_there: false })]);
    assert_eq!(how(&unread.diff(&none)), [("models/a".to_owned(), How::Removed)]);
    // A broken file is not the old home of a new entry.
    let other = with(&["a"])("models/b: { name: A, role: other }");
    assert_eq!(how(&sound.diff(&other)).len(), 2);
}
