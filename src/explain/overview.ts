import { allKeys } from "../catalogue/lookup.js";
import { errorCodes } from "../core/diagnostics/registry.js";
import { rules } from "../rules/registry.js";
import { nodeKindNames, nodeKinds } from "../settings/registry.js";
import { columns, indented, type Paint, WIDTH, wrap } from "./layout.js";

/** What can be explained, by topic. */
export interface Overview {
  readonly kind: "overview";
  /** The folders of keys, each with the number of its keys. */
  readonly folders: readonly { readonly name: string; readonly keys: number }[];
  /** The sections of settings other than sysctls. */
  readonly sections: readonly string[];
  readonly rules: number;
  readonly errors: number;
}

/** Lists what can be explained. */
export function overview(): Overview {
  const counts = new Map<string, number>();
  for (const key of allKeys()) {
    const [root = "", below = ""] = key.split(".");
    const name = root === "net" ? `${root}.${below}` : root;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return {
    kind: "overview",
    folders: [...counts].map(([name, keys]) => ({ name, keys })),
    sections: [
      ...new Set(nodeKindNames.map((kind) => nodeKinds[kind].section)),
    ],
    rules: rules.length,
    errors: Object.keys(errorCodes).length,
  };
}

/** Formats the list, with how to go on. */
export function overviewText(
  { folders, sections, rules: ruleCount, errors }: Overview,
  paint: Paint,
): string {
  const lines = [
    paint.bold("Keys, by folder"),
    ...indented(
      columns(
        folders.map(({ name, keys }) => [name, String(keys)]),
        ["left", "right"],
      ),
      2,
    ),
    "",
    paint.bold("Sections of settings"),
    ...indented(wrap(sections.join(", "), WIDTH - 2), 2),
    "",
    paint.bold("Codes"),
    ...indented(
      [
        `${ruleCount} rules and ${errors} errors, as findings have them in brackets`,
      ],
      2,
    ),
    "",
    ...wrap(
      "Run `tunegen explain NAME` with a folder (net.core), a key or its end (somaxconn), a setting (limits.nofile), a code (equals-default), or a role, host, profile, workload or mount of the spec. Several names are explained one after the other.",
      WIDTH,
    ),
  ];
  return `${lines.join("\n")}\n`;
}
