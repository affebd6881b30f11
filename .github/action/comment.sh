# Comments a pull request with what it changes for each node; a later push replaces the comment, and one that changes
# nothing any more deletes it. Read by action.yml.

mark='<!-- tunegen -->'
folder=$(mktemp -d)

git fetch --quiet --no-tags --depth=1 origin "$BASE"
if ! tunegen diff "$BASE" --file "$SPEC" --format markdown > "$folder/diff.md" 2> "$folder/error.txt"; then
  # The spec is new, or one of the two has an error, which the check reports.
  echo "No comment: the spec cannot be compared with the one before the change."
  cat "$folder/error.txt"
  exit 0
fi

comment=$(gh api --paginate "repos/$GITHUB_REPOSITORY/issues/$NUMBER/comments" \
  --jq ".[] | select(.body | startswith(\"$mark\")) | .id" | sed -n 1p)

if [ ! -s "$folder/diff.md" ]; then
  [ -z "$comment" ] || gh api --method DELETE "repos/$GITHUB_REPOSITORY/issues/comments/$comment"
  exit 0
fi

cat "$folder/diff.md" >> "$GITHUB_STEP_SUMMARY"
{ printf '%s\n' "$mark"; cat "$folder/diff.md"; } > "$folder/comment.md"

if [ -n "$comment" ]; then
  set -- --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$comment"
else
  set -- --method POST "repos/$GITHUB_REPOSITORY/issues/$NUMBER/comments"
fi
if ! gh api "$@" --field "body=@$folder/comment.md" > "$folder/answer.json"; then
  # The token of a fork's pull request may not write; the summary has the text.
  echo "::notice::tunegen could not comment on the pull request; the summary of this run has what it changes."
fi
