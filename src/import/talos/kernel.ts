import type { Holder } from "../types.js";
import type { Findings } from "../yaml/findings.js";
import {
  at,
  itemsOf,
  pairOf,
  pairsOf,
  textAt,
  type YamlNode,
} from "../yaml/node.js";

/** Reads paths below /sys with the text that is written there. */
export function takeSysfs(
  node: YamlNode,
  holder: Holder,
  findings: Findings,
): void {
  for (const { key, keyStart, keyEnd, value } of pairsOf(node)) {
    const place = { start: keyStart, end: keyEnd };
    if (value.kind !== "scalar" || value.type === "null") {
      findings.left(
        place,
        `\`${findings.nameOf(key, place)}\` has no value`,
        "add the setting to the spec with its value",
      );
      continue;
    }
    const whole = { start: keyStart, end: Math.max(keyEnd, value.end) };
    findings.setting({
      holder,
      path: ["sysfs", key],
      value: value.text.trim(),
      key: place,
      whole,
    });
  }
}

/** Reads a list of `{ name, parameters }`. */
export function takeModules(
  list: YamlNode,
  holder: Holder,
  findings: Findings,
): void {
  for (const item of itemsOf(list)) takeModule(item, holder, findings);
}

/** Reads one module with its parameters, `hashsize=65536`. */
export function takeModule(
  item: YamlNode,
  holder: Holder,
  findings: Findings,
): void {
  const name = item.kind === "scalar" ? item : pairOf(item, "name")?.value;
  if (name?.kind !== "scalar" || name.type === "null") {
    findings.left(
      item,
      `\`${findings.quote(item)}\` does not name a kernel module`,
    );
    return;
  }
  const parameters: Record<string, string> = {};
  for (const each of itemsOf(at(item, "parameters"))) {
    const text = textAt(each) ?? "";
    const equals = text.indexOf("=");
    if (equals > 0) parameters[text.slice(0, equals)] = text.slice(equals + 1);
    else
      findings.left(
        each,
        `the parameter \`${findings.quote(each)}\` of \`${name.text}\` has no value`,
        `add it to the spec with its value: ${text}=1`,
      );
  }
  const value = Object.keys(parameters).length === 0 ? {} : { parameters };
  findings.setting({
    holder,
    path: ["modules", name.text],
    value,
    key: name,
    whole: item,
  });
}

/** Leaves rules of udev, with the section of the spec that says the same where one does. */
export function takeUdevRules(list: YamlNode, findings: Findings): void {
  const [steering, others] = [true, false].map((isSteering) =>
    itemsOf(list).filter(
      (item) => (textAt(item) ?? "").includes("rps_cpus") === isSteering,
    ),
  );
  const [first, ...more] = steering ?? [];
  if (first !== undefined)
    findings.left(
      first,
      `${more.length === 0 ? "the udev rule" : `${more.length + 1} udev rules, from`} \`${findings.quote(first)}\`${more.length === 0 ? " is" : " on, are"} not taken`,
      "write `interrupts: { interfaces: [...], rps: all }` in the role",
    );
  for (const item of others ?? [])
    findings.left(
      item,
      `the udev rule \`${findings.quote(item)}\` is not taken`,
      (textAt(item) ?? "").includes("ATTR{")
        ? "write what it sets as `sysfs`, or keep it where it is"
        : "keep it where it is",
    );
}
