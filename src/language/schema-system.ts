import * as z from "zod/mini";
import type { LimitItem } from "../core/limits.js";
import { described, optional, reasons, scalar } from "../core/schema.js";

/** Limits, sysfs and kernel arguments, which profiles, roles and hosts share. */

const range = described(
  z.strictObject({ soft: scalar, hard: scalar }),
  "What a process begins with, and how far it may raise it",
);
const limit = optional(
  z.union([
    z.number(),
    z.bigint(),
    z.string(),
    z.null(),
    range,
    z.strictObject({ value: z.union([scalar, z.null(), range]), ...reasons }),
  ]),
);

const items = {
  as: limit,
  core: limit,
  cpu: limit,
  data: limit,
  fsize: limit,
  memlock: limit,
  msgqueue: limit,
  nofile: limit,
  nproc: limit,
  rtprio: limit,
  sigpending: limit,
  stack: limit,
} satisfies Record<LimitItem, typeof limit>;

const limits = described(
  z.strictObject({
    ...items,
    services: optional(
      described(
        z.array(z.string()),
        "systemd services that get them too; limits.conf reaches logins alone",
      ),
    ),
  }),
  "Limits of processes, under the names of limits.conf(5)",
);

const sysfsText = z.union([scalar, z.null()]);
const sysfs = described(
  z.record(
    z.string(),
    z.union([
      z.number(),
      z.bigint(),
      z.string(),
      z.null(),
      z.strictObject({ value: sysfsText, ...reasons }),
    ]),
  ),
  "Kernel settings below /sys, by path",
);

const argument = z.union([scalar, z.boolean(), z.null(), z.array(scalar)]);
const kernelArgs = described(
  z.record(
    z.string(),
    z.union([
      z.number(),
      z.bigint(),
      z.string(),
      z.boolean(),
      z.null(),
      z.array(scalar),
      z.strictObject({ value: argument, ...reasons }),
    ]),
  ),
  "Arguments of the kernel's command line; true is the bare word, a list repeats the name",
);

export const system = {
  limits: optional(limits),
  sysfs: optional(sysfs),
  kernelArgs: optional(kernelArgs),
};
