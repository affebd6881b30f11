import type { MountOption, MountPlan } from "../../plan/mounts.js";
import type { Plan } from "../../plan/types.js";
import { SMB_DRIVER } from "../../language/read-mounts.js";
import type { Report } from "../rule.js";

/** Returns the mounts of SMB shares; tunegen does not know the options of other drivers. */
export function smbMounts({ mounts = [] }: Plan): readonly MountPlan[] {
  return mounts.filter(({ driver }) => driver === SMB_DRIVER);
}

/** Returns whose `accept` silences a finding about an option: the option's own, or the mount's. */
export function aboutOption(
  mount: MountPlan,
  option: MountOption,
): Report["about"] {
  return { accept: new Map([...mount.accept, ...option.accept]) };
}

/** Returns the last option of a name, which overrides the earlier ones. */
export function lastOption(
  { options }: MountPlan,
  ...names: readonly string[]
): MountOption | undefined {
  return options.findLast(({ name }) => names.includes(name));
}
