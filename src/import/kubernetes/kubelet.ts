import type { Holder } from "../types.js";
import type { Findings, Range } from "../yaml/findings.js";
import { itemsOf, pairsOf, type YamlNode } from "../yaml/node.js";

/** Reads what the spec has of a KubeletConfiguration: the allow-list, and facts. All else is no tuning of the kernel. */
export function takeKubeletConfig(
  config: YamlNode,
  holder: Holder,
  findings: Findings,
): void {
  for (const { key, keyStart: start, keyEnd: end, value } of pairsOf(config)) {
    const place = { start, end };
    if (key === "allowedUnsafeSysctls") {
      findings.section(place, value);
      for (const item of itemsOf(value))
        if (item.kind === "scalar") allow(item.text, item, holder, findings);
    } else if (value.kind === "scalar")
      takeKubeletFact(key, value.text, place, findings);
  }
}

/** Reads `allowed-unsafe-sysctls=net.*` and its like. Returns whether the spec has the flag. */
export function takeKubeletFlag(
  flag: string,
  text: string,
  item: Range,
  holder: Holder,
  findings: Findings,
): boolean {
  if (flag === "allowed-unsafe-sysctls") {
    for (const pattern of text.split(","))
      if (pattern.trim() !== "") allow(pattern.trim(), item, holder, findings);
    return true;
  }
  if (flag === "pod-max-pids")
    return takeKubeletFact("podPidsLimit", text, item, findings);
  const field = flag.replaceAll(/-([a-z])/gu, (_, letter: string) =>
    letter.toUpperCase(),
  );
  return takeKubeletFact(field, text, item, findings);
}

function allow(
  pattern: string,
  item: Range,
  holder: Holder,
  findings: Findings,
): void {
  const path = ["allowedUnsafeSysctls", pattern] as const;
  findings.setting({ holder, path, value: true, key: item, whole: item });
}

/** Takes a field that is a fact of the spec; of others nothing. */
function takeKubeletFact(
  field: string,
  text: string,
  place: Range,
  findings: Findings,
): boolean {
  if (field === "protectKernelDefaults") {
    if (text === "true" || text === "false")
      findings.fact(field, text === "true", place);
    else findings.left(place, `\`${field}\` is neither true nor false`);
    return true;
  }
  if (field !== "maxPods" && field !== "podPidsLimit") return false;
  if (/^[1-9]\d{0,6}$/u.test(text)) findings.fact(field, Number(text), place);
  else if (text === "-1")
    findings.note(
      place,
      `\`${field}\` is -1, no limit, which the spec says by leaving it out`,
    );
  else
    findings.left(
      place,
      `\`${field}\` has no number`,
      "add it to the facts of the node",
    );
  return true;
}
