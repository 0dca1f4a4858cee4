//! Programs that are not ours, which tests hold our output against. `.ci/install-test-packages` installs them.

/// Says that a test does nothing for want of a program, which only a contributor's machine may lack.
#[expect(clippy::print_stderr, reason = "a test that does nothing must say so")]
pub(crate) fn skipped(what: &str) {
    assert!(std::env::var_os("CI").is_none_or(|ci| ci != "true"), "{what} is missing");
    eprintln!("SKIPPED: {what} is not installed; .ci/install-test-packages does that");
}
