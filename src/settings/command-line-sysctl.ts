import { keyOf, type SysctlKey } from "../core/key.js";
import type { Reporter } from "../core/report.js";
import type { Part } from "../core/written.js";
import type { Claim, Machine, Merged } from "./kind.js";
import type { WrittenSetting } from "./setting.js";
import { type Sysctl, sysctl } from "./sysctl/index.js";
import { onNode } from "./sysctl/on-node.js";
import { lookUp } from "./sysctl/look-up.js";
import { readValue } from "./sysctl/read-value.js";
import type { SysctlValue } from "./sysctl/value.js";
import type { WrittenSysctl } from "./sysctl/written.js";

/**
 * Returns the key of `sysctl.vm.swappiness` or `sysctl/vm/swappiness`; undefined for the name of another argument. The
 * kernel reads every dot as a slash, so that a name with a dot, such as that of an interface, cannot be written.
 * Source: Linux 6.12, fs/proc/proc_sysctl.c, process_sysctl_arg.
 */
export function commandLineKey(name: string): SysctlKey | undefined {
  const path = /^sysctl[./](.+)$/u.exec(name)?.[1];
  return path === undefined ? undefined : keyOf(path.split(/[./]/u));
}

/** Reads the values of an argument as those of the sysctl that it sets. Undefined after an error was reported. */
export function readCommandLineSysctl(
  key: SysctlKey,
  written: Omit<WrittenSetting, "id" | "value">,
  parts: readonly Part[],
  reporter: Reporter,
): WrittenSysctl | undefined {
  const { keyText, accept, origin, valueSpan } = written;
  const standsFor = lookUp(
    { key, keyText, span: origin.span, accept },
    reporter,
  );
  if (standsFor === undefined) return undefined;
  const [known] = standsFor;
  const value = readValue(
    { form: "exact", parts, list: parts.length > 1 },
    known?.kind,
    // The kernel refuses an argument without a value. Source: Linux 6.12, fs/proc/proc_sysctl.c, process_sysctl_arg.
    { keyText, valueSpan, unit: known?.unit, mayBeEmpty: false, reporter },
  );
  return value && { ...written, id: key.id, key, known, standsFor, value };
}

/** Resolves the sysctl that an argument sets, as if it were the setting. Undefined after an error was reported. */
export function settleCommandLineSysctl(
  merged: Merged<
    WrittenSetting & { readonly sysctl?: WrittenSysctl | undefined },
    unknown
  >,
  machine: Machine,
  reporter: Reporter,
): Sysctl | undefined {
  const claims = merged.merged.flatMap(
    ({ written, layer }): readonly Claim<WrittenSysctl, SysctlValue>[] =>
      written.sysctl === undefined
        ? []
        : [
            {
              ...onNode(written.sysctl, machine),
              written: written.sysctl,
              layer,
            },
          ],
  );
  const [winner] = claims;
  return (
    winner &&
    sysctl.settle(
      { winner, merged: claims, overrode: [], value: winner.value },
      machine,
      reporter,
    )
  );
}
