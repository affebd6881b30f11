import fc from "fast-check";
import type * as z from "zod/mini";
import type { WrittenKind } from "../../src/settings/kind.js";
import { nodeKindNames, nodeKinds } from "../../src/settings/registry.js";

/** Names that mean something in a section; a section that is missing here draws any names. */
const names: Readonly<Record<string, readonly string[]>> = {
  sysctl: [
    "vm.swappiness",
    "net.core.somaxconn",
    "net/ipv4/tcp_rmem",
    "net.ipv4.ip_local_reserved_ports",
    "net.netfilter.nf_conntrack_max",
    "net.ipv4.conf.*.rp_filter",
    "kernel.core_pattern",
    "no.such.key",
  ],
  modules: ["br_netfilter", "tcp-bbr", "no module"],
  sysfs: ["kernel.mm.ksm.run", "block/sd*/queue/scheduler", "../x"],
  kernelArgs: ["quiet", "transparent_hugepage", "a b"],
  hugepages: ["2M", "1GiB", "default", "large"],
};

/** Texts and numbers, most of which some setting accepts. */
const text = fc.constantFrom(
  "10",
  "64MiB",
  "30s",
  "madvise",
  "all",
  "spread",
  "0-3",
  "eth0",
  "node",
  "net.core.*",
  "containerd",
  "unlimited",
  "",
);

/** Draws what a schema accepts. */
function accepted(
  schema: z.core.$ZodType,
  keys: fc.Arbitrary<string>,
): fc.Arbitrary<unknown> {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "string":
      return text;
    case "number":
    case "bigint":
      return fc.integer({ min: 0, max: 4096 });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      return fc.array(accepted(def.element, keys), { maxLength: 2 });
    case "optional":
      return accepted(def.innerType, keys);
    case "nullable":
      return fc.oneof(fc.constant(null), accepted(def.innerType, keys));
    case "union":
      return fc.oneof(...def.options.map((each) => accepted(each, keys)));
    case "record":
      return fc.dictionary(keys, accepted(def.valueType, keys), { maxKeys: 3 });
    case "object":
      return fc.record(
        Object.fromEntries(
          Object.entries(def.shape)
            .filter(([name]) => name !== "accept" && name !== "refs")
            .map(([name, each]) => [name, accepted(each, keys)]),
        ),
        {
          requiredKeys: Object.entries(def.shape)
            .filter(
              ([, each]) =>
                (each as z.core.$ZodTypes)._zod.def.type !== "optional",
            )
            .map(([name]) => name),
        },
      );
    default:
      throw new Error(`no values are drawn of a ${def.type}`);
  }
}

const sections = Object.fromEntries(
  nodeKindNames.map((name) => {
    const { section, schema }: WrittenKind = nodeKinds[name];
    const keys = fc.constantFrom(...(names[section] ?? ["a", "b"]));
    return [section, accepted(schema, keys)] as const;
  }),
);

/** Sections of a role, by name, as the schemas accept them. */
export const anySections: fc.Arbitrary<Readonly<Record<string, unknown>>> =
  fc.record(sections, { requiredKeys: [] });
