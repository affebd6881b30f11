import type { WrittenKind } from "./kind.js";
import { readSysctls } from "./sysctl/read.js";
import { podSysctlSchema } from "./sysctl/schema.js";
import type { WrittenSysctl } from "./sysctl/written.js";

/** The sysctls of a workload's pods. */
export const podSysctl: WrittenKind<WrittenSysctl> = {
  section: "sysctl",
  places: ["workload"],
  schema: podSysctlSchema,
  plural: "sysctls of pods",
  asksReason: true,
  read: readSysctls,
};
