import type { WrittenMount } from "../language/mounts-model.js";

export type {
  WrittenMountOption as MountOption,
  Writers,
} from "../language/mounts-model.js";

/** The mount options of some volumes: as they are written, for nothing resolves them any further. */
export type MountPlan = Readonly<WrittenMount>;

export function planMounts(
  mounts: readonly WrittenMount[],
): readonly MountPlan[] {
  return Object.freeze(mounts.map((mount) => Object.freeze({ ...mount })));
}
