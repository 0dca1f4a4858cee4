//! From the bytes of one file to an [`Entry`], with every structural fault at its place.
//!
//! The fast reader (`serde_yaml`) works on plain types and stops at the first fault without a reliable place. So it only
//! decides whether a file is sound; when it is not, one slower pass builds a tree with places, and a walk along the
//! kind's JSON Schema collects everything that is wrong. Sound files never pay for that pass.

mod edit;
mod fault;
mod layout;
mod pattern;
mod shape;
mod strict;
mod tree;

pub(crate) use edit::as_text;
pub use edit::{remove_field, remove_fields, replace_word};
pub use fault::{Fault, FaultCode, Related};
pub use layout::{Unformatted, format};
pub use strict::too_large;

use serde_json::Value as Json;

use crate::entry::{Body, Entry};
use crate::id::EntryId;
use crate::json_schema;
use crate::kind::Kind;
use crate::path::{Part, Path, Step};
use crate::settings::TaxonomySettings;
use crate::span::{CharIndex, Position, Span};
use tree::{Node, Value};

/// The largest file that is read, in bytes. The largest real file is a seventieth of this.
pub const MAX_BYTES: usize = 1 << 20;

/// How many keys, values, lists and maps a file may hold. The largest real file has a tenth of this. Together with
/// [`MAX_BYTES`] it bounds what any later stage has to work through, however its cost grows with the file.
pub const MAX_VALUES: usize = 20_000;

/// What came of one file.
#[derive(Debug)]
pub struct Parsed {
    /// The entry, unless its structure is broken.
    pub entry: Option<Entry>,
    /// Everything that is wrong with the file's structure, in file order.
    pub faults: Vec<Fault>,
}

/// The text of a file, without a byte-order mark. Places are counted in what this returns.
///
/// # Errors
/// A fault where the bytes are not UTF-8.
pub fn decode(bytes: &[u8]) -> Result<&str, Fault> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let good = std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default();
        let at = CharIndex::new(good).position(usize::MAX);
        Fault::new(FaultCode::InvalidUtf8, "this byte is not UTF-8 text", Span { start: at, end: at })
            .help("save the file in UTF-8")
    })
}

/// Reads one file of `kind` whose stem is `id`.
#[must_use]
pub fn parse(kind: Kind, id: EntryId, text: &str) -> Parsed {
    let (body, faults) = read(text, kind.name(), || json_schema::cached(kind), |text| read_body(kind, text));
    Parsed { entry: body.map(|body| Entry { id, body }), faults }
}

/// Reads the settings of a taxonomy, `mmtax.yaml`. Faulty settings are default settings.
#[must_use]
pub fn parse_settings(text: &str) -> (TaxonomySettings, Vec<Fault>) {
    let (settings, faults) =
        read(text, "settings", json_schema::cached_settings, |text| serde_yaml::from_str(text));
    (settings.unwrap_or_default(), faults)
}

/// Reads a text into a type whose JSON Schema is known: the value unless the structure is broken, and all faults.
fn read<T>(
    text: &str,
    what: &str,
    schema: impl FnOnce() -> &'static Json,
    reader: impl FnOnce(&str) -> Result<T, serde_yaml::Error>,
) -> (Option<T>, Vec<Fault>) {
    if let Some(fault) = strict::unreadable(text) {
        return (None, vec![fault]);
    }
    if strict::may_nest_deeply(text) || strict::may_hold_many_values(text) || strict::has_directive(text) {
        match tree::build(text) {
            Ok(tree) if tree.faults.iter().any(|fault| fault.code == FaultCode::YamlFeature) => {
                return (None, tree.faults);
            }
            Ok(_) => {}
            Err(fault) => return (None, vec![fault]),
        }
    }
    let value = match reader(text) {
        Ok(value) => value,
        Err(error) => return (None, structural_faults(schema(), what, text, &error)),
    };
    if !strict::may_use_special_features(text) {
        return (Some(value), Vec::new());
    }
    match tree::build(text) {
        Ok(tree) => (Some(value), tree.faults),
        // The fast reader took what is not YAML: nothing could be located in it.
        Err(fault) => (None, vec![fault]),
    }
}

