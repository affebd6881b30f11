import { expect, test } from "vitest";
import { defaultFor } from "../../src/catalogue/defaults.js";
import { allKeys, findKey, presence } from "../../src/catalogue/lookup.js";
import { rules } from "../../src/rules/registry.js";
import { keyOf } from "../../src/core/key.js";
import { findings } from "./table.js";

/** Every default of the kernel that is certain, as settings. */
function defaults(where: Parameters<typeof defaultFor>[1]): readonly string[] {
  return allKeys().flatMap((id) => {
    const known = findKey(keyOf(id.split(".")));
    if (
      known === undefined ||
      presence(known, where)?.present !== true ||
      known.releases.every(({ writable }) => !writable) ||
      (known.kind.type !== "integer" && known.kind.type !== "vector")
    )
      return [];
    const own = defaultFor(known, where);
    if (own?.value === undefined || !own.sure || !isAccepted(id, own.value))
      return [];
    return [`${id}: "${own.value.trim().split(/\s+/u).join(" ")}"`];
  });
}

/** Some defaults cannot be written back: 0 where the other unit counts, -1 for none, groups in reverse. */
function isAccepted(id: string, value: string): boolean {
  return !(
    (id.endsWith("_bytes") && value === "0") ||
    (id.endsWith("_next_id") && value === "-1") ||
    /^1\s+0$/u.test(value)
  );
}

test.each(["5.10", "6.1", "6.12", "6.18", "7.2"])(
  "no rule about harm has anything to say of Linux %s's own defaults",
  (kernel) => {
    const settings = defaults({ kernel, memory: 4n << 30n, cpus: 4 });
    expect(settings.length).toBeGreaterThan(500);
    const harm = rules.filter(({ group }) => group === "harm");
    const facts = `kernel: "${kernel}", memory: 4GiB, cpus: 4`;
    expect(findings(harm, facts, settings)).toEqual([]);
  },
);
