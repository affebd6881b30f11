// What `npm run new` can make, one record each.

/**
 * The spellings of a name.
 *
 * @typedef {object} Names
 * @property {string} name in kebab case
 * @property {string} folder the part before the name, such as `harm`; empty for kinds without folders
 * @property {string} camel
 * @property {string} pascal
 * @property {string} words
 */

/**
 * @typedef {object} Kind
 * @property {string} example of a command line
 * @property {string} section of CONTRIBUTING.md
 * @property {readonly string[]} folders one of which precedes the name; empty for kinds without folders
 * @property {(names: Names) => readonly string[]} declared identifiers of the created files
 * @property {(names: Names) => { readonly file: string, readonly as: string, readonly line: RegExp } | undefined} taken a line of a generated
 *   file that exists if something else has the name
 * @property {(names: Names) => Readonly<Record<string, string>>} files templates in this folder, by the file that each becomes
 * @property {(names: Names) => string} registry
 * @property {(text: string, names: Names) => string} register adds the lines to the text of the registry
 * @property {(names: Names) => readonly string[]} next commands to run once everything is filled in
 */

/** Every schema change shows in these. */
const SCHEMA =
  "`npm run schema`, and `npm run golden` for the errors that list valid names; read the diff";

/** @satisfies {Readonly<Record<string, Kind>>} */
export const kinds = {
  rule: /** @type {Kind} */ ({
    example: "rule harm/my-rule",
    section: "Add a rule",
    folders: ["effect", "harm", "pods", "cilium", "hygiene", "memory"],
    declared: ({ camel }) => [camel],
    // An error code and a rule share their names in `accept` and `explain`.
    taken: ({ name }) => ({
      file: "docs/errors.md",
      as: name,
      line: new RegExp(`^#+ ${name}$`, "mu"),
    }),
    files: ({ folder, name }) => ({
      [`src/rules/${folder}/${name}.ts`]: "rule/rule.ts",
      [`test/rules/${name}.test.ts`]: "rule/rule.test.ts",
    }),
    registry: () => "src/rules/registry.ts",
    register: (text, { camel, folder, name }) =>
      withEntry(
        withSortedLine(
          text,
          /^import \{ \w+ \} from "\.\/\w+\/.*$/u,
          `import { ${camel} } from "./${folder}/${name}.js";`,
        ),
        /^const all = \[$/u,
        camel,
      ),
    next: () => [
      "`npm run docs`, `npm run schema`",
      "`npx vitest run --project unit test/rules`",
    ],
  }),
  target: /** @type {Kind} */ ({
    example: "target my-target",
    section: "Add a target",
    folders: [],
    declared: ({ camel }) => [camel],
    taken: () => undefined,
    files: ({ name }) => ({
      [`src/targets/${name}/index.ts`]: "target/index.ts",
      [`src/targets/${name}/templates.ts`]: "target/templates.ts",
      [`templates/${name}/file.hbs`]: "target/file.hbs",
      [`test/targets/${name}.test.ts`]: "target/target.test.ts",
    }),
    registry: () => "src/targets/registry.ts",
    register: (text, { camel, name }) =>
      withSortedLine(
        text,
        /^export \{.*$/u,
        `export { ${camel} } from "./${name}/index.js";`,
      ),
    next: ({ name }) => [
      "`npm run docs`, `npm run schema`, `npm run build && npx tunegen build`",
      `write test/golden/${name}/tuning.yaml, then \`npm run golden\`; read the diff`,
      "`npx vitest run --project unit test/targets test/golden test/cli`",
    ],
  }),
  setting: /** @type {Kind} */ ({
    example: "setting my-kind",
    section: "Add a kind of setting",
    folders: [],
    declared: ({ camel, pascal }) => [
      camel,
      `Written${pascal}`,
      `${pascal}Setting`,
      `read${pascal}`,
    ],
    // Its section has this name in the language.
    taken: ({ camel }) => ({
      file: "tuning.schema.json",
      as: camel,
      line: new RegExp(`^ *"${camel}":`, "mu"),
    }),
    files: ({ name }) => ({
      [`src/settings/${name}.ts`]: "setting/setting.ts",
      [`test/settings/${name}.test.ts`]: "setting/setting.test.ts",
    }),
    registry: () => "src/settings/registry.ts",
    register: (text, { camel, name }) =>
      withEntry(
        withSortedLine(
          text,
          /^import \{ \w+ \} from "\.\/.*$/u,
          `import { ${camel} } from "./${name}.js";`,
        ),
        /^const ofNodes = \{$/u,
        camel,
      ),
    next: ({ camel }) => [
      `add \`${camel}\` to \`handles\` of each target that writes it, and to src/risk/of-setting.ts`,
      "`npm run docs`",
      SCHEMA,
      "`npx vitest run --project unit test/settings test/language test/plan`",
    ],
  }),
  platform: /** @type {Kind} */ ({
    example: "platform os/my-linux",
    section: "Add a platform",
    folders: ["os", "distribution"],
    declared: ({ camel }) => [camel],
    taken: () => undefined,
    files: ({ folder, name }) => ({
      [`src/platform/${folder}/${name}.ts`]: `platform/${folder}.ts`,
      [`test/platform/${folder}/${name}.test.ts`]: "platform/platform.test.ts",
    }),
    registry: ({ folder }) => `src/platform/${folder}/registry.ts`,
    register: (text, { camel, name }) =>
      withEntry(
        withSortedLine(
          text,
          /^import \{ \w+ \} from "\.\/.*$/u,
          `import { ${camel} } from "./${name}.js";`,
        ),
        /^export const \w+ = \{$/u,
        camel === name ? name : `"${name}": ${camel}`,
      ),
    next: () => [
      SCHEMA,
      "`npx vitest run --project unit test/platform test/rules`",
    ],
  }),
};

/**
 * Adds a line before the first similar line that sorts after it, or after the last.
 *
 * @param {string} text
 * @param {RegExp} similar
 * @param {string} line
 */
function withSortedLine(text, similar, line) {
  const lines = text.split("\n");
  const places = lines.flatMap((each, index) =>
    similar.test(each) ? [index] : [],
  );
  const next = places.find((index) => (lines[index] ?? "") > line);
  const last = places.at(-1);
  if (last === undefined)
    throw new Error(`the registry has no line like \`${line}\``);
  return lines.toSpliced(next ?? last + 1, 0, line).join("\n");
}

/**
 * Adds an entry at the end of the list or object that starts with a line.
 *
 * @param {string} text
 * @param {RegExp} start
 * @param {string} entry
 */
function withEntry(text, start, entry) {
  const lines = text.split("\n");
  const from = lines.findIndex((line) => start.test(line));
  const end = lines.findIndex(
    (line, index) => index > from && /^[\]}]/u.test(line),
  );
  if (from < 0 || end < 0) throw new Error(`the registry has no line ${start}`);
  return lines.toSpliced(end, 0, `  ${entry},`).join("\n");
}
