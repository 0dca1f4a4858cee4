//! The pictures of the real taxonomy, as somebody sees them: nothing lies over anything, nothing is dropped without a word,
//! every link leads to a page.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::BTreeSet;
use std::path::Path;

use mmtax_render::graph::schema::vocab::Role;
use mmtax_render::graph::schema::{Entry, EntryId, Kind, parse};
use mmtax_render::graph::{EntryRef, Taxonomy, View};
use mmtax_render::{Edition, Format, artifacts, svg};
use roxmltree::{Document, Node};

fn real() -> Taxonomy {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../taxonomy");
    let mut entries: Vec<Entry> = Vec::new();
    for kind in Kind::ALL {
        for file in std::fs::read_dir(root.join(kind.folder())).unwrap() {
            let path = file.unwrap().path();
            let id = EntryId::new(path.file_stem().unwrap().to_str().unwrap()).unwrap();
            entries.extend(parse(kind, id, &std::fs::read_to_string(&path).unwrap()).entry);
        }
    }
    entries.sort_by(|a, b| (&a.id, a.kind()).cmp(&(&b.id, b.kind())));
    Taxonomy::build(entries, Vec::new()).0
}

fn attribute(node: Node<'_, '_>, name: &str) -> i32 {
    node.attribute(name).unwrap().parse().unwrap()
}

fn has_class(node: &Node<'_, '_>, class: &str) -> bool {
    node.attribute("class").is_some_and(|classes| classes.split(' ').any(|one| one == class))
}

/// The words of a text, without the titles of links in it.
fn words(node: Node<'_, '_>) -> String {
    let shown = node.descendants().filter(|node| node.is_text());
    shown
        .filter(|text| !text.parent().unwrap().has_tag_name("title"))
        .filter_map(|text| text.text())
        .collect()
}

/// A text and the box that it takes at the least: 5 pixels a character are less than any font needs.
fn texts(document: &Document<'_>) -> Vec<(String, [i32; 4])> {
    let mut found = Vec::new();
    for node in document.descendants().filter(|node| node.has_tag_name("text")) {
        let words = words(node);
        let (x, y) = (attribute(node, "x"), attribute(node, "y"));
        let per = if has_class(&node, "date") || has_class(&node, "edge") { 4 } else { 5 };
        let width = per * i32::try_from(words.chars().count()).unwrap();
        let is_middle = has_class(&node, "middle")
            || (has_class(&node, "name") && !has_class(&node, "start") && !has_class(&node, "end"))
            || has_class(&node, "date");
        let left = match () {
            () if has_class(&node, "end") => x - width,
            () if is_middle => x - width / 2,
            () => x,
        };
        found.push((words, [left, y - 7, left + width, y]));
    }
    found
}

/// No two texts of a picture lie over each other, and none leaves it.
fn check_texts(name: &str, picture: &str) {
    let document = Document::parse(picture).unwrap();
    let root = document.root_element();
    let (width, height) = (attribute(root, "width"), attribute(root, "height"));
    let texts = texts(&document);
    for (position, (words, a)) in texts.iter().enumerate() {
        assert!(a[0] >= 0 && a[2] <= width && a[1] >= 0 && a[3] <= height, "{name}: `{words}` leaves it");
        for (others, b) in &texts[position + 1..] {
            let overlap = a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
            assert!(!overlap, "{name}: `{words}` lies over `{others}`");
        }
    }
}

fn hrefs(picture: &str) -> BTreeSet<String> {
    let document = Document::parse(picture).unwrap();
    document.descendants().filter_map(|node| node.attribute("href")).map(str::to_owned).collect()
}

fn desc(picture: &str) -> String {
    let document = Document::parse(picture).unwrap();
    document.descendants().find(|node| node.has_tag_name("desc")).unwrap().text().unwrap().to_owned()
}

fn unified(taxonomy: &Taxonomy) -> Vec<EntryRef<'_>> {
    let is_unified = |entry: &EntryRef<'_>| entry.as_model().is_some_and(|model| model.role == Role::Unified);
    taxonomy.of_kind(Kind::Model).filter(is_unified).collect()
}

