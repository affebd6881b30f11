import { parse as parseYaml } from "yaml";
import { tooDeepAt } from "../../core/yaml-nesting.js";
import { definitionsOf } from "./context.js";
import { type Flag, takeFlag } from "./k3s.js";
import type { SetOption } from "./option.js";
import { linesIn } from "./text-lines.js";

/** Reads a configuration file of K3s or RKE2 that a module writes: `environment.etc."rancher/k3s/config.yaml".text`. */
export function readConfigText({
  lazy,
  context,
  names: [, , path = ""],
  findings,
}: SetOption): void {
  if (!/^rancher\/(?:k3s|rke2)\/config/u.test(path)) return;
  for (const { value, node, context: around } of definitionsOf(lazy, context)) {
    const flags = value.kind === "text" ? flagsOf(value.text) : undefined;
    if (value.kind !== "text" || flags === undefined) {
      const why = value.kind === "text" ? "is not YAML" : "needs evaluation";
      findings.remark("left", node, `the text of \`${path}\` ${why}`);
      continue;
    }
    const lines = linesIn(value.text, node, findings.source);
    for (const flag of flags) {
      const words = flag.value ?? flag.name;
      const line = lines.find(({ text }) => text.includes(words)) ?? node;
      const item = { text: words, node, context: around, place: line };
      takeFlag({ ...flag, item }, findings);
    }
  }
}

/** The keys of the file are the names of flags; a plus adds to a list. */
function flagsOf(
  text: string,
): readonly Pick<Flag, "name" | "value">[] | undefined {
  if (tooDeepAt(text) !== undefined) return undefined;
  let config: unknown;
  try {
    // Of a tag that it does not know, the library would warn on the console.
    config = parseYaml(text, { logLevel: "error" });
  } catch {
    return undefined;
  }
  if (typeof config !== "object" || config === null) return undefined;
  return Object.entries(config).flatMap(([key, value]: [string, unknown]) => {
    const name = key.replace(/\+$/u, "");
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return values.map((item) => ({ name, value: String(item) }));
  });
}
