//! Filters as queries.

use std::fmt;

use mmtax_schema::vocab::ComponentRole;

use super::{Bound, Compare, ComponentTerm, Condition, Filter, Reach, ScoreTerm, Term};
use crate::select::lex::quoted;

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |f: &mut fmt::Formatter<'_>, filters: &[Self], between: &str| {
            f.write_str("(")?;
            for (index, filter) in filters.iter().enumerate() {
                f.write_str(if index == 0 { "" } else { between })?;
                filter.fmt(f)?;
            }
            f.write_str(")")
        };
        match self {
            Self::Is(term) => term.fmt(f),
            Self::All(filters) if filters.is_empty() => f.write_str("()"),
            Self::Any(filters) if filters.is_empty() => f.write_str("-()"),
            Self::All(filters) => list(f, filters, " "),
            Self::Any(filters) => list(f, filters, "|"),
            Self::Not(filter) => write!(f, "-{filter}"),
            Self::NotKnown(filter) => write!(f, "~{filter}"),
        }
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kind(kind) => write!(f, "kind:{kind}"),
            Self::Id(id) => write!(f, "id:{}", quoted(id)),
            Self::Named(piece) => write!(f, "name:{}", quoted(piece)),
            Self::Stub(is_stub) => write!(f, "stub:{}", if *is_stub { "yes" } else { "no" }),
            Self::Field(field, wanted) => write!(f, "{field}:{wanted}"),
            Self::Number(field, how, amount) => write!(f, "{field}{how}{}", amount.text),
            Self::Released(how, date) => write!(f, "released{how}{date}"),
            Self::Class(Some(scheme), concept) => write!(f, "class:{scheme}/{concept}"),
            Self::Class(None, concept) => write!(f, "class:{concept}"),
            Self::Component(component) => component.fmt(f),
            Self::Linked(reach, id, Some(variant)) => write!(f, "{reach}:{id}@{variant}"),
            Self::Linked(reach, id, None) => write!(f, "{reach}:{id}"),
            Self::Score(score) => score.fmt(f),
        }
    }
}

impl fmt::Display for Compare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Equal => ":",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Greater => ">",
            Self::AtLeast => ">=",
        })
    }
}

impl fmt::Display for Reach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for ComponentTerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.role.map_or("component", ComponentRole::word))?;
        let conditions = [
            self.training.map(|training| format!("training:{training}")),
            self.start.map(|start| format!("start:{start}")),
        ];
        let conditions: Vec<String> = conditions.into_iter().flatten().collect();
        if !conditions.is_empty() || self.uses.is_none() {
            write!(f, "[{}]", conditions.join(","))?;
        }
        match (&self.uses, &self.variant) {
            (Some(id), Some(variant)) => write!(f, ":{id}@{variant}"),
            (Some(id), None) => write!(f, ":{id}"),
            (None, _) => Ok(()),
        }
    }
}

impl fmt::Display for ScoreTerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.benchmark)?;
        if let Some(split) = &self.split {
            write!(f, "@{split}")?;
        }
        if let Some(metric) = &self.metric {
            write!(f, "/{metric}")?;
        }
        if !self.conditions.is_empty() || (self.metric.is_none() && self.value.is_none()) {
            let conditions: Vec<String> = self.conditions.iter().map(ToString::to_string).collect();
            write!(f, "[{}]", conditions.join(","))?;
        }
        match &self.value {
            Some((how, Bound::Number(amount))) => write!(f, "{how}{}", amount.text),
            Some((how, Bound::Of(id))) => write!(f, "{how}{id}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, values) = match self {
            Self::Setting(name, values) => (name.word(), values),
            Self::By(values) => ("by", values),
        };
        let values: Vec<String> = values.iter().map(|value| quoted(value).into_owned()).collect();
        write!(f, "{name}:{}", values.join("|"))
    }
}
