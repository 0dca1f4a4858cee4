//! The one table of lists: which have an order, and by what an item of the others is known when it changes.

/// Lists of words whose order says something; of all others it does not.
pub(super) const ORDERED: [&str; 10] =
    ["action", "audio", "authors", "columns", "image", "of", "text", "values", "video", "weights"];

/// Lists of words whose order says nothing.
#[cfg(test)]
const SETS: [&str; 15] = [
    "aliases",
    "datasets",
    "developers",
    "has",
    "image_by",
    "input",
    "lacks",
    "modalities",
    "output",
    "paradigm",
    "roles",
    "settings",
    "tasks",
    "text_by",
    "variants",
];

/// A list of maps.
pub(super) struct Items {
    pub(super) list: &'static str,
    /// The fields that name an item for people, of which the first that are there are taken, and how many of them.
    pub(super) label: (&'static [&'static str], usize),
    /// Fields that make two items one, the surest first. What has none of them is equal in that.
    pub(super) keys: &'static [&'static [&'static str]],
    /// Fields that make two items one if all are there and no other item has the same.
    pub(super) hints: &'static [&'static [&'static str]],
}

const fn by(list: &'static str, key: &'static [&'static [&'static str]]) -> Items {
    Items { list, label: (key[0], key[0].len()), keys: key, hints: &[] }
}

pub(super) static ITEMS: [Items; 13] = [
    by("allow", &[&["code", "path"]]),
    Items {
        list: "components",
        label: (&["roles", "uses", "detail"], 2),
        keys: &[
            &["roles", "uses", "detail", "variants"],
            &["roles", "uses", "detail"],
            &["roles", "uses", "variants"],
        ],
        hints: &[&["uses"], &["detail"], &["roles"]],
    },
    by("concepts", &[&["id"]]),
    Items {
        list: "evidence",
        label: (&["paper", "url", "at"], 2),
        keys: &[&["paper", "url", "at"]],
        hints: &[&["paper"], &["url"]],
    },
    Items {
        list: "items",
        label: (&["at", "about"], 2),
        keys: &[
            &["at", "about", "metric", "prints"],
            &["at", "about", "metric"],
            &["about", "metric", "prints"],
        ],
        hints: &[&["prints"], &["at"]],
    },
    Items {
        list: "lineage",
        label: (&["relation", "of"], 2),
        keys: &[&["relation", "of", "variants"], &["relation", "of"]],
        hints: &[&["of"], &["relation"]],
    },
    by("members", &[&["model"]]),
    by("methods", &[&["method"]]),
    by("metrics", &[&["id"]]),
    Items {
        list: "rows",
        label: (&["model", "settings"], 2),
        keys: &[
            &["model", "printed", "settings", "from"],
            &["model", "settings"],
            &["model", "printed"],
            &["model"],
        ],
        hints: &[&["printed"]],
    },
    Items {
        list: "tables",
        label: (&["at", "benchmark"], 2),
        keys: &[&["at", "benchmark", "settings"], &["at", "benchmark"]],
        hints: &[&["at"], &["benchmark"]],
    },
    Items {
        list: "training",
        label: (&["stage", "variants"], 2),
        keys: &[&["stage", "variants", "datasets"], &["stage", "variants", "at"], &["stage", "variants"]],
        hints: &[&["stage"]],
    },
    by("variants", &[&["id"]]),
];

pub(super) fn items(list: &str) -> Option<&'static Items> {
    ITEMS.iter().find(|items| items.list == list)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use mmtax_schema::{Kind, json_schema::schema};

    use super::{ITEMS, ORDERED, SETS};

    /// Collects the lists that a JSON Schema allows, those of words and those of maps.
    fn lists(
        node: &serde_json::Value,
        name: &str,
        root: &serde_json::Value,
        found: &mut (BTreeSet<String>, BTreeSet<String>),
    ) {
        if let Some(items) = node.get("items") {
            let item = match items.get("$ref").and_then(|to| to.as_str()) {
                Some(to) => root.pointer(&to[1..]).unwrap(),
                None => items,
            };
            let is_map = item.get("properties").is_some();
            let names = if is_map { &mut found.1 } else { &mut found.0 };
            names.insert(name.to_owned());
        }
        for (key, below) in node.as_object().into_iter().flatten() {
            match key.as_str() {
                "properties" | "$defs" => {
                    for (field, below) in below.as_object().unwrap() {
                        lists(below, field, root, found);
                    }
                }
                "anyOf" | "oneOf" | "allOf" => {
                    for below in below.as_array().unwrap() {
                        lists(below, name, root, found);
                    }
                }
                _ => {}
            }
        }
    }

    #[test]
    fn every_list_of_the_schema_is_in_the_table() {
        let mut found = Default::default();
        for kind in Kind::ALL {
            let schema = schema(kind);
            lists(&schema, "", &schema, &mut found);
        }
        let words: BTreeSet<String> = ORDERED.iter().chain(&SETS).map(|&name| name.to_owned()).collect();
        let maps: BTreeSet<String> = ITEMS.iter().map(|items| items.list.to_owned()).collect();
        assert_eq!(found, (words, maps), "say in this table how a list is compared");
    }
}
