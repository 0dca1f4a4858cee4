//! The query language: text in, filter out, or where it is wrong and what is meant.

mod key;
mod value;

use std::ops::Range;

use mmtax_schema::vocab::ComponentRole;

use super::error::{QueryError, Wrong};
use super::field::Field;
use super::filter::{Compare, ComponentTerm, Filter, Reach, ScoreTerm, Term};
use super::keys::keys;
use super::lex::{Reader, Word};
use crate::selection::Selection;
use crate::taxonomy::Taxonomy;

/// Deeper than this no query is nested.
const DEEPEST: usize = 64;

impl Taxonomy {
    /// The entries that a query selects.
    ///
    /// ```
    /// # use mmtax_graph::schema::{EntryId, Kind, parse};
    /// # use mmtax_graph::*;
    /// # let model = |id: &str, says: &str| {
    /// #     let text = format!("{{ name: {id}, role: unified, {says} }}");
    /// #     parse(Kind::Model, EntryId::new(id).unwrap(), &text).entry.unwrap()
    /// # };
    /// # let models = vec![
    /// #     model("llm", "components: not-applicable, parameters: 7B"),
    /// #     model("janus", "paradigm: autoregressive, components: [{ roles: [backbone], uses: llm, training: tuned }]"),
    /// #     model("janus-pro", "paradigm: autoregressive, lineage: [{ relation: successor-of, of: janus }]"),
    /// #     model("bagel", "paradigm: hybrid, components: [{ roles: [backbone], uses: llm, training: frozen }]"),
    /// # ];
    /// # let (taxonomy, faults) = Taxonomy::build(models, Vec::new());
    /// # assert!(faults.is_empty());
    /// let ids = |query: &str| taxonomy.query(query).map(|found| found.iter().map(|entry| entry.id()).collect::<Vec<_>>());
    /// assert_eq!(ids("built-on:llm backbone.training:frozen")?, ["bagel"]);
    /// assert_eq!(ids("paradigm:hybrid|autoregressive -id:bagel")?, ["janus", "janus-pro"]);
    ///
    /// let error = ids("paradgm:hybrid").unwrap_err();
    /// assert_eq!(error.help.as_deref(), Some("did you mean `paradigm`?"));
    /// # Ok::<(), QueryError>(())
    /// ```
    ///
    /// # Errors
    /// As [`Taxonomy::parse_query`].
    pub fn query(&self, query: &str) -> Result<Selection<'_>, QueryError> {
        Ok(self.select(&self.parse_query(query)?))
    }

    /// Reads a query. Keys, words of vocabularies, ids, variants, metrics and classes must exist.
    ///
    /// # Errors
    /// When the query cannot be read, or names what does not exist; the error says where, and what may be meant.
    pub fn parse_query(&self, query: &str) -> Result<Filter, QueryError> {
        let mut parser = Parser::new(self, Reader::new(query));
        let filter = parser.all().and_then(|filter| match parser.reader.peek() {
            None => Ok(filter),
            Some(c) => Err(parser.unexpected(c)),
        });
        filter.map_err(|wrong| wrong.of(query))
    }
}

/// A query in the reading.
pub(super) struct Parser<'t> {
    taxonomy: &'t Taxonomy,
    reader: Reader,
    depth: usize,
}

/// What a key stands for.
#[derive(Clone)]
pub(super) enum Meaning {
    Kind,
    Id,
    Name,
    Stub,
    Released,
    Class,
    Field(Field),
    Role(Option<ComponentRole>),
    RoleTraining(Option<ComponentRole>),
    RoleStart(Option<ComponentRole>),
    Links(Reach),
    Score(ScoreTerm),
}

impl<'t> Parser<'t> {
    pub(super) const fn new(taxonomy: &'t Taxonomy, reader: Reader) -> Self {
        Self { taxonomy, reader, depth: 0 }
    }

    /// A key without a value, and nothing behind it.
    pub(super) fn column(&mut self) -> Result<Meaning, Wrong> {
        self.reader.skip_space();
        let key = self.word()?;
        let mut meaning = self.meaning(&key)?;
        if let Meaning::Score(score) = &mut meaning {
            score.conditions = self.conditions()?;
        }
        self.reader.skip_space();
        self.reader.peek().map_or(Ok(meaning), |c| Err(self.unexpected(c)))
    }

    fn all(&mut self) -> Result<Filter, Wrong> {
        let mut filters = Vec::new();
        loop {
            self.reader.skip_space();
            if self.reader.peek().is_none_or(|c| c == ')') {
                break;
            }
            filters.push(self.any()?);
        }
        Ok(if filters.len() == 1 { filters.remove(0) } else { Filter::All(filters) })
    }

    fn any(&mut self) -> Result<Filter, Wrong> {
        let mut filters = vec![self.one()?];
        loop {
            let before = self.reader.at;
            self.reader.skip_space();
            if !self.reader.take("|") {
                self.reader.at = before;
                return Ok(if filters.len() == 1 { filters.remove(0) } else { Filter::Any(filters) });
            }
            self.reader.skip_space();
            filters.push(self.one()?);
        }
    }

