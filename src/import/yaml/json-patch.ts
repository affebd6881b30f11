import type { Findings } from "./findings.js";
import { pairOf, textAt, type YamlList, type YamlNode } from "./node.js";

/**
 * Turns a JSON patch into one mapping for each operation, with its value at its path. Undefined if the list is not one.
 * Source: RFC 6902, and RFC 6901 for `~0` and `~1`.
 */
export function expandJsonPatch(
  { items }: YamlList,
  findings: Findings,
): readonly YamlNode[] | undefined {
  const isPatch =
    items.length > 0 &&
    items.every(
      (item) =>
        textAt(item, "op") !== undefined &&
        textAt(item, "path")?.startsWith("/") === true,
    );
  if (!isPatch) return undefined;
  return items.flatMap((item) => {
    const op = textAt(item, "op") ?? "";
    const path = pairOf(item, "path")?.value;
    const value = pairOf(item, "value")?.value;
    if (path?.kind !== "scalar") return [];
    if (op === "remove") {
      if (/sysctl|sysfs|Args|modules/u.test(path.text))
        findings.left(
          item,
          `the patch removes \`${path.text}\``,
          "leave it out of the spec, or set it to `null` in a role",
        );
      return [];
    }
    if ((op !== "add" && op !== "replace") || value === undefined) return [];
    const keys = path.text
      .slice(1)
      .split("/")
      .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
    return [
      keys.reduceRight<YamlNode>(
        (below, key) => nested(key, below, path, item),
        value,
      ),
    ];
  });
}

/** `-` and numbers are places in a list. */
function nested(
  key: string,
  value: YamlNode,
  { start, end }: YamlNode,
  item: YamlNode,
): YamlNode {
  const range = { start: item.start, end: item.end };
  if (/^(?:-|\d+)$/u.test(key))
    return { kind: "list", items: [value], ...range };
  return {
    kind: "map",
    pairs: [{ key, keyStart: start, keyEnd: end, value }],
    ...range,
  };
}
