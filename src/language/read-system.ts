import type { Diagnostic } from "../core/diagnostic.js";
import type { Owner } from "../core/written.js";
import type { SystemSettings } from "./model-system.js";
import { readKernelArguments } from "./read-kernel-arguments.js";
import { readLimits, readServices } from "./read-limits.js";
import { readSysfs } from "./read-sysfs.js";
import type { Tree } from "../core/tree.js";

/** What a profile, role or host sets beside sysctls and modules. `tree` has passed the schema. */
export function readSystem(
  owner: Owner,
  { entries }: Tree,
  faults: Diagnostic[],
): SystemSettings {
  const limits = entries?.get("limits")?.value;
  return {
    limit: readLimits(owner, limits, faults),
    limitService: readServices(owner, limits, faults),
    sysfs: readSysfs(owner, entries?.get("sysfs")?.value, faults),
    kernelArgument: readKernelArguments(
      owner,
      entries?.get("kernelArgs")?.value,
      faults,
    ),
  };
}
