import type { WrittenKind } from "./kind.js";
import { readSysctls } from "./sysctl/read.js";
import { sysctlSchema } from "./sysctl/schema.js";
import type { WrittenSysctl } from "./sysctl/written.js";

/** The sysctls of a workload's pods. */
export const podSysctl: WrittenKind<WrittenSysctl> = {
  section: "sysctl",
  places: ["workload"],
  schema: sysctlSchema,
  plural: "sysctls of pods",
  asksReason: true,
  read: readSysctls,
};
