// Writes the first files of a rule, a target, a kind of setting or a platform, and its line in the registry:
// `npm run new -- rule|target|setting|platform NAME`. What is left to do says "FILL IN".
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import Handlebars from "handlebars";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * @typedef {object} Names
 * @property {string} name in kebab case
 * @property {string} folder the first part of `harm/my-rule`
 * @property {string} camel
 * @property {string} pascal
 * @property {string} words
 */

/**
 * @typedef {object} Scaffold
 * @property {readonly string[]} folders that the name may begin with; the first is the default
 * @property {(names: Names) => Readonly<Record<string, string>>} files templates in scripts/scaffolds/, by the file that each becomes
 * @property {(names: Names) => string} registry
 * @property {(text: string, names: Names) => string} register adds the lines to the text of the registry
 */

/** @type {Readonly<Record<string, Scaffold>>} */
const scaffolds = {
  rule: {
    folders: ["effect", "harm", "pods", "cilium", "hygiene", "memory"],
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
  },
  target: {
    folders: [],
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
  },
  setting: {
    folders: [],
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
  },
  platform: {
    folders: ["distribution", "os"],
    files: ({ folder, name }) => ({
      [`src/platform/${folder}/${name}.ts`]: `platform/${folder}.ts`,
      [`test/platform/${name}.test.ts`]: "platform/platform.test.ts",
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
  },
};

const [kind = "", path = "", ...options] = process.argv.slice(2);
const isFilesOnly = options[0] === "--files-only";
const scaffold = Object.hasOwn(scaffolds, kind) ? scaffolds[kind] : undefined;
if (scaffold === undefined || options.length > (isFilesOnly ? 1 : 0))
  fail(
    `usage: npm run new -- ${Object.keys(scaffolds).join("|")} NAME [--files-only]`,
  );
const names = namesOf(path, scaffold);

const files = Object.entries(scaffold.files(names));
for (const [file] of files)
  if (existsSync(join(root, file))) fail(`${file} exists already`);
for (const [file, template] of files) {
  const text = readFileSync(
    join(root, "scripts", "scaffolds", `${template}.hbs`),
    "utf8",
  );
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(
    join(root, file),
    Handlebars.compile(text, { noEscape: true, strict: true })({
      ...names,
      fact: names.folder,
      label: names.folder === "os" ? "systemLabel" : "distributionLabel",
    }),
  );
}
const registry = join(root, scaffold.registry(names));
writeFileSync(
  registry,
  scaffold.register(readFileSync(registry, "utf8"), names),
);
const changed = [...files.map(([file]) => file), scaffold.registry(names)];
run("npx", "prettier", "--write", "--log-level=warn", ...changed);
if (!isFilesOnly) {
  // The documents and the schema follow from the registries.
  run("npm", "run", "--silent", "docs");
  run("npm", "run", "--silent", "schema");
}
console.log(`${changed.join("\n")}\n\nFILL IN marks what is left to do.`);

/**
 * @param {string} written
 * @param {Scaffold} scaffold
 * @returns {Names}
 */
function namesOf(written, { folders }) {
  const parts = written.split("/");
  const name = parts.pop() ?? "";
  const folder = parts.join("/") || (folders[0] ?? "");
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u.test(name))
    fail(`"${name}" is not a name in kebab case, such as tcp-fast-open`);
  if (folder !== (folders[0] ?? "") && !folders.includes(folder))
    fail(`"${folder}" is not one of ${folders.join(", ") || "no folders"}`);
  const camel = name.replaceAll(/-(.)/gu, (_, letter) =>
    String(letter).toUpperCase(),
  );
  return {
    name,
    folder,
    camel,
    pascal: camel.charAt(0).toUpperCase() + camel.slice(1),
    words: name.replaceAll("-", " "),
  };
}

/**
 * Adds a line before the first of those like it that sorts after it, or behind the last.
 *
 * @param {string} text
 * @param {RegExp} like
 * @param {string} line
 */
function withSortedLine(text, like, line) {
  const lines = text.split("\n");
  const alike = lines.flatMap((each, index) =>
    like.test(each) ? [index] : [],
  );
  const after = alike.find((index) => (lines[index] ?? "") > line);
  const last = alike.at(-1);
  if (last === undefined) throw new Error(`no line is like ${line}`);
  return lines.toSpliced(after ?? last + 1, 0, line).join("\n");
}

/**
 * Adds an entry at the end of a list or an object that starts with a line.
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
  if (from < 0 || end < 0) throw new Error(`no list starts with ${start}`);
  return lines.toSpliced(end, 0, `  ${entry},`).join("\n");
}

/** @param {string[]} command */
function run(...command) {
  const [program = "", ...args] = command;
  const { status } = spawnSync(program, args, { cwd: root, stdio: "inherit" });
  if (status !== 0) fail(`${command.join(" ")} failed`);
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  console.error(message);
  process.exit(2);
}
