#!/usr/bin/env bash
# What the action does once the tool is built: annotations on standard output, a summary of the change, a SARIF file.
# Reads TAXONOMY, BASE and SARIF (empty for none), GITHUB_ACTION_PATH and GITHUB_STEP_SUMMARY.
set -uo pipefail

xtask=${XTASK:-${CARGO_TARGET_DIR:-$GITHUB_ACTION_PATH/target}/release/xtask}

"$xtask" validate --taxonomy "$TAXONOMY" --format github --deny warnings
status=$?
if [ -n "$SARIF" ]; then
  # Findings are told by the line above; here only a file that could not be written counts.
  "$xtask" validate --taxonomy "$TAXONOMY" --format sarif >"$SARIF" || [ $? -eq 1 ] || exit 2
fi
if [ -n "$BASE" ]; then
  "$xtask" diff "$BASE" --merge-base --taxonomy "$TAXONOMY" --format markdown >>"$GITHUB_STEP_SUMMARY" || exit 2
fi
exit $status
