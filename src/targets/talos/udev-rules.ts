import { commentLines } from "../../encode/comment.js";
import { udevValue } from "../../encode/shell.js";
import { yamlString } from "../../encode/yaml.js";
import type { NodePlan } from "../../plan/types.js";
import type { Mark } from "../setting-lines.js";
import { settingComment } from "../shared/interrupts-script.js";
import type { ItemView } from "../shared/views.js";

/**
 * Views receive packet steering as udev rules, one for each possible queue: Talos has no shell. A rule for a missing
 * queue does not match, and has no other effect. `move` is what a renamed interface reports. Sources: udev(7) (TEST, ATTR);
 * Documentation/networking/scaling.rst (rps_cpus).
 *
 * @param indent columns before each comment line
 */
export function talosUdevRules(
  { settings, facts }: NodePlan,
  indent: number,
  mark: Mark,
): readonly ItemView[] {
  const [interrupts] = settings.interrupts;
  const rps = interrupts?.value.rps;
  const count = facts.cpus;
  // RPS on Talos without `cpus` is an error before this.
  if (interrupts === undefined || rps == null || count === undefined) return [];
  if (rps.value === null) return [];
  const cpus =
    rps.value === "all"
      ? Array.from({ length: count }, (_, cpu) => cpu)
      : rps.value;
  const mask = cpuMask(cpus);
  const rules = interrupts.interfaces.flatMap((pattern) =>
    // By default a driver creates no more queues than there are CPUs.
    Array.from({ length: count }, (_, queue) => {
      const file = `queues/rx-${queue}/rps_cpus`;
      return [
        `SUBSYSTEM=="net"`,
        `ACTION=="add|move"`,
        `KERNEL==${udevValue(pattern)}`,
        `TEST==${udevValue(file)}`,
        `ATTR{${file}}=${udevValue(mask)}`,
      ].join(", ");
    }),
  );
  const why = [
    ...settingComment(interrupts, indent),
    ...settingComment(rps, indent),
    ...commentLines(
      `Received packets go to ${rps.value === "all" ? `all ${count} CPUs` : "these CPUs"}.`,
      indent,
    ),
  ];
  return rules.map((rule, index) => ({
    comment: index === 0 ? why : [],
    value: mark("interrupts", interrupts.id, "rps") + yamlString(rule),
  }));
}

/** Formats CPUs as the kernel's bitmaps: `00000002,00000007`, in groups of 32, the highest first. */
export function cpuMask(cpus: readonly number[]): string {
  const groups: number[] = [0];
  for (const cpu of cpus) {
    const group = Math.floor(cpu / 32);
    while (groups.length <= group) groups.push(0);
    // Not `|`, whose result would have a sign.
    groups[group] = (groups[group] ?? 0) + 2 ** (cpu % 32);
  }
  return groups
    .reverse()
    .map((bits) => bits.toString(16).padStart(8, "0"))
    .join(",");
}
