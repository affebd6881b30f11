import type { MountOption, MountPlan } from "../../plan/mounts.js";
import type { Plan } from "../../plan/types.js";
import { SMB_DRIVER } from "../../language/read-mounts.js";
import type { Report } from "../rule.js";

/** The mounts of SMB shares: of other drivers nothing is known here. */
export function smbMounts({ mounts = [] }: Plan): readonly MountPlan[] {
  return mounts.filter(({ driver }) => driver === SMB_DRIVER);
}

/** Whose `accept` silences a finding about an option: the option's own, or the mount's. */
export function aboutOption(
  mount: MountPlan,
  option: MountOption,
): Report["about"] {
  return { accept: new Map([...mount.accept, ...option.accept]) };
}

/** The last option of a name, which is the one that counts. */
export function lastOption(
  { options }: MountPlan,
  ...names: readonly string[]
): MountOption | undefined {
  return options.findLast(({ name }) => names.includes(name));
}