#[test]
fn no_text_lies_over_another_and_every_link_leads_to_a_page() {
    let taxonomy = real();
    let pages: BTreeSet<String> =
        artifacts(&taxonomy, &Edition::default()).into_iter().map(|artifact| artifact.path).collect();
    let mut pictures = svg::Svg.render(&taxonomy, &Edition::default());
    assert!(pictures.len() > 30);
    pictures.push(mmtax_render::Artifact {
        path: "evolution.svg".into(),
        text: svg::evolution(&taxonomy, taxonomy.entry("janus-pro").unwrap()),
    });
    let [x, y] = ["geneval", "mmmu"].map(|id| (taxonomy.entry(id).unwrap(), None));
    let scatter = svg::scatter(x, y).unwrap();
    pictures.push(mmtax_render::Artifact { path: "leaderboards/scatter.svg".into(), text: scatter });
    for picture in &pictures {
        check_texts(&picture.path, &picture.text);
        let folder = picture.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for href in hrefs(&picture.text) {
            let page = match href.strip_prefix("../") {
                Some(page) => page.to_owned(),
                None if folder.is_empty() => href.clone(),
                None => format!("{folder}/{href}"),
            };
            assert!(pages.contains(&page), "{} links to {href}", picture.path);
        }
        let document = Document::parse(&picture.text).unwrap();
        for name in ["title", "desc"] {
            let told = document.root_element().children().find(|node| node.has_tag_name(name));
            assert!(told.unwrap().text().is_some_and(|text| text.len() > 10), "{name} of {}", picture.path);
        }
    }
}

#[test]
fn lifelines_show_or_count_every_unified_model() {
    let taxonomy = real();
    let picture = svg::lifelines(&taxonomy);
    let unified = unified(&taxonomy);
    let dated = unified.iter().filter(|entry| entry.date().is_some()).count();
    let drawn = hrefs(&picture).len();
    assert!((60..=90).contains(&drawn), "{drawn} are drawn");
    let told = desc(&picture);
    assert!(told.starts_with(&format!("{drawn} unified models")), "{told}");
    let rest = format!(
        "Not drawn of {} unified models: {} that fewer sources report values of, {} without a known date.",
        unified.len(),
        dated - drawn,
        unified.len() - dated
    );
    assert!(told.contains(&rest), "{told}\n{rest}");
    let document = Document::parse(&picture).unwrap();
    let seen = document.descendants().filter(|node| node.has_tag_name("text")).map(words);
    assert!(seen.into_iter().any(|words| words.contains(&rest)), "the picture says it, too");
}

