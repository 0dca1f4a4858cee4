//! Results in plain words, which each output language escapes for itself.

use mmtax_graph::EntryRef;
use mmtax_graph::results::Measure;
use mmtax_graph::schema::entry::SettingName;
use mmtax_graph::schema::vocab::Direction;

/// The name of a model, or of the variant that is meant.
pub(crate) fn name(model: EntryRef<'_>, variant: Option<&str>) -> String {
    let variants = model.entry().shared().variants;
    let known = variants.iter().find(|known| Some(known.id.as_str()) == variant);
    match (known.and_then(|known| known.name.as_ref()), variant) {
        (Some(name), _) => name.to_string(),
        (None, Some(variant)) => format!("{} ({variant})", model.name()),
        (None, None) => model.name().to_owned(),
    }
}

/// The name of a metric, without its direction.
pub(crate) fn metric(measure: &Measure<'_>) -> String {
    let name = measure.metric.and_then(|metric| metric.name.as_ref());
    name.map_or_else(|| measure.id.as_str().replace('-', " "), ToString::to_string)
}

/// The name of a metric with an arrow for the way in which it improves.
pub(crate) fn measure(measure: &Measure<'_>) -> String {
    match measure.direction() {
        Some(Direction::HigherIsBetter) => format!("{} ↑", metric(measure)),
        Some(Direction::LowerIsBetter) => format!("{} ↓", metric(measure)),
        None => metric(measure),
    }
}

/// A split and the settings that are stated.
pub(crate) fn conditions(split: Option<&str>, conditions: &[(SettingName, Option<&str>)]) -> String {
    let split = split.map(|split| format!("split {split}"));
    let known = conditions.iter().filter_map(|(name, value)| Some(setting(*name, (*value)?)));
    let parts: Vec<_> = split.into_iter().chain(known).collect();
    if parts.is_empty() { "settings not stated".into() } else { parts.join("; ") }
}

/// One setting. A note speaks for itself.
pub(crate) fn setting(name: SettingName, value: &str) -> String {
    if name == SettingName::Note {
        return value.to_owned();
    }
    format!("{}: {value}", name.word().replace('-', " "))
}
