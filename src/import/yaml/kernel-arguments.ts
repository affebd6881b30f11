import type { Holder, SpecValue } from "../types.js";
import type { Findings, Range } from "./findings.js";
import { itemsOf, type YamlNode, type YamlScalar } from "./node.js";
import { hasExpression } from "./templates.js";

interface Argument {
  readonly name: string;
  /** Undefined for a bare word. */
  readonly value: string | undefined;
  readonly item: Range;
}

/** What a boot loader passes on unchanged; the language refuses anything else. */
const plain = /^[\w.,:/+@%=~-]*$/u;

/** Reads a list of arguments of the kernel command line; one text may have several. */
export function takeKernelArguments(
  list: YamlNode,
  holder: Holder,
  findings: Findings,
): void {
  const all = itemsOf(list).flatMap((item) =>
    item.kind === "scalar" ? argumentsIn(item) : leave(item, findings),
  );
  const taken = takeHugePages(all, holder, findings);
  const byName = new Map<string, Argument[]>();
  for (const each of all) {
    if (taken.has(each) || !isTaken(each, findings)) continue;
    const same = byName.get(each.name);
    if (same === undefined) byName.set(each.name, [each]);
    else same.push(each);
  }
  for (const [name, [first, ...more]] of byName) {
    if (first === undefined) continue;
    const values = [first, ...more].map(({ value }) => value ?? true);
    const value: SpecValue = more.length === 0 ? (values[0] ?? true) : values;
    const { item } = first;
    findings.setting({
      holder,
      path: ["kernelArgs", name],
      value,
      key: item,
      whole: item,
    });
  }
}

function leave(item: YamlNode, findings: Findings): readonly Argument[] {
  findings.left(
    item,
    `\`${findings.quote(item)}\` is not an argument of the kernel`,
  );
  return [];
}

function argumentsIn(item: YamlScalar): readonly Argument[] {
  return item.text
    .split(/\s+/u)
    .filter((word) => word !== "")
    .map((word) => {
      const equals = word.indexOf("=");
      return equals === -1
        ? { name: word, value: undefined, item }
        : { name: word.slice(0, equals), value: word.slice(equals + 1), item };
    });
}

function isTaken({ name, value, item }: Argument, findings: Findings): boolean {
  if (name.startsWith("-")) {
    findings.left(
      item,
      `\`${name}\` removes an argument that the system adds, which the spec cannot do`,
      "keep it where it is",
    );
    return false;
  }
  if (/^[A-Za-z0-9][\w./-]*$/u.test(name) && plain.test(value ?? ""))
    return true;
  if (hasExpression(name + (value ?? ""))) return true;
  findings.left(
    item,
    `\`${findings.quote(item)}\` has a character with a meaning in boot loaders`,
    "keep it where it is",
  );
  return false;
}

/** Takes huge pages, of which each count belongs to the size before it. Returns the arguments that are done with. */
function takeHugePages(
  all: readonly Argument[],
  holder: Holder,
  findings: Findings,
): ReadonlySet<Argument> {
  const taken = new Set<Argument>();
  let size: Argument | undefined;
  let normal: string | undefined;
  for (const each of all) {
    const { name, value = "", item } = each;
    if (name === "default_hugepagesz") normal = value;
    else if (name === "hugepagesz") {
      size = each;
      continue;
    } else if (name !== "hugepages") continue;
    const pages = name === "hugepages";
    const which = pages ? (size?.value ?? normal) : "default";
    if (which === undefined) continue;
    taken.add(each);
    if (pages && size !== undefined) taken.add(size);
    const amount = pages ? pagesOf(value) : value;
    findings.setting({
      holder,
      path: ["hugepages", which],
      value: amount,
      key: item,
      whole: item,
    });
    if (pages) size = undefined;
  }
  return taken;
}

/** `16`, or `0:8,1:8` for single NUMA nodes. */
function pagesOf(text: string): SpecValue {
  if (!text.includes(":")) return /^\d+$/u.test(text) ? Number(text) : text;
  return text.split(",").map((part) => {
    const [node = "", count = ""] = part.split(":");
    return { count: Number(count), node: Number(node) };
  });
}
