import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nodeOf, planOf, sysctlsOf } from "../support/compile.js";
import { valueText } from "../../src/settings/sysctl/value.js";

/** A setting that never conflicts with another one: of each key there is one value, or there are floors, or sets. */
const setting = fc.oneof(
  fc.constantFrom(
    "net.core.somaxconn: 8192",
    "net/core/somaxconn: '8192'",
    "vm.swappiness: 10",
    "vm.swappiness: { value: 10, why: early }",
    "net.core.rmem_max: 16MiB",
    "net.core.rmem_max: 16777216",
    "net.ipv4.tcp_rmem: [4KiB, 128KiB, 6MiB]",
    "net.ipv4.tcp_rmem: 4096 131072 6291456",
    "net.ipv4.tcp_sack: null",
    "kernel.core_pattern: core",
  ),
  fc
    .nat(1_000_000)
    .map((floor) => `fs.inotify.max_user_watches: { atLeast: ${floor + 1} }`),
  fc
    .tuple(fc.nat(30_000), fc.nat(2_000))
    .map(
      ([first, count]) =>
        `net.ipv4.ip_local_reserved_ports: "${first + 1}-${first + 1 + count}"`,
    ),
);

const profile = fc
  .uniqueArray(setting, {
    maxLength: 4,
    selector: (text) => text.split(":")[0]?.replaceAll("/", "."),
  })
  .map((settings) => `{ sysctl: { ${settings.join(", ")} } }`);

function resolved(
  profiles: readonly string[],
  order: readonly number[],
): unknown {
  const names = order.map((at) => `p${at}`);
  const plan = planOf(`version: 1
profiles:
  none: {}
${profiles.map((each, at) => `  p${at}: ${each}\n`).join("")}roles:
  r: { node: { kernel: "6.12", cpus: 4, memory: 8GiB }, profiles: [${names.join(", ")}] }
`);
  return sysctlsOf(nodeOf(plan, "r"))
    .map(({ id, value, left, why, from, baseline }) => ({
      id,
      value: value && valueText(value),
      left,
      why: why.toSorted(),
      from: from.map(({ owner }) => owner.name).sort(),
      baseline,
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

const withOrders = fc
  .array(profile, { minLength: 2, maxLength: 5 })
  .chain((profiles) => {
    const order = profiles.map((_, at) => at);
    return fc.record({
      profiles: fc.constant(profiles),
      one: fc.shuffledSubarray(order, { minLength: order.length }),
      other: fc.shuffledSubarray(order, { minLength: order.length }),
    });
  });

describe("profiles that do not conflict", () => {
  test("resolve alike in any order", () => {
    fc.assert(
      fc.property(withOrders, ({ profiles, one, other }) => {
        expect(resolved(profiles, one)).toEqual(resolved(profiles, other));
      }),
      { numRuns: 60 },
    );
  });

  test("one more floor never lowers a value, one more set never shrinks one", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 5 }),
        fc.nat(1_000_000),
        (floors, more) => {
          const value = (all: readonly number[]): bigint => {
            const plan = planOf(`version: 1
profiles:
${all.map((floor, at) => `  p${at}: { sysctl: { net.core.somaxconn: { atLeast: ${floor + 4097} } } }\n`).join("")}roles:
  r: { profiles: [${all.map((_, at) => `p${at}`).join(", ")}] }
`);
            const [sysctl] = sysctlsOf(nodeOf(plan, "r"));
            const fields =
              sysctl?.value?.type === "integers" ? sysctl.value.fields : [];
            return fields[0] ?? 0n;
          };
          const before = value(floors);
          const after = value([...floors, more]);
          expect(after >= before).toBe(true);
          expect(after).toBe(BigInt(Math.max(...floors, more) + 4097));
        },
      ),
      { numRuns: 40 },
    );
  });
});
