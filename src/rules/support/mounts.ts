import type { Mount } from "../../language/model.js";
import type { MountOption } from "../../settings/mount-option.js";
import type { Plan } from "../../plan/types.js";
import { SMB_DRIVER } from "../../language/read-mounts.js";
import type { Report } from "../rule.js";

/** Returns the mounts of SMB shares; tunegen does not know the options of other drivers. */
export function smbMounts({ mounts = [] }: Plan): readonly Mount[] {
  return mounts.filter(({ driver }) => driver === SMB_DRIVER);
}

/** Returns whose `accept` silences a finding about an option: the option's own, or the mount's. */
export function aboutOption(
  mount: Mount,
  option: MountOption,
): Report["about"] {
  return { accept: new Map([...mount.accept, ...option.accept]) };
}

/** Returns the last option of a name, which overrides the earlier ones. */
export function lastOption(
  { settings }: Mount,
  ...names: readonly string[]
): MountOption | undefined {
  return settings.mountOption.findLast(({ id }) => names.includes(id));
}

const secrets = ["password", "pass", "password2"];

/** Whether an option contains a password, which no message may repeat. */
export function exposesPassword({
  id,
  value,
}: Pick<MountOption, "id" | "value">): boolean {
  return (
    secrets.includes(id) ||
    // The older way: user=name%password.
    (["user", "username"].includes(id) && String(value).includes("%"))
  );
}
