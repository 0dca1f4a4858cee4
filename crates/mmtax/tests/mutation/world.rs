//! The real taxonomy, taken apart: each value with its place and what the schema says of it.

use std::collections::BTreeMap;
use std::path::Path as FilePath;

use mmtax::schema::parse::remove_field;
use mmtax::schema::{EntryId, Kind, Path, PathPart, Span, Step, json_schema, locate_all};
use mmtax::{Diagnostic, Taxonomy};
use serde_json::Value;

/// Everything that faults are made from.
pub(crate) struct World {
    pub(crate) taxonomy: Taxonomy,
    pub(crate) files: Vec<File>,
    /// Every value that is no list and no map.
    pub(crate) leaves: Vec<Leaf>,
    /// Every map, with the fields that it must have.
    pub(crate) maps: Vec<Map>,
}

/// A file as it is.
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) kind: Kind,
    pub(crate) id: EntryId,
    pub(crate) text: String,
    pub(crate) value: Value,
}

/// A value.
pub(crate) struct Leaf {
    pub(crate) file: usize,
    pub(crate) path: Path,
    /// The path with `*` for items, such as `components.*.uses`.
    pub(crate) form: String,
    /// Its own schema, references and typed nothings resolved.
    pub(crate) schema: Value,
    /// The name of its definition, such as `PaperRef`.
    pub(crate) definition: String,
    pub(crate) text: String,
    pub(crate) span: Span,
    /// The key that it stands under, if it stands under one.
    pub(crate) key: Option<Span>,
}

/// A map.
pub(crate) struct Map {
    pub(crate) file: usize,
    pub(crate) path: Path,
    pub(crate) form: String,
    pub(crate) span: Span,
    pub(crate) required: Vec<String>,
    /// Its fields, each with the places of key and value.
    pub(crate) fields: Vec<(String, Span, Span)>,
}

/// The data with one fault.
pub(crate) struct Mutant {
    /// The files that differ; `None` for one that is gone.
    pub(crate) changes: BTreeMap<String, Option<String>>,
    /// The lines that show it.
    pub(crate) lines: Vec<(String, u32)>,
    /// What was done, for people.
    pub(crate) what: String,
}

impl Mutant {
    /// Whether a finding shows it, as its own place or as a related one.
    pub(crate) fn is_shown(&self, found: &Diagnostic) -> bool {
        let related = found.related.iter().map(|related| (&related.file, related.span));
        std::iter::once((&found.file, found.span)).chain(related).any(|(file, span)| {
            self.lines.iter().any(|(other, line)| other == file && *line == span.start.line)
        })
    }
}

impl World {
    pub(crate) fn read(dir: &FilePath) -> Self {
        let taxonomy = mmtax::load(dir).unwrap().taxonomy;
        let mut world = Self { taxonomy, files: Vec::new(), leaves: Vec::new(), maps: Vec::new() };
        for raw in mmtax::read(dir).unwrap() {
            let text = String::from_utf8(raw.bytes.unwrap()).unwrap();
            let value: Value = serde_yaml::from_str(&text).unwrap();
            world.files.push(File { path: raw.path, kind: raw.kind, id: raw.id.unwrap(), text, value });
        }
        let schemas: BTreeMap<Kind, Value> =
            Kind::ALL.into_iter().map(|kind| (kind, json_schema::schema(kind))).collect();
        for file in 0..world.files.len() {
            world.take_apart(file, &schemas[&world.files[file].kind]);
        }
        world
    }

    fn take_apart(&mut self, file: usize, root: &Value) {
        let mut found = Vec::new();
        walk(root, root, &self.files[file].value, Path::root(), String::new(), "", &mut found);
        let places: Vec<(&Path, PathPart)> = found
            .iter()
            .flat_map(|found| [(&found.path, PathPart::Key), (&found.path, PathPart::Value)])
            .collect();
        let spans = locate_all(&self.files[file].text, places);
        let spans: BTreeMap<Path, (Span, Span)> = found
            .iter()
            .zip(spans.chunks(2))
            .map(|(found, spans)| (found.path.clone(), (spans[0], spans[1])))
            .collect();
        for Found { path, form, schema, definition, text, fields } in found {
            let (key, span) = spans[&path];
            if text.is_some() {
                // As it is written: a number would lose its last zero.
                let raw = &self.files[file].text[span.start.byte..span.end.byte];
                let text = raw.trim_matches(['"', '\'']).to_owned();
                let key = (!form.ends_with('*')).then_some(key);
                self.leaves.push(Leaf { file, path, form, schema, definition, text, span, key });
            } else if self.files[file].value.pointer(&pointer(&path)).is_some_and(Value::is_object) {
                let names = schema["required"].as_array().into_iter().flatten();
                let required = names.map(|name| name.as_str().unwrap().to_owned()).collect();
                let of = |name: &String| {
                    let (key, value) = spans[&path.clone().key(name.clone())];
                    (name.clone(), key, value)
                };
                let fields = fields.iter().map(of).collect();
                self.maps.push(Map { file, path, form, span, required, fields });
            }
        }
    }

    pub(crate) fn text(&self, file: usize) -> &str {
        &self.files[file].text
    }

    /// A leaf that `fits`, by chance.
    pub(crate) fn leaf(&self, random: &mut Random, fits: impl Fn(&Leaf) -> bool) -> Option<&Leaf> {
        pick(&self.leaves, random, fits)
    }

    pub(crate) fn map(&self, random: &mut Random, fits: impl Fn(&Map) -> bool) -> Option<&Map> {
        pick(&self.maps, random, fits)
    }

    pub(crate) fn file(&self, random: &mut Random, fits: impl Fn(&File) -> bool) -> Option<&File> {
        pick(&self.files, random, fits)
    }