#[test]
fn a_family_is_drawn_with_all_of_its_lines() {
    let taxonomy = real();
    let picture = svg::lifelines(&taxonomy);
    for line in ["Janus-Pro successor-of Janus", "T2I-R1 finetuned-from Janus-Pro", "JanusFlow extends Janus"]
    {
        assert!(picture.contains(&format!("<title>{line}</title>")), "{line}");
    }
    // A dash and not only a colour tells an extended design from a successor.
    assert!(picture.contains(r#"class="link line""#) && picture.contains(r#"class="link design""#));
}

#[test]
fn ancestors_and_descendants_are_lit_and_nothing_else() {
    let taxonomy = real();
    let center = taxonomy.entry("janus-pro").unwrap();
    let picture = svg::evolution(&taxonomy, center);
    let document = Document::parse(&picture).unwrap();
    let lit: BTreeSet<String> = document
        .descendants()
        .filter(|node| node.has_tag_name("rect") && has_class(node, "lit"))
        .map(|node| node.parent().unwrap().attribute("href").unwrap().to_owned())
        .collect();
    let reached = center.ancestors(View::descent()).into_iter().chain(center.descendants(View::descent()));
    let expected: BTreeSet<String> = reached
        .map(|reached| reached.entry)
        .filter(|entry| entry.date().is_some() && unified(&taxonomy).contains(entry))
        .map(|entry| format!("models/{}.md", entry.id()))
        .collect();
    assert!(expected.len() > 1);
    assert_eq!(lit, expected);
    assert_eq!(
        document.descendants().filter(|node| has_class(node, "center") && node.has_tag_name("rect")).count(),
        1
    );
}

#[test]
fn too_many_models_are_left_out_by_count_and_lineage_stays() {
    let mut texts: Vec<(String, String)> = (0..200)
        .map(|n| {
            (
                format!("alone-{n}"),
                format!("{{ name: Alone {n}, role: unified, released: 2025-{:02} }}", n % 12 + 1),
            )
        })
        .collect();
    texts.push(("old".into(), "{ name: Old, role: unified, released: 2020 }".into()));
    let heir = "{ name: Heir, role: unified, released: 2021, lineage: [{ relation: extends, of: old }] }";
    texts.push(("heir".into(), heir.into()));
    texts.push(("undated".into(), "{ name: Undated, role: unified }".into()));
    let entries =
        texts.iter().map(|(id, text)| parse(Kind::Model, EntryId::new(id).unwrap(), text).entry.unwrap());
    let (taxonomy, _) = Taxonomy::build(entries.collect(), Vec::new());
    let oldest = taxonomy.entry("alone-0").unwrap();
    for (picture, kept) in [
        (svg::lineage(&taxonomy), "models/heir.md"),
        (svg::evolution(&taxonomy, oldest), "models/alone-0.md"),
    ] {
        let (shown, said) = (hrefs(&picture), desc(&picture));
        assert_eq!(shown.len(), 150, "{said}");
        assert!(shown.contains(kept) && shown.contains("models/old.md"));
        assert!(said.contains("52 with the least lineage are left out. 1 more has no known date."), "{said}");
        check_texts("evolution", &picture);
    }
}

#[test]
fn a_bow_tie_shows_or_counts_everything_next_to_the_middle() {
    let taxonomy = real();
    for id in ["siglip", "janus-pro", "bagel", "show-o2"] {
        let center = taxonomy.entry(id).unwrap();
        let picture = svg::bow_tie(center).unwrap();
        let near: BTreeSet<_> = (center.links_out(View::descent()).into_iter().map(|link| link.to()))
            .chain(center.links_in(View::descent()).into_iter().map(|link| link.from()))
            .collect();
        let hrefs = hrefs(&picture);
        let shown = near
            .iter()
            .filter(|entry| hrefs.iter().any(|href| href.ends_with(&format!("{}.md", entry.id()))));
        let missing = near.len() - shown.count();
        let document = Document::parse(&picture).unwrap();
        let counted: usize = document
            .descendants()
            .filter(|node| node.has_tag_name("text"))
            .filter_map(|node| words(node).strip_prefix('+')?.strip_suffix(" more")?.parse::<usize>().ok())
            .sum();
        assert!(counted >= missing, "{id}: {missing} are missing and {counted} are counted");
        assert_eq!(counted > 0, desc(&picture).contains("are only counted"), "{id}");
    }
    // Parts to the left, users to the right.
    let picture = svg::bow_tie(taxonomy.entry("janus-pro").unwrap()).unwrap();
    let document = Document::parse(&picture).unwrap();
    let x = |name: &str| {
        let found = document.descendants().find(|node| node.has_tag_name("text") && words(*node) == name);
        attribute(found.unwrap(), "x")
    };
    assert!(x("SigLIP") < x("Janus") && x("Janus") < x("Janus-Pro") && x("Janus-Pro") < x("T2I-R1"));
}

#[test]
fn a_classification_shows_every_class_and_every_member_once() {
    let taxonomy = real();
    for scheme in taxonomy.of_kind(Kind::Scheme) {
        let picture = svg::classes(&taxonomy, scheme).unwrap();
        let document = Document::parse(&picture).unwrap();
        let links = document.descendants().filter(|node| node.has_tag_name("a")).count();
        let concepts = &scheme.as_scheme().unwrap().concepts;
        let named: usize = concepts.iter().map(|concept| concept.members.len().min(40)).sum();
        assert_eq!(links, named, "{}", scheme.id());
        let told = desc(&picture);
        let members: usize = concepts.iter().map(|concept| concept.members.len()).sum();
        assert!(
            told.starts_with(&format!("{} classes, {members} placements", concepts.iter().count())),
            "{told}"
        );
    }
}

#[test]
fn a_scatter_names_its_front() {
    let taxonomy = real();
    let [x, y] = ["geneval", "mmmu"].map(|id| (taxonomy.entry(id).unwrap(), None));
    let picture = svg::scatter(x, y).unwrap();
    let document = Document::parse(&picture).unwrap();
    let bold: BTreeSet<String> =
        document.descendants().filter(|node| has_class(node, "front")).map(words).collect();
    assert!(bold.len() >= 2);
    for name in &bold {
        assert!(desc(&picture).contains(name), "{name}");
    }
    let none = taxonomy.of_kind(Kind::Benchmark).find(|entry| entry.links_in(View::FULL).is_empty());
    assert!(none.is_none_or(|entry| svg::scatter((entry, None), y).is_none()));
}

#[test]
fn pictures_are_the_same_each_time() {
    let (first, second) = (real(), real());
    let render = |taxonomy: &Taxonomy| svg::Svg.render(taxonomy, &Edition::default());
    assert_eq!(render(&first), render(&second));
}