fn read_body(kind: Kind, text: &str) -> Result<Body, serde_yaml::Error> {
    Ok(match kind {
        Kind::Model => Body::Model(serde_yaml::from_str(text)?),
        Kind::Tokenizer => Body::Tokenizer(serde_yaml::from_str(text)?),
        Kind::Method => Body::Method(serde_yaml::from_str(text)?),
        Kind::Dataset => Body::Dataset(serde_yaml::from_str(text)?),
        Kind::Benchmark => Body::Benchmark(serde_yaml::from_str(text)?),
        Kind::Paper => Body::Paper(serde_yaml::from_str(text)?),
        Kind::Organization => Body::Organization(serde_yaml::from_str(text)?),
        Kind::Results => Body::Results(serde_yaml::from_str(text)?),
        Kind::Scheme => Body::Scheme(serde_yaml::from_str(text)?),
        Kind::Errata => Body::Errata(serde_yaml::from_str(text)?),
    })
}

/// Everything that is wrong with a file that the reader refused.
fn structural_faults(schema: &Json, what: &str, text: &str, error: &serde_yaml::Error) -> Vec<Fault> {
    let tree = match tree::build(text) {
        Ok(tree) => tree,
        Err(fault) => return vec![fault],
    };
    let mut faults = tree.faults;
    match &tree.root {
        Some(root) => shape::check(schema, root, &mut faults),
        None => faults.push(
            Fault::new(FaultCode::WrongType, "the file is empty", Span::START)
                .help(format!("a file of this kind ({what}) is a map of fields")),
        ),
    }
    if faults.is_empty() {
        // The walk knows the schema, the reader knows more (such as the sum of two fields): its word is the last.
        faults.push(reader_fault(text, error));
    }
    faults.sort_by_key(|fault| fault.span);
    faults
}

/// In what `text` differs from the JSON Schema of `kind`, whatever the reader says: what an editor would report.
#[must_use]
pub fn schema_faults(kind: Kind, text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    match tree::build(text) {
        Ok(tree::Tree { root: Some(root), .. }) => {
            shape::check(json_schema::cached(kind), &root, &mut faults);
        }
        Ok(tree::Tree { root: None, .. }) => {}
        Err(fault) => faults.push(fault),
    }
    faults
}

fn reader_fault(text: &str, error: &serde_yaml::Error) -> Fault {
    let at = error.location().map_or(Position::START, |location| {
        let offset = text.get(..location.index()).map_or(usize::MAX, |before| before.chars().count());
        CharIndex::new(text).position(offset)
    });
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or(&message);
    Fault::new(FaultCode::MalformedValue, message, Span { start: at, end: at })
}

/// Where in `text` the value (or the key) that `path` names stands. A path that leads nowhere gives the nearest
/// ancestor that exists, and a text that is not YAML its first character.
#[must_use]
pub fn locate(text: &str, path: &Path, part: Part) -> Span {
    locate_all(text, [(path, part)]).pop().unwrap_or(Span::START)
}

/// [`locate`] for several paths in one pass over the text.
#[must_use]
pub fn locate_all<'p>(text: &str, paths: impl IntoIterator<Item = (&'p Path, Part)>) -> Vec<Span> {
    let root = tree::build(text).ok().and_then(|tree| tree.root);
    paths
        .into_iter()
        .map(|(path, part)| root.as_ref().map_or(Span::START, |root| find(root, path, part)))
        .collect()
}

fn find(root: &Node, path: &Path, part: Part) -> Span {
    let mut node = root;
    let mut key = None;
    for step in path.steps() {
        let next = match (step, &node.value) {
            (Step::Key(name), Value::Map(pairs)) => {
                pairs.iter().find(|(key, _)| key.text() == Some(name)).map(|(key, value)| (Some(key), value))
            }
            (Step::Index(index), Value::List(items)) => items.get(*index).map(|item| (None, item)),
            _ => None,
        };
        let Some((next_key, value)) = next else {
            // The field is missing: its map's first key shows which map is meant.
            return key.map_or_else(|| node.head(), |key: &Node| key.span);
        };
        (key, node) = (next_key, value);
    }
    match (part, key) {
        (Part::Key, Some(key)) => key.span,
        _ if path.steps().is_empty() => node.head(),
        _ => node.span,
    }
}
