# Runs tunegen in the version that the action's user asks for, or in the action's own. Read by the steps of action.yml.

if [ -z "$VERSION" ]; then
  VERSION=$(node -p 'require(process.argv[1]).version' "$GITHUB_ACTION_PATH/package.json")
fi

tunegen() {
  npx --yes "tunegen@$VERSION" "$@"
}
