import * as z from "zod/mini";
import { described, optional, reasons, scalar } from "../../core/schema.js";

const list = z.array(scalar);
const flat = z.union([scalar, list]);
const scale = { min: optional(scalar), max: optional(scalar) };
const integers = [z.number(), z.bigint(), z.string()] as const;
const leave = described(z.null(), "Leave the kernel's own value alone");
const floor = described(
  z.strictObject({ atLeast: flat }),
  "A floor: the largest of several wins",
);
const perCpu = described(
  z.strictObject({ perCpu: scalar, ...scale }),
  "So much for each core of the node",
);
const perGiB = described(
  z.strictObject({ perGiB: scalar, ...scale }),
  "So much for each GiB of the node's memory",
);
const bare = z.union([...integers, list, leave, floor, perCpu, perGiB]);
// One flat union, the usual branches first: it is tried for every setting of a spec.
const setting = z.union([
  ...integers,
  list,
  z.strictObject({ value: bare, ...reasons }),
  leave,
  floor,
  perCpu,
  perGiB,
]);

/** The section `sysctl` of profiles, roles, hosts and workloads. */
export const sysctlSchema = described(
  z.record(z.string(), setting),
  "Kernel settings, by key",
);
