//! Every piece of prose in an entry, with its path: what checks prose reads this list.

use super::{Body, Entry, Table};
use crate::fact::Fact;
use crate::path::Path;
use crate::text::Text;

type Each<'f, 'e> = &'f mut dyn FnMut(&dyn Fn() -> Path, &'e Text);

impl Entry {
    /// Calls `each` for every piece of text in the entry; the path is only built when it is asked for.
    pub fn for_each_text<'e>(&'e self, each: Each<'_, 'e>) {
        let shared = self.shared();
        let name = if matches!(self.body, Body::Paper(_)) { "title" } else { "name" };
        one(shared.name, &|| Path::field(name), each);
        many(shared.aliases, &|| Path::field("aliases"), each);
        one(shared.summary, &|| Path::field("summary"), each);
        for (key, source) in shared.sources.iter() {
            let path = || Path::field("sources").key(key.to_string());
            one(source.version.as_ref(), &|| path().key("version"), each);
        }
        for (field, citation) in shared.cited.iter() {
            one(citation.at.as_ref(), &|| Path::field("cited").key(field.word()).key("at"), each);
        }
        for (i, item) in shared.components.map_or(&[][..], Fact::items).iter().enumerate() {
            let path = || Path::field("components").index(i);
            one(item.detail.as_ref(), &|| path().key("detail"), each);
            one(item.at.as_ref(), &|| path().key("at"), each);
        }
        for (i, item) in shared.lineage.iter().enumerate() {
            let path = || Path::field("lineage").index(i);
            one(item.note.as_ref(), &|| path().key("note"), each);
            one(item.at.as_ref(), &|| path().key("at"), each);
        }
        for (i, item) in shared.variants.iter().enumerate() {
            let path = || Path::field("variants").index(i);
            one(item.name.as_ref(), &|| path().key("name"), each);
            many(&item.aliases, &|| path().key("aliases"), each);
            one(item.note.as_ref(), &|| path().key("note"), each);
        }
        for (i, item) in shared.training.map_or(&[][..], Fact::items).iter().enumerate() {
            let path = || Path::field("training").index(i);
            one(item.note.as_ref(), &|| path().key("note"), each);
            one(item.at.as_ref(), &|| path().key("at"), each);
        }
        for (i, item) in shared.allow.iter().enumerate() {
            one(Some(&item.reason), &|| Path::field("allow").index(i).key("reason"), each);
        }
        for (i, item) in shared.methods.iter().enumerate() {
            one(item.at.as_ref(), &|| Path::field("methods").index(i).key("at"), each);
        }
        self.own_texts(each);
    }

    /// The texts of fields that only some kinds have.
    fn own_texts<'e>(&'e self, each: Each<'_, 'e>) {
        match &self.body {
            Body::Model(e) => one(e.license.known(), &|| Path::field("license"), each),
            Body::Tokenizer(e) => one(e.license.known(), &|| Path::field("license"), each),
            Body::Dataset(e) => one(e.license.known(), &|| Path::field("license"), each),
            Body::Benchmark(e) => {
                one(e.license.known(), &|| Path::field("license"), each);
                for (i, metric) in e.metrics.iter().enumerate() {
                    one(metric.name.as_ref(), &|| Path::field("metrics").index(i).key("name"), each);
                }
            }
            Body::Paper(e) => {
                many(e.authors.items(), &|| Path::field("authors"), each);
                one(e.venue.known(), &|| Path::field("venue"), each);
                one(e.arxiv.known(), &|| Path::field("arxiv"), each);
                one(e.doi.known(), &|| Path::field("doi"), each);
            }
            Body::Results(e) => {
                one(e.version.as_ref(), &|| Path::field("version"), each);
                for (t, table) in e.tables.iter().enumerate() {
                    table_texts(table, t, each);
                }
            }
            Body::Scheme(e) => {
                for (c, concept) in e.concepts.iter().enumerate() {
                    let path = || Path::field("concepts").index(c);
                    one(Some(&concept.label), &|| path().key("label"), each);
                    one(concept.code.as_ref(), &|| path().key("code"), each);
                    one(concept.definition.as_ref(), &|| path().key("definition"), each);
                    for (m, member) in concept.members.iter().enumerate() {
                        let path = || path().key("members").index(m);
                        one(member.disputed.as_ref(), &|| path().key("disputed"), each);
                        one(member.at.as_ref(), &|| path().key("at"), each);
                    }
                }
            }
            Body::Errata(e) => {
                one(e.version.as_ref(), &|| Path::field("version"), each);
                for (i, item) in e.items.iter().enumerate() {
                    let path = || Path::field("items").index(i);
                    one(Some(&item.at), &|| path().key("at"), each);
                    one(Some(&item.reason), &|| path().key("reason"), each);
                    for (v, evidence) in item.evidence.iter().enumerate() {
                        let path = || path().key("evidence").index(v);
                        one(evidence.version.as_ref(), &|| path().key("version"), each);
                        one(Some(&evidence.at), &|| path().key("at"), each);
                    }
                }
            }
            Body::Method(_) | Body::Organization(_) => {}
        }
    }
}

fn table_texts<'e>(table: &'e Table, t: usize, each: Each<'_, 'e>) {
    let path = || Path::field("tables").index(t);
    one(Some(&table.at), &|| path().key("at"), each);
    one(table.note.as_ref(), &|| path().key("note"), each);
    for (r, row) in table.rows.iter().enumerate() {
        let path = || path().key("rows").index(r);
        one(row.printed.as_ref(), &|| path().key("printed"), each);
        one(row.note.as_ref(), &|| path().key("note"), each);
    }
}

fn one<'e>(text: Option<&'e Text>, path: &dyn Fn() -> Path, each: Each<'_, 'e>) {
    if let Some(text) = text {
        each(path, text);
    }
}

fn many<'e>(texts: &'e [Text], path: &dyn Fn() -> Path, each: Each<'_, 'e>) {
    for (index, text) in texts.iter().enumerate() {
        each(&|| path().index(index), text);
    }
}
