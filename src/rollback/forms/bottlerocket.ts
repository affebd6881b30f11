import { sysctlName } from "../../encode/sysctl.js";
import { tomlString } from "../../encode/toml.js";
import { valueText } from "../../settings/sysctl/value.js";
import type { Undo } from "../types.js";
import { evidenceLines, heading } from "./heading.js";

/**
 * Writes the old values as settings of Bottlerocket, whose API removes none.
 * Source: bottlerocket-os/bottlerocket-core-kit 3.1.1, sources/api/apiclient/src/apply.rs.
 */
export function bottlerocketSettings(undo: Undo, specName: string): string {
  return `${[
    ...heading(undo, specName, [
      "Running nodes: apiclient apply < FILE. New nodes: leave the tuning out of their user data.",
    ]),
    "",
    "[settings.kernel.sysctl]",
    ...undo.values.flatMap((old) =>
      old.key === undefined
        ? []
        : [
            ...evidenceLines(old),
            `${tomlString(sysctlName(old.key))} = ${tomlString(valueText(old.value))}`,
          ],
    ),
  ].join("\n")}\n`;
}
