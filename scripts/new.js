// Writes the first files of a rule, a target, a kind of setting or a platform, and its lines in the registry; run by
// `npm run new`. "FILL IN" marks what is left to do.
import { fileURLToPath } from "node:url";
import { Argument, Command, CommanderError } from "commander";
import { kinds } from "./scaffolds/kinds.js";
import { namesOf, RefusedName } from "./scaffolds/names.js";
import { scaffold } from "./scaffolds/write.js";

const root = fileURLToPath(new URL("..", import.meta.url));

const command = new Command("npm run new --")
  .usage("rule|target|setting|platform NAME")
  .description(
    "Write the first files of a rule, a target, a kind of setting or a platform, and register it.",
  )
  .addArgument(
    new Argument("<kind>", "what to add").choices(Object.keys(kinds)),
  )
  .argument(
    "<name>",
    "its name in kebab case, after its folder for a rule or a platform",
  )
  .helpOption("-h, --help", "print this help")
  .addHelpText(
    "after",
    `\nExamples:\n${Object.values(kinds)
      .map(({ example }) => `  npm run new -- ${example}\n`)
      .join("")}`,
  )
  .showHelpAfterError()
  .exitOverride()
  .action(create);

try {
  await command.parseAsync();
} catch (thrown) {
  if (thrown instanceof CommanderError) {
    process.exitCode = thrown.exitCode === 0 ? 0 : 2;
  } else {
    console.error(
      `error: ${thrown instanceof Error ? thrown.message : String(thrown)}; nothing was written`,
    );
    process.exitCode = 1;
  }
}

/**
 * @param {keyof typeof kinds} kind
 * @param {string} written
 */
async function create(kind, written) {
  const record = kinds[kind];
  try {
    const names = namesOf(written, record, root);
    const { created, changed } = await scaffold(names, record, root);
    const steps = [
      'fill in what `grep -rn "FILL IN" src templates test` prints',
      ...record.next(names),
    ];
    console.log(
      [
        ...created.map((path) => `created ${path}`),
        `changed ${changed}`,
        "",
        "Next:",
        ...steps.map((step, index) => `${index + 1}. ${step}`),
        `The section "${record.section}" in CONTRIBUTING.md describes them.`,
      ].join("\n"),
    );
  } catch (thrown) {
    if (!(thrown instanceof RefusedName)) throw thrown;
    command.error(`error: ${thrown.message}`);
  }
}