    fn one(&mut self) -> Result<Filter, Wrong> {
        let start = self.reader.at;
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Wrong::new("this is nested too deep", &(start..start + 1), None));
        }
        let filter = if self.reader.take("-") {
            self.one().map(|filter| !filter)
        } else if self.reader.take("~") {
            self.one().map(Filter::not_known)
        } else if self.reader.take("(") {
            let all = self.all()?;
            if !self.reader.take(")") {
                return Err(Wrong::new("nobody closes this bracket", &(start..start + 1), None));
            }
            Ok(all)
        } else {
            self.term()
        };
        self.depth -= 1;
        filter
    }

    fn unexpected(&self, c: char) -> Wrong {
        let at = self.reader.at;
        Wrong::new(format!("a `{c}` has no business here"), &(at..at + 1), None)
    }

    fn word(&mut self) -> Result<Word, Wrong> {
        self.reader.word().map_err(|span| Wrong::new("nobody closes these quotes", &span, None))
    }

    fn term(&mut self) -> Result<Filter, Wrong> {
        let key = self.word()?;
        if key.text.is_empty() && !key.is_quoted {
            // Of no length: at the end there is nothing to point at.
            let at = self.reader.at..self.reader.at;
            return Err(self
                .reader
                .peek()
                .map_or_else(|| Wrong::new("something is missing here", &at, None), |c| self.unexpected(c)));
        }
        let has_more = self.reader.peek().is_some_and(|c| ":=<>![".contains(c));
        if key.is_quoted {
            return Ok(Filter::Is(Term::Named(key.text)));
        }
        if !has_more && !key.text.contains('/') {
            let help = match key.text.as_str() {
                "and" | "AND" | "&&" => "terms that stand side by side must all hold".to_owned(),
                "or" | "OR" | "||" => "write `a|b`".to_owned(),
                "not" | "NOT" => "write `-term`".to_owned(),
                word if keys().iter().any(|key| key.name == word) => {
                    format!("write `{word}:…`, or `name:{word}` for names that hold the word")
                }
                _ => return Ok(Filter::Is(Term::Named(key.text))),
            };
            return Err(Wrong::new(format!("`{}` alone asks nothing", key.text), &key.span, help));
        }
        let mut meaning = self.meaning(&key)?;
        let mut component = ComponentTerm::default();
        if let Meaning::Score(score) = &mut meaning {
            score.conditions = self.conditions()?;
        } else if let Meaning::Role(role) = meaning {
            component = self.component(role)?;
        }
        let start = self.reader.at;
        let (how, is_not) = match self.compare() {
            Some(found) => found,
            None => return self.without_value(meaning, component, &key),
        };
        let op = start..self.reader.at;
        self.check_compare(&meaning, how, &op, &key)?;
        let mut values = vec![self.value(&op)?];
        while self.reader.take_alternative() {
            values.push(self.value(&op)?);
        }
        let filters: Result<Vec<Filter>, Wrong> =
            values.iter().map(|value| self.filter(&meaning, &component, how, value)).collect();
        let mut filters = filters?;
        let filter = if filters.len() == 1 { filters.remove(0) } else { Filter::Any(filters) };
        Ok(if is_not { !filter } else { filter })
    }

    fn compare(&mut self) -> Option<(Compare, bool)> {
        // The longer ones first.
        for (text, how, is_not) in [
            ("!=", Compare::Equal, true),
            ("<=", Compare::AtMost, false),
            (">=", Compare::AtLeast, false),
            ("<", Compare::Less, false),
            (">", Compare::Greater, false),
            (":", Compare::Equal, false),
            ("=", Compare::Equal, false),
        ] {
            if self.reader.take(text) {
                return Some((how, is_not));
            }
        }
        None
    }

    fn value(&mut self, op: &Range<usize>) -> Result<Word, Wrong> {
        let word = self.word()?;
        if word.text.is_empty() && !word.is_quoted {
            return Err(Wrong::new("there is no value behind this", op, None));
        }
        Ok(word)
    }

    /// What is only asked to be there.
    fn without_value(&self, meaning: Meaning, component: ComponentTerm, key: &Word) -> Result<Filter, Wrong> {
        if let Meaning::Score(score) = meaning {
            return Ok(Filter::score(score));
        }
        if matches!(meaning, Meaning::Role(_)) {
            return Ok(Filter::component(component));
        }
        Err(Wrong::new(format!("`{}` needs a value", key.text), &key.span, format!("write `{}:…`", key.text)))
    }

    fn check_compare(
        &self,
        meaning: &Meaning,
        how: Compare,
        op: &Range<usize>,
        key: &Word,
    ) -> Result<(), Wrong> {
        let is_number = matches!(meaning, Meaning::Field(field) if field.is_number());
        let is_ordered = is_number || matches!(meaning, Meaning::Released | Meaning::Score(_));
        if how == Compare::Equal || is_ordered {
            return Ok(());
        }
        let message = format!("`{}` has no order", key.text);
        Err(Wrong::new(message, op, "only dates, numbers and scores can be compared; write `:`".to_owned()))
    }
}
