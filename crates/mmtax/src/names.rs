//! When two names are one.

/// Letters and digits only, lower case. Signs that change a name keep their place: `ILLUME+` is not `ILLUME`.
pub(crate) fn fold(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric() || matches!(c, '+' | '²' | '³')).flat_map(char::to_lowercase)
}