    /// Another text for a leaf, in the quotes that it has.
    pub(crate) fn exchange(&self, leaf: &Leaf, text: &str) -> Option<Mutant> {
        let old = &self.text(leaf.file)[leaf.span.start.byte..leaf.span.end.byte];
        let quoted = match old.chars().next() {
            Some(quote @ ('"' | '\'')) => format!("{quote}{text}{quote}"),
            _ => text.to_owned(),
        };
        (text != leaf.text).then(|| self.edit(leaf.file, leaf.span, &quoted, &leaf.path.to_string()))
    }

    /// Another text for a stretch of a file.
    pub(crate) fn edit(&self, file: usize, span: Span, text: &str, what: &str) -> Mutant {
        let File { path, text: old, .. } = &self.files[file];
        let (before, after) = (&old[..span.start.byte], &old[span.end.byte..]);
        let was = &old[span.start.byte..span.end.byte];
        Mutant {
            changes: BTreeMap::from([(path.clone(), Some(format!("{before}{text}{after}")))]),
            lines: vec![(path.clone(), span.start.line)],
            what: format!("{path}:{} {what}: `{}` -> `{}`", span.start.line, short(was), short(text)),
        }
    }

    /// Without a field of a map. Its map shows that it is not there, and so does what stands around it.
    pub(crate) fn without(&self, map: &Map, field: usize) -> Option<Mutant> {
        let (name, key, value) = &map.fields[field];
        let path = map.path.clone().key(name.clone());
        let File { path: file, text, .. } = &self.files[map.file];
        let edit = remove_field(text, &path)?;
        let mut mutant = self.edit(map.file, edit.span, &edit.text, &format!("without {path}"));
        // What comes after moves up; a map is told by its first line, the item by its dash.
        let lines = (map.span.start.line..=value.end.line).chain([key.start.line.saturating_sub(1).max(1)]);
        mutant.lines = lines.map(|line| (file.clone(), line)).collect();
        Some(mutant)
    }
}

/// The path as JSON has it.
fn pointer(path: &Path) -> String {
    let steps = path.steps().iter().map(|step| match step {
        Step::Key(name) => format!("/{}", name.replace('~', "~0").replace('/', "~1")),
        Step::Index(index) => format!("/{index}"),
    });
    steps.collect()
}

fn short(text: &str) -> String {
    let line: String = text.chars().take(48).collect();
    line.replace('\n', "⏎")
}

fn pick<'w, T>(all: &'w [T], random: &mut Random, fits: impl Fn(&T) -> bool) -> Option<&'w T> {
    let start = random.below(all.len());
    // From a place by chance onwards, so that what is rare is found as well.
    all[start..].iter().chain(&all[..start]).find(|one| fits(one))
}

struct Found {
    path: Path,
    form: String,
    schema: Value,
    definition: String,
    text: Option<String>,
    fields: Vec<String>,
}

fn walk(
    root: &Value,
    schema: &Value,
    value: &Value,
    path: Path,
    form: String,
    name: &str,
    out: &mut Vec<Found>,
) {
    if let Some(target) = schema["$ref"].as_str() {
        let name = target.trim_start_matches("#/$defs/");
        return walk(root, &root["$defs"][name], value, path, form, name, out);
    }
    if let Some(branches) = schema["anyOf"].as_array() {
        // What a fact is, or one of the words for nothing.
        let nothing = value.as_str().is_some_and(|text| mmtax::schema::Nothing::WORDS.contains(&text));
        let branch = if nothing { &branches[branches.len() - 1] } else { &branches[0] };
        return walk(root, branch, value, path, form, name, out);
    }
    let join = |step: &str| if form.is_empty() { step.to_owned() } else { format!("{form}.{step}") };
    let mut found = Found {
        path: path.clone(),
        form: form.clone(),
        schema: schema.clone(),
        definition: name.to_owned(),
        text: None,
        fields: Vec::new(),
    };
    match value {
        Value::Object(fields) => {
            found.fields = fields.keys().cloned().collect();
            out.push(found);
            for (key, value) in fields {
                let schema = schema["properties"].get(key).unwrap_or(&schema["additionalProperties"]);
                walk(root, schema, value, path.clone().key(key.clone()), join(key), "", out);
            }
        }
        Value::Array(items) => {
            out.push(found);
            for (index, item) in items.iter().enumerate() {
                walk(root, &schema["items"], item, path.clone().index(index), join("*"), name, out);
            }
        }
        Value::String(text) => out.push(Found { text: Some(text.clone()), ..found }),
        Value::Number(number) => out.push(Found { text: Some(number.to_string()), ..found }),
        Value::Bool(is_so) => out.push(Found { text: Some(is_so.to_string()), ..found }),
        Value::Null => {}
    }
}

/// The same numbers from the same seed, everywhere.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % limit.max(1) as u64).unwrap()
    }
}

/// A word with one slip of the fingers: a letter lost, doubled, or swapped with the next.
pub(crate) fn misspelled(word: &str, random: &mut Random) -> Option<String> {
    let letters: Vec<char> = word.chars().collect();
    let places: Vec<usize> = (0..letters.len()).filter(|at| letters[*at].is_ascii_alphabetic()).collect();
    let at = *places.get(random.below(places.len()))?;
    let mut slipped = letters.clone();
    match random.below(3) {
        0 if letters.len() > 3 => drop(slipped.remove(at)),
        1 if at + 1 < letters.len() && letters[at + 1].is_ascii_alphabetic() => slipped.swap(at, at + 1),
        _ => slipped.insert(at, letters[at]),
    }
    Some(slipped.into_iter().collect()).filter(|slipped: &String| slipped != word)
}
