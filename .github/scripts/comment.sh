#!/usr/bin/env bash
# Posts a comment on a pull request, or replaces the one that it posted before.
#   comment.sh NUMBER FILE
# Needs `gh` and `jq`, GH_TOKEN with pull-requests: write, and GITHUB_REPOSITORY.
set -euo pipefail

number=$1
file=$2
# Tells our comment from others of the same bot. Nobody sees it.
marker='<!-- mmtax: what this pull request changes -->'

body=$(mktemp)
trap 'rm -f "$body"' EXIT
{ printf '%s\n' "$marker"; cat "$file"; } >"$body"

comments="repos/$GITHUB_REPOSITORY/issues/$number/comments"
# A comment of somebody else that begins with the marker is not ours to change.
ours=$(gh api --paginate "$comments" | jq --raw-output --arg marker "$marker" \
  '.[] | select(.user.login == "github-actions[bot]") | select(.body | startswith($marker)) | .id' | head -n 1)
if [ -n "$ours" ]; then
  gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$ours" --field "body=@$body" >/dev/null
else
  gh api --method POST "$comments" --field "body=@$body" >/dev/null
fi
