import { isPlausibleKey, spelledKey } from "./sysctl-key.js";
import { type Findings, type Range } from "./findings.js";
import { pairOf, type YamlNode, type YamlScalar } from "./node.js";
import { hasExpression } from "./templates.js";
import type { Holder } from "../types.js";

interface Where {
  readonly holder: Holder;
  readonly findings: Findings;
  /** Whether only the keys tell that these are sysctls. */
  readonly guessed?: boolean;
  /** Whether the consumer writes 1 for `true`, as Ansible does. */
  readonly convertsBooleans?: boolean;
  /** What tells pods apart that have no name. */
  readonly scope?: string;
}

/** Reads `key: value` pairs, or a list of `{name, value}`, `{key, value}`, `"key=value"` or `{key: value}`. */
export function takeSysctls(node: YamlNode, where: Where): void {
  if (node.kind === "map") {
    for (const { key, keyStart, keyEnd, value } of node.pairs) {
      const place = { start: keyStart, end: keyEnd };
      takeSysctl({ key, place, from: keyStart, value }, where);
    }
    return;
  }
  if (node.kind === "list") {
    for (const item of node.items) takeItem(item, where);
    return;
  }
  if (node.type === "null") return;
  where.findings.left(
    node,
    `\`${where.findings.quote(node)}\` is not a mapping of sysctls`,
    "add its settings to the spec",
  );
}

/** Returns the name and the value of an item of a list, in the spellings that roles and charts have. */
export function nameAndValue(
  item: YamlNode,
):
  | { readonly name: YamlScalar; readonly value: YamlNode | undefined }
  | undefined {
  const name = ["name", "key", "sysctl", "param", "parameter"]
    .map((word) => pairOf(item, word)?.value)
    .find((found) => found?.kind === "scalar" && found.text !== "");
  if (name?.kind !== "scalar") return undefined;
  const value = pairOf(item, "value")?.value ?? pairOf(item, "val")?.value;
  return { name, value };
}

function takeItem(item: YamlNode, where: Where): void {
  const { findings } = where;
  const named = nameAndValue(item);
  if (named !== undefined) {
    const { name, value } = named;
    takeSysctl({ key: name.text, place: name, from: item.start, value }, where);
    return;
  }
  if (item.kind === "map") {
    takeSysctls(item, where);
    return;
  }
  if (item.kind === "scalar") {
    const equals = item.text.indexOf("=");
    if (equals !== -1) {
      const text = item.text.slice(equals + 1).trim();
      const value: YamlScalar = { ...item, type: "string", text };
      const key = item.text.slice(0, equals).trim();
      takeSysctl({ key, place: item, from: item.start, value }, where);
      return;
    }
  }
  findings.left(
    item,
    `\`${findings.quote(item)}\` is not a sysctl with a value`,
    "add the setting to the spec",
  );
}

/** Adds one sysctl. Whatever cannot be one is left with the reason. */
export function takeSysctl(
  {
    key,
    place,
    from,
    value,
  }: {
    readonly key: string;
    readonly place: Range;
    readonly from: number;
    readonly value: YamlNode | undefined;
  },
  where: Where,
): void {
  const { holder, findings, guessed = false, scope } = where;
  const whole = { start: from, end: Math.max(place.end, value?.end ?? 0) };
  const spelled = hasExpression(key) ? key : spelledKey(key.trim());
  if (spelled === undefined) {
    findings.left(
      place,
      `\`${findings.nameOf(key, place)}\` is not the name of a sysctl`,
      "correct it, and add the setting to the spec",
    );
    return;
  }
  const text = value === undefined ? undefined : sysctlText(value);
  if (text === undefined) {
    findings.left(
      place,
      `\`${findings.nameOf(key, place)}\` has no value`,
      "add the setting to the spec with its value",
    );
    return;
  }
  const bool = value?.kind === "scalar" ? booleanOf(value) : undefined;
  if (
    bool !== undefined &&
    isPlausibleKey(key) &&
    where.convertsBooleans !== true
  ) {
    findings.changed(
      place,
      `\`${key}\` has the value \`${text}\`, which the kernel refuses; ${bool} is taken`,
    );
  }
  const path = ["sysctl", spelled] as const;
  const draft = { holder, path, value: bool ?? text, key: place, whole };
  findings.setting(scope === undefined ? draft : { ...draft, scope }, guessed);
}

/** The text that the kernel gets. Lists of numbers are vectors. */
function sysctlText(value: YamlNode): string | undefined {
  if (value.kind === "scalar") {
    if (value.type === "null") return undefined;
    return value.text.trim().replaceAll(/\s*\n\s*/gu, " ");
  }
  // Roles of Ansible have more to say of each: `{ value: 1, file: ... }`.
  if (value.kind === "map") {
    const inner = pairOf(value, "value")?.value;
    return inner?.kind === "scalar" ? sysctlText(inner) : undefined;
  }
  const parts = value.items.map((item) =>
    item.kind === "scalar" && item.type !== "null" ? item.text : undefined,
  );
  return parts.length === 0 || parts.includes(undefined)
    ? undefined
    : parts.join(" ");
}

function booleanOf({ text, type }: YamlScalar): "0" | "1" | undefined {
  if (type === "number") return undefined;
  if (/^(?:true|yes|on)$/iu.test(text)) return "1";
  return /^(?:false|no|off)$/iu.test(text) ? "0" : undefined;
}
