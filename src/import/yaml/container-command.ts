import type { Findings } from "./findings.js";
import { textAt, type YamlList } from "./node.js";
import { takeSysctl } from "./sysctls.js";
import { nodeAt, type Place } from "./visit.js";

/** Takes `[sysctl, -w, vm.max_map_count=262144]`, a command with its arguments. False if the list is none. */
export function takeArguments(
  { items }: YamlList,
  place: Place,
  findings: Findings,
): boolean {
  const [first, ...others] = items;
  if (!/(?:^|\/)sysctl$/u.test(textAt(first) ?? "")) return false;
  findings.seen("yaml");
  for (const item of others) {
    const text = textAt(item) ?? "";
    const equals = text.indexOf("=");
    if (item.kind !== "scalar" || equals === -1) continue;
    const value = { ...item, text: text.slice(equals + 1) };
    findings.note(
      item,
      `\`${findings.quote(item)}\` is set by a command; it is taken as a sysctl of the node`,
    );
    takeSysctl(
      { key: text.slice(0, equals), place: item, from: item.start, value },
      { holder: nodeAt(place), findings },
    );
  }
  return true;
}
