import type { CiliumSection, WrittenCilium } from "./model.js";
import { below, type Reporter } from "../core/report.js";
import { readReasons, unwrap } from "../core/reasons.js";
import type { Entry, Tree } from "../core/tree.js";

const notValues: ReadonlySet<string> = new Set([
  "version",
  "why",
  "refs",
  "accept",
]);

/** Reads the section `cilium`: every value below it, with its path. */
export function readCilium(
  entry: Entry | undefined,
  reporter: Reporter,
): CiliumSection | undefined {
  if (entry === undefined) return undefined;
  const version = entry.value.entries?.get("version")?.value.data;
  const reasons = readReasons(entry.value, reporter);
  const inner = below(reporter, reasons);
  return {
    ...reasons,
    why: reasons.why ?? entry.comment,
    version: typeof version === "string" ? version : undefined,
    span: entry.key,
    values: [...(entry.value.entries ?? [])]
      .filter(([name]) => !notValues.has(name))
      .flatMap(([name, value]) => readValues([name], value, inner)),
  };
}

function readValues(
  path: readonly string[],
  entry: Entry,
  reporter: Reporter,
): readonly WrittenCilium[] {
  if (entry.value.entries !== undefined && !entry.value.entries.has("value")) {
    return [...entry.value.entries].flatMap(([name, value]) =>
      readValues([...path, name], value, reporter),
    );
  }
  const { inner, ...reasons } = unwrap(entry, reporter);
  return isCiliumValue(inner)
    ? [{ ...reasons, path, value: inner.data, span: entry.key }]
    : [];
}

function isCiliumValue(
  tree: Tree,
): tree is Tree & { readonly data: number | boolean | null } {
  return (
    tree.data === null ||
    typeof tree.data === "number" ||
    typeof tree.data === "boolean"
  );
}
