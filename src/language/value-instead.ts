import type { Details } from "../core/diagnostic.js";
import type { Path, Tree } from "../core/tree.js";
import { yamlString } from "../encode/yaml.js";
import { operatingSystems } from "../platform/os/registry.js";
import type { Fields } from "./schema-walk.js";
import { insteadOf } from "./values-by-example.js";

/**
 * Says how a value in another form is written here: a list of modules, `k=v` arguments, a limit as a pair. A text is the
 * one right answer. Undefined where what was written does not tell what is intended.
 */
export function insteadOfForm(
  at: Tree,
  path: Path,
  expected: Fields,
): string | Pick<Details, "help"> | undefined {
  const field = String(path.at(-1) ?? "");
  const section = String(path.at(-2) ?? "");
  const words = wordsOf(at);
  const [first] = words;
  if (section === "accept")
    return { help: `write the reason as a text: \`${field}: ...\`` };
  if (section === "modules")
    return at.data === false
      ? { help: "remove the line: a module that is not listed is not loaded" }
      : at.data === true || at.data === null
        ? "{}"
        : undefined;
  if (section === "limits" && words.length === 2)
    return `{ soft: ${words.join(", hard: ")} }`;
  if (field === "profiles" && at.entries !== undefined) {
    const names = [...at.entries.keys()];
    return names.some((name) => expected.names.has(name)) || path.length === 1
      ? undefined
      : { help: `write profiles: [${names.join(", ")}]` };
  }
  if (section === "hosts" && path.length === 2 && first !== undefined)
    return `{ role: ${first} }`;
  if (field === "node" && typeof at.data === "string") {
    const facts = Object.hasOwn(operatingSystems, at.data)
      ? `os: ${at.data}`
      : insteadOf("os", at.data.trim());
    if (facts !== undefined) return `{ ${facts} }`;
  }
  if (expected.wanted === "a number" && at.quoted && /^\d+$/u.test(first ?? ""))
    return first;
  if (expected.wanted === "text" && at.items?.length === 1 && first)
    return first;
  return first === undefined
    ? (sectionByNames(field, at) ?? sectionOfItems(field, at, expected))
    : sectionOfWords(field, path, words, expected);
}

/** The words of a text in one line, or of a list of texts and numbers. */
function wordsOf({ data, items, raw }: Tree): readonly string[] {
  if (items !== undefined) {
    const words = items.map((item) =>
      item.entries === undefined ? (item.raw ?? "") : "",
    );
    return words.includes("") ? [] : words;
  }
  return typeof data === "string" && raw !== undefined && !raw.includes("\n")
    ? raw.split(/[\s,]+/u).filter((word) => word !== "")
    : [];
}

/** A section whose names were written as a text or a list. */
function sectionOfWords(
  field: string,
  path: Path,
  words: readonly string[],
  expected: Fields,
): string | Pick<Details, "help"> | undefined {
  switch (field) {
    case "modules":
      return `{ ${words.map((word) => `${word}: {}`).join(", ")} }`;
    case "kernelArgs":
      // A name that occurs twice is a list.
      return new Set(words.map((word) => word.replace(/=.*/u, ""))).size <
        words.length
        ? undefined
        : `{ ${words.map(argument).join(", ")} }`;
    case "sysctl":
    case "sysfs":
      return words.every((word) => word.includes("="))
        ? `{ ${words.map(argument).join(", ")} }`
        : undefined;
    case "targets":
      return words.every((word) => expected.names.has(word))
        ? `{ ${words.map((word) => `${word}: {}`).join(", ")} }`
        : undefined;
    case "accept":
      return {
        help: `write the reason of each: \`accept: { ${words.map((word) => `${word}: ...`).join(", ")} }\``,
      };
    case "profiles":
      return expected.names.has("add") && expected.names.has("remove")
        ? `{ add: [${words.join(", ")}] }`
        : undefined;
    case "hosts":
      return path.length === 1
        ? {
            help: `write the role of each: \`hosts: { ${words.map((word) => `${word}: { role: ... }`).join(", ")} }\``,
          }
        : undefined;
    default:
      return words.length > 1 &&
        words.every(
          (word) =>
            expected.names.has(word.replace(/=.*/u, "")) && word.includes("="),
        )
        ? `{ ${words.map(argument).join(", ")} }`
        : undefined;
  }
}

/** A section whose items have their names in a field, as in Kubernetes. */
function sectionByNames(
  field: string,
  { items = [] }: Tree,
): Pick<Details, "help"> | undefined {
  const names = items.flatMap(
    ({ entries }) => entries?.get("name")?.value.raw ?? [],
  );
  const isNamed = ["roles", "hosts", "profiles", "workloads"].includes(field);
  return isNamed && names.length > 0
    ? {
        help: `write each name as a key: \`${field}: { ${names.map((name) => `${name}: ...`).join(", ")} }\``,
      }
    : undefined;
}

/** A mapping whose fields were written as items of a list. */
function sectionOfItems(
  field: string,
  { items = [] }: Tree,
  { names, wanted }: Fields,
): Pick<Details, "help"> | undefined {
  const fields = items.flatMap(({ entries }) => [...(entries ?? [])]);
  const isMapping =
    wanted.startsWith("a mapping") &&
    items.every(({ entries }) => entries !== undefined) &&
    new Set(fields.map(([name]) => name)).size === fields.length &&
    fields.every(([name]) => names.size === 0 || names.has(name));
  if (!isMapping || fields.length === 0) return undefined;
  const written = fields.map(
    ([name, { value }]) => `${name}: ${value.raw ?? "..."}`,
  );
  return {
    help: `write the fields without dashes: \`${field === "" ? (written[0] ?? "") : `${field}: { ${written.join(", ")} }`}\``,
  };
}

/** An argument of a command line as a field. */
function argument(word: string): string {
  const at = word.indexOf("=");
  return at === -1
    ? `${word}: true`
    : `${word.slice(0, at)}: ${yamlText(word.slice(at + 1))}`;
}

function yamlText(value: string): string {
  return /^[A-Za-z0-9][\w./-]*$/u.test(value) ? value : yamlString(value);
}
