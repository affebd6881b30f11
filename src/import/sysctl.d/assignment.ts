import { emptyValue } from "../../catalogue/empty-values.js";
import { findKey } from "../../catalogue/lookup.js";
import { isKey, parseKey } from "../../core/key.js";
import type { Source, Span } from "../../core/source.js";
import type { CommentLine } from "../comments.js";
import type { BareSetting } from "../layout.js";
import { hasKernelRoot } from "../kernel-root.js";
import type { Remark } from "../types.js";
import { readKey } from "./key.js";
import { readValue } from "./value.js";

/** What a line sets, if it does, and what is remarked about it. */
export interface Assigned {
  readonly setting: BareSetting | undefined;
  readonly comment: CommentLine | undefined;
  readonly remarks: readonly Remark[];
}

/** A text that may set a key, and its place. */
export interface Part {
  readonly source: Source;
  /** Without white space around it. */
  readonly text: string;
  readonly start: number;
}

const NOT_READ = "no loader reads it, so that it never had an effect";

/** Reads one line: `net.core.somaxconn = 1024`, `-net.ipv4.conf.*.rp_filter=2`, and the forms that people write for it. */
export function readAssignment(part: Part): Assigned {
  const marked = part.text.startsWith("-");
  const inner = marked ? moved(part, 1) : part;
  const split = splitAssignment(inner.text);
  if (split === undefined) return notAssigned(inner, marked, part);
  const { source } = part;
  const name = unquoted(split.key);
  const offset = inner.text.indexOf(name);
  const span: Span = {
    source,
    start: inner.start + offset,
    end: inner.start + offset + name.length,
  };
  const remarks: Remark[] = [];
  const remark = (kind: Remark["kind"], message: string, help?: string) =>
    remarks.push({ kind, span, message, ...(help !== undefined && { help }) });
  const left = (message: string, help?: string): Assigned => {
    remark("left", message, help);
    return { setting: undefined, comment: undefined, remarks };
  };

  const read = readKey(name);
  if ("fault" in read) return left(`the key \`${name}\` ${read.fault}`);
  const { key, change } = read;
  if (key.segments.length < 2) return left(`\`${name}\` is not a sysctl`);
  const variable = variableIn(name) ?? variableIn(split.value);
  if (variable !== undefined)
    return left(
      `the value of \`${name}\` is a variable, \`${variable}\``,
      "write the value that it has on the nodes",
    );
  const { value, comment, changes } = readValue(split.value, key);
  if (value === "" && isNumber(key.id, findKey(key)?.kind.type))
    return left(
      `\`${read.name}\` has no value; the kernel sets nothing`,
      "write a value, or remove the line",
    );
  if (change !== undefined) remark("changed", `\`${name}\`: ${change}`);
  if (name !== split.key)
    remark("changed", `\`${name}\` has quotes: ${NOT_READ}`);
  if (split.sign !== "=")
    remark("changed", `\`${name}\` has no \`=\` before its value: ${NOT_READ}`);
  for (const each of changes)
    remark("changed", `\`${read.name}\` is taken as \`${value}\`: ${each}`);
  if (marked)
    remark(
      "note",
      `\`-\` before \`${read.name}\` makes systemd ignore a failure to set it; the spec has no such mark`,
      "if the key does not exist on some nodes, add `accept: { unknown-key: <reason> }`",
    );
  const start = inner.start + split.valueAt;
  return {
    setting: {
      holder: { kind: "node" },
      path: ["sysctl", read.name],
      value,
      nixPriority: undefined,
      span,
    },
    comment: comment && {
      text: comment.text,
      span: {
        source,
        start: start + comment.at,
        end: start + split.value.length,
      },
    },
    remarks,
  };
}

function moved({ source, text, start }: Part, by: number): Part {
  const rest = text.slice(by);
  const trimmed = rest.trimStart();
  return {
    source,
    text: trimmed,
    start: start + by + rest.length - trimmed.length,
  };
}

interface Split {
  readonly key: string;
  readonly sign: string;
  readonly value: string;
  /** Where the value starts in the text. */
  readonly valueAt: number;
}

function splitAssignment(text: string): Split | undefined {
  const at = text.indexOf("=");
  const before = at < 0 ? text : text.slice(0, at);
  // `net.core.somaxconn: 1024` and `net.core.somaxconn 1024`, also with an equals sign in the value.
  const other = /^(["']?[\w./*?[\]-]+["']?)(\s*:\s+|\s+)(?=\S)/u.exec(before);
  if (other !== null && hasKernelRoot(unquoted(other[1] ?? ""))) {
    const [whole, key = "", sign = ""] = other;
    return {
      key,
      sign,
      value: text.slice(whole.length),
      valueAt: whole.length,
    };
  }
  if (at < 0) return undefined;
  return {
    key: before.trim(),
    sign: "=",
    value: text.slice(at + 1),
    valueAt: at + 1,
  };
}

function unquoted(key: string): string {
  return key.replace(/^(["'])(.*)\1$/u, "$2");
}

/** What another program would have to fill in. */
export function variableIn(text: string): string | undefined {
  return /\$\{[^}$]*\}|\$\([^)$]*\)|\$\w+|^\s*(?:@\w+@|<[^<>]+>|__\w+__|%\w+%)\s*$/u
    .exec(text)?.[0]
    .trim();
}

function isNumber(id: string, type: string | undefined): boolean {
  return (
    (type === "integer" || type === "vector") && emptyValue(id) === undefined
  );
}

function notAssigned(inner: Part, marked: boolean, part: Part): Assigned {
  const span: Span = {
    source: part.source,
    start: inner.start,
    end: inner.start + inner.text.length,
  };
  const key = parseKey(inner.text);
  const isExclusion = marked && isKey(key) && hasKernelRoot(inner.text);
  const shown =
    part.text.length > 80 ? `${part.text.slice(0, 79)}…` : part.text;
  return {
    setting: undefined,
    comment: undefined,
    remarks: [
      {
        kind: "left",
        span,
        message: isExclusion
          ? `\`${shown}\` excludes the key from the patterns of the file, which the spec cannot`
          : `\`${shown}\` sets nothing: it has no value`,
        help: isExclusion
          ? "name the interfaces instead of a pattern, or set this key to its own value"
          : "write `key = value`, or remove the line",
      },
    ],
  };
}
