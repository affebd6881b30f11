import { commentLines } from "../../encode/comment.js";
import { sysctlName, sysctlValue } from "../../encode/sysctl.js";
import { valueText } from "../../settings/sysctl/value.js";
import type { Undo } from "../types.js";
import { evidenceLines, heading } from "./heading.js";

/** Writes the old values as a file of sysctl.d(5), to be loaded once. */
export function sysctlFile(undo: Undo, specName: string): string {
  const lines = undo.values.flatMap((old) => {
    if (old.key === undefined) return [];
    const text = valueText(old.value);
    return [
      "",
      ...evidenceLines(old),
      ...(text === ""
        ? commentLines("busybox keeps the present value; the script does not.")
        : []),
      `${sysctlName(old.key)} = ${sysctlValue(text)}`.trimEnd(),
    ];
  });
  const files = undo.values.filter(({ key }) => key === undefined);
  return `${[
    ...heading(undo, specName, [
      'Apply it once: "sysctl -p FILE" or "/usr/lib/systemd/systemd-sysctl FILE". Do not install it.',
      ...(files.length === 0
        ? []
        : ["Files below /sys are only in the script."]),
    ]),
    ...lines,
  ].join("\n")}\n`;
}
