import { type LimitFacts, limitItems, limitNames } from "../../core/limits.js";
import type { Holder } from "../types.js";
import type { Findings } from "./findings.js";
import { itemsOf, pairOf, textAt, type YamlNode } from "./node.js";

/** Reads `rlimits` of a runtime's specification, in bytes and seconds. Source: opencontainers/runtime-spec, config.md. */
export function takeRlimits(
  list: YamlNode,
  holder: Holder,
  findings: Findings,
): void {
  for (const item of itemsOf(list)) {
    const type = pairOf(item, "type")?.value;
    const word = textAt(item, "type")
      ?.replace(/^RLIMIT_/u, "")
      .toLowerCase();
    const name = limitNames.find((known) => known === word);
    const [soft, hard] = [textAt(item, "soft"), textAt(item, "hard")];
    if (
      type === undefined ||
      name === undefined ||
      soft === undefined ||
      hard === undefined
    ) {
      findings.left(
        item,
        `\`${findings.quote(item)}\` is not a limit that the spec has`,
        "keep it where it is",
      );
      continue;
    }
    const { unit } = limitItems[name];
    const value = { soft: bound(soft, unit), hard: bound(hard, unit) };
    findings.setting({
      holder,
      path: ["limits", name],
      value,
      key: type,
      whole: item,
    });
  }
}

function bound(text: string, unit: LimitFacts["unit"]): string | number {
  // What does not fit in 63 bits is RLIM_INFINITY.
  if (text === "-1" || /^\d{19,}$/u.test(text)) return "unlimited";
  if (!/^\d+$/u.test(text)) return text;
  if (unit === "kibibytes" && text !== "0") return `${text}B`;
  if (unit === "minutes" && text !== "0") return `${text}s`;
  return Number(text);
}
