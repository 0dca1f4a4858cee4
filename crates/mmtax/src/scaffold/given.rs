//! The fields that an order fills.

use mmtax_graph::Taxonomy;
use mmtax_schema::id::is_id;
use mmtax_schema::suggest::nearest;
use mmtax_schema::{Kind, PartialDate, Text};
use serde_json::Value;

use super::field::words_of;
use super::{Order, Refusal};
use crate::names::not_a_stem;
use crate::rules::month_of;

/// Fields with the lines that fill them.
#[derive(Debug, Default)]
pub(super) struct Given {
    lines: Vec<(&'static str, String)>,
    pub(super) missing_paper: Option<String>,
}

impl Given {
    pub(super) fn line(&self, field: &str) -> Option<&str> {
        self.lines.iter().find(|(name, _)| *name == field).map(|(_, line)| line.as_str())
    }

    fn fill(&mut self, field: &'static str, value: &str) {
        self.lines.push((field, format!("{field}: {value}\n")));
    }
}

pub(super) fn given(taxonomy: &Taxonomy, order: &Order<'_>, schema: &Value) -> Result<Given, Refusal> {
    if !is_id(order.id) {
        return Err(malformed(order.id, "an id: lower case, digits, inner `-` and `.`"));
    }
    if let Some(why) = not_a_stem(order.id) {
        return Err(malformed(order.id, &format!("the name of a file everywhere: {why}")));
    }
    let mut given = Given::default();
    let is_record = !order.kind.is_referable();
    let not_for_kind = |what| Refusal::NotForKind { kind: order.kind, what };
    match (order.kind, order.name) {
        (Kind::Results | Kind::Errata, Some(_)) => return Err(not_for_kind("name")),
        (Kind::Results | Kind::Errata | Kind::Paper, None) => {}
        (Kind::Paper, Some(title)) => given.fill("title", &scalar(title)?),
        (
            Kind::Model
            | Kind::Tokenizer
            | Kind::Method
            | Kind::Dataset
            | Kind::Benchmark
            | Kind::Organization
            | Kind::Scheme,
            name,
        ) => given.fill("name", &scalar(name.unwrap_or(order.id))?),
    }
    if let Some(role) = order.role {
        if order.kind != Kind::Model {
            return Err(not_for_kind("role"));
        }
        given.fill("role", &word(role, &words_of(schema, "role"))?);
    }
    if let Some(date) = order.released {
        let Some(date) = PartialDate::new(date) else {
            return Err(malformed(date, "a date: write `2025`, `2025-01` or `2025-01-29`"));
        };
        match order.kind {
            Kind::Paper => given.fill("date", &date.to_string()),
            Kind::Organization | Kind::Results | Kind::Errata => return Err(not_for_kind("date of release")),
            Kind::Model | Kind::Tokenizer | Kind::Method | Kind::Dataset | Kind::Benchmark | Kind::Scheme => {
                given.fill("released", &date.to_string());
            }
        }
    }
    if let Some(number) = order.arxiv
        && month_of(number).is_none()
    {
        return Err(malformed(
            number,
            "an arXiv number: write `YYMM.NNNNN`, without `arXiv:` and without a version",
        ));
    }
    if is_record {
        source(taxonomy, order, &mut given)?;
    } else if order.kind == Kind::Paper {
        own_number(order, &mut given)?;
    } else if let Some(number) = order.arxiv {
        if order.kind == Kind::Organization {
            return Err(not_for_kind("paper"));
        }
        let paper = paper_of(taxonomy, number);
        given.fill("introduced_by", &paper);
        given.lines.push((
            "sources",
            format!("sources:\n  ## Say which version you read, and when: `version: v1, read: 2025-01-29`.\n  paper: {{ paper: {paper} }}\n"),
        ));
        given.missing_paper = missing(taxonomy, &paper);
    }
    Ok(given)
}

/// A paper on arXiv is named after its number.
fn own_number(order: &Order<'_>, given: &mut Given) -> Result<(), Refusal> {
    let in_id = order.id.strip_prefix("arxiv-").filter(|number| month_of(number).is_some());
    let Some(number) = order.arxiv.or(in_id) else { return Ok(()) };
    let expected = id_of(number);
    if order.id != expected {
        return Err(Refusal::OtherPaper { kind: order.kind, id: order.id.to_owned(), expected });
    }
    given.fill("arxiv", &quoted(number));
    Ok(())
}

/// A record is named after its source; a suffix after `.` tells several records of one source apart.
fn source(taxonomy: &Taxonomy, order: &Order<'_>, given: &mut Given) -> Result<(), Refusal> {
    let paper = match order.arxiv {
        Some(number) => paper_of(taxonomy, number),
        None => {
            let mut ids = std::iter::successors(Some(order.id), |id| id.rsplit_once('.').map(|(id, _)| id));
            ids.find(|id| taxonomy.entry_of(Kind::Paper, id).is_some()).unwrap_or(order.id).to_owned()
        }
    };
    let is_named_after =
        order.id.strip_prefix(&paper).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    if !is_named_after {
        return Err(Refusal::OtherPaper { kind: order.kind, id: order.id.to_owned(), expected: paper });
    }
    given.fill("source", &paper);
    given.missing_paper = missing(taxonomy, &paper);
    Ok(())
}

/// The id of the paper with this number.
fn paper_of(taxonomy: &Taxonomy, number: &str) -> String {
    let has_number =
        |paper: &mmtax_schema::Paper| paper.arxiv.known().is_some_and(|known| known.as_str() == number);
    let mut papers = taxonomy.of_kind(Kind::Paper);
    let known = papers.find(|entry| entry.as_paper().is_some_and(has_number));
    known.map_or_else(|| id_of(number), |entry| entry.id().to_owned())
}

fn id_of(number: &str) -> String {
    format!("arxiv-{}", number.to_lowercase().replace('/', "-"))
}

fn missing(taxonomy: &Taxonomy, paper: &str) -> Option<String> {
    taxonomy.entry_of(Kind::Paper, paper).is_none().then(|| paper.to_owned())
}

fn malformed(value: &str, expected: &str) -> Refusal {
    Refusal::Malformed { value: value.to_owned(), expected: expected.to_owned(), near: None }
}

fn word(given: &str, words: &[String]) -> Result<String, Refusal> {
    if words.iter().any(|word| word == given) {
        return Ok(given.to_owned());
    }
    let near = nearest(given, words.iter().map(String::as_str)).map(str::to_owned);
    Err(Refusal::Malformed {
        value: given.to_owned(),
        expected: format!("one of {}", words.join(", ")),
        near,
    })
}

/// A name as YAML: in quotes where it could be taken for something else.
fn scalar(text: &str) -> Result<String, Refusal> {
    if Text::new(text).is_none() || text.contains(char::is_control) || text.trim() != text {
        return Err(malformed(
            &text.escape_debug().to_string(),
            "a name: one line of text without space around it",
        ));
    }
    let is_word = text.starts_with(char::is_alphabetic)
        && !["true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf", "infinity"]
            .contains(&text.to_lowercase().as_str());
    let is_plain = is_word && !text.contains(": ") && !text.contains(" #") && !text.ends_with(':');
    Ok(if is_plain { text.to_owned() } else { quoted(text) })
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
