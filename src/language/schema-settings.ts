import * as z from "zod/mini";
import { described, optional, reasons, scalar } from "../core/schema.js";

import { factFields } from "../platform/facts.js";

/** The parts of the language that profiles, roles, hosts and workloads share. */

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
export const sysctl = described(
  z.record(z.string(), setting),
  "Kernel settings, by key",
);

export const modules = described(
  z.record(
    z.string(),
    z.nullable(
      z.strictObject({
        parameters: optional(z.record(z.string(), scalar)),
        ...reasons,
      }),
    ),
  ),
  "Kernel modules to load at boot, with their parameters",
);

const conntrackValue = z.union([scalar, z.boolean()]);
const conntrackSetting = optional(
  z.union([
    conntrackValue,
    z.null(),
    z.strictObject({ value: conntrackValue, ...reasons }),
  ]),
);
export const kubeProxy = described(
  z.strictObject({
    conntrack: optional(
      z.strictObject({
        maxPerCore: conntrackSetting,
        min: conntrackSetting,
        tcpEstablishedTimeout: conntrackSetting,
        tcpCloseWaitTimeout: conntrackSetting,
        tcpBeLiberal: conntrackSetting,
        udpTimeout: conntrackSetting,
        udpStreamTimeout: conntrackSetting,
      }),
    ),
  }),
  "kube-proxy's connection tracking; `node` leaves the node's own value alone",
);

export const node = described(
  z.strictObject(factFields),
  "Facts about the node; with fewer facts tunegen says less",
);

export const allowedUnsafeSysctls = optional(
  described(
    z.array(z.string()),
    "Allowed to pods beyond what `workloads` need; a name or a prefix with *",
  ),
);
export const settings = {
  sysctl: optional(sysctl),
  modules: optional(modules),
  allowedUnsafeSysctls,
};
