import * as z from "zod/mini";
import { nixosField } from "../../core/nix-priority.js";
import {
  described,
  reasonFields,
  named,
  number,
  optional,
  reasons,
  scalar,
  strictObject,
  text,
} from "../../core/schema.js";

const list = z.array(scalar);
const flat = z.union([scalar, list]);
const scale = { min: optional(scalar), max: optional(scalar) };
const integers = [number, z.bigint(), text] as const;
const leave = described(z.null(), "Keep the kernel's value");
const floor = described(
  strictObject({ atLeast: flat }),
  "A floor: the largest of several wins",
);
const perCpu = described(
  strictObject({ perCpu: scalar, ...scale }),
  "Multiplied by the CPU cores of the node",
);
const perGiB = described(
  strictObject({ perGiB: scalar, ...scale }),
  "Multiplied by the GiB of the node's memory",
);
const bare = z.union([...integers, list, leave, floor, perCpu, perGiB]);
// One flat union, the usual branches first: it is tried for every setting of a spec.
const settingWith = <Shape extends z.core.$ZodShape>(shape: Shape) =>
  z.union([
    ...integers,
    list,
    strictObject({ value: bare, ...reasons, ...shape }),
    leave,
    floor,
    perCpu,
    perGiB,
  ]);

/** Lets a section of nothing but numbers through, as nearly all are in a large spec: zod makes four objects of each number. */
function numbersAsTheyAre<Schema extends z.ZodMiniType>(
  schema: Schema,
): Schema {
  const run = schema._zod.run.bind(schema._zod);
  schema._zod.run = (payload, context) =>
    hasOnlyNumbers(payload.value) ? payload : run(payload, context);
  return schema;
}

function hasOnlyNumbers(section: unknown): boolean {
  return (
    typeof section === "object" &&
    section !== null &&
    !Array.isArray(section) &&
    Object.values(section).every((value) => Number.isFinite(value)) &&
    !reasonFields.some((field) => Object.hasOwn(section, field))
  );
}

/** The section `sysctl` of profiles, roles and hosts. */
export const sysctlSchema = described(
  numbersAsTheyAre(named(settingWith(nixosField))),
  "Kernel settings, by key",
);

/** The section `sysctl` of workloads. */
export const podSysctlSchema = described(
  named(settingWith({})),
  "Kernel settings, by key",
);
