import * as z from "zod/mini";
import {
  copyOf,
  described,
  number,
  optional,
  reasons,
  strictObject,
  text,
  texts,
} from "../../core/schema.js";

const cpuList = described(
  z.union([text, number]),
  'CPUs: "0-3,8", or one number',
);
const interfaces = z.union([text, texts]);
const affinity = z.union([
  text,
  number,
  strictObject({
    spread: described(copyOf(cpuList), "One CPU for each interrupt, in turn"),
  }),
]);
const flows = z.int().check(z.gte(0), z.lte(2 ** 29));

/** The section `interrupts` of roles and hosts. */
export const interruptsSchema = described(
  strictObject({
    ...reasons,
    interfaces: described(
      optional(
        z.union([
          ...interfaces.def.options,
          strictObject({ value: interfaces, ...reasons }),
        ]),
      ),
      "Names of interfaces, or patterns: enp*",
    ),
    affinity: described(
      optional(
        z.union([
          ...affinity.def.options,
          z.null(),
          strictObject({ value: z.nullable(affinity), ...reasons }),
        ]),
      ),
      "spread (each interrupt on one CPU, in turn over all), { spread: CPUs }, or the CPUs for all interrupts",
    ),
    rps: described(
      optional(
        z.union([
          text,
          number,
          z.null(),
          strictObject({ value: z.nullable(cpuList), ...reasons }),
        ]),
      ),
      "Receive packet steering: all, or the CPUs that process received packets",
    ),
    rfs: described(
      optional(
        z.union([
          flows,
          z.null(),
          strictObject({ value: z.nullable(flows), ...reasons }),
        ]),
      ),
      "Receive flow steering: entries of the node's flow table, which the queues of an interface share",
    ),
  }),
  "The CPUs for the interrupts and the received packets of network interfaces",
);
