import type { Diagnostic } from "../core/diagnostic.js";
import { didYouMean } from "../core/nearest.js";
import { type Span, spanText } from "../core/source.js";
import type { Path, Tree } from "../core/tree.js";
import type { Fields } from "./schema-walk.js";
import type { Issue } from "./shape-union.js";
import { insteadOfForm } from "./value-instead.js";
import { whyForeign } from "./miswritten-field.js";
import { insteadOf, sectionExamples } from "./values-by-example.js";
import { own } from "../core/own.js";

/** Says what to write instead of a value that the schema refuses. */
export function remedy(
  issue: Issue,
  at: Tree,
  path: Path,
  expected: Fields,
): Pick<Diagnostic, "why" | "help" | "fix"> {
  const field = String(path.at(-1) ?? "");
  const instead = (text: string) => ({
    help: `write ${field}: ${text}`,
    fix: [{ span: trimmed(at.span), text }],
  });
  const given = versionIn(at);
  if (expected.wantsVersion && given !== undefined) {
    const version = /\d{1,4}\.\d{1,4}/u.exec(given)?.[0];
    if (version === undefined) return remedyForRelease(field);
    return typeof at.data === "number"
      ? {
          why: "without quotes YAML reads a number, and 6.10 becomes 6.1",
          ...instead(`"${given}"`),
        }
      : { help: `write ${field}: "${version}"` };
  }
  if (path.length === 1 && field === "version") return remedyForVersion(at);
  const ended = /^(\S+)[,;]$/u.exec(typeof at.data === "string" ? at.data : "");
  if (ended?.[1] !== undefined)
    return {
      why: "YAML reads the sign at the end as a part of the value",
      ...instead(ended[1]),
    };
  const form = insteadOfForm(at, path, expected);
  if (form !== undefined)
    return typeof form === "string" ? instead(form) : form;
  if (typeof at.data === "string") {
    const other = insteadOf(field, at.data.trim());
    if (other !== undefined)
      return other.includes(",")
        ? { help: `write ${other}` }
        : instead(other.slice(field.length + 2));
    const digits = /^([0-9]+) ?[A-Za-z]+$/u.exec(at.data)?.[1];
    if (expected.wanted === "a number" && digits !== undefined)
      return instead(digits);
    if (expected.wanted === "a list" && /^-\S/u.test(at.data))
      return {
        why: "a blank separates a dash from its item",
        help: `write \`- ${at.data.replace(/^-+| .*/gu, "")}\``,
      };
    // A name in a list of names.
    if (expected.wanted === "a list" && /^[\w./-]+$/u.test(at.data))
      return instead(`[${at.data}]`);
  }
  if (issue.code === "invalid_value" && typeof at.data === "string") {
    return {
      ...whyForeign(at.data),
      help: didYouMean(at.data, issue.values.map(String)),
    };
  }
  if (issue.code === "too_small")
    return { help: `write at least ${issue.minimum}` };
  if (issue.code === "too_big")
    return { help: `write at most ${issue.maximum}` };
  if (expected.wanted.startsWith("a mapping")) {
    const example = own(sectionExamples, field);
    if (example !== undefined)
      return { help: `write a mapping, such as \`${example}\`` };
  }
  // A role or the like, of which a list of all fields would say less.
  const section = own(sectionExamples, String(path.at(-2)));
  if (path.length === 2 && section !== undefined)
    return { help: `write a mapping, such as \`${section}\`` };
  return expected.wanted === "" ? {} : { help: `expected ${expected.wanted}` };
}

/** The text of a value that may stand for a version. */
function versionIn({ data, raw }: Tree): string | undefined {
  if (typeof data === "string") return data;
  return typeof data === "number" ? (raw ?? String(data)) : undefined;
}

/** Says how a release is written that has no minor number. */
function remedyForRelease(field: string): Pick<Diagnostic, "help"> {
  if (field === "osVersion")
    return {
      help: 'write the release of Talos or NixOS with its minor number, as in "1.11" or "25.05"; that of another Linux belongs to `distro`, as in `distro: debian-13`',
    };
  const example = own(releases, field) ?? "6.12";
  return {
    help: `write a version with its minor number, as in "${example}"`,
  };
}

/** Examples of releases; those of the kernel are like `6.12`. */
const releases = { kubernetes: "1.34", version: "1.18" };

/** A block ends behind its last line break, which stays. */
function trimmed(span: Span): Span {
  return { ...span, end: span.start + spanText(span).trimEnd().length };
}

/** Version 1 of the language is the first, and there is no other yet. */
function remedyForVersion({
  data,
  span,
}: Tree): Pick<Diagnostic, "why" | "help" | "fix"> {
  const number =
    typeof data === "string" ? Number(/^v?(\d+)/u.exec(data)?.[1]) : data;
  if (typeof number === "number" && number > 1)
    return {
      why: "this release of tunegen reads version 1 of the language, the first",
      help: "build it with the release of tunegen that it was written for, or write version: 1 and mend what is then reported",
    };
  if (number === 1)
    return {
      why: "the version is a whole number",
      help: "write version: 1",
      fix: [{ span, text: "1" }],
    };
  return {
    why: "version 1 of the language is the first; no older one exists",
    help: "write version: 1",
  };
}
