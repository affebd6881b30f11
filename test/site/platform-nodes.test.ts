import { describe, expect, test } from "vitest";
import { onPlatforms, platformNodes } from "../../site/pages/platform-nodes.js";
import { allKeys, findKey } from "../../src/catalogue/lookup.js";
import { keyOf } from "../../src/core/key.js";
import { figure } from "../../src/explain/quantities.js";
import { baselineOf } from "../../src/platform/baseline.js";
import type { StatedFacts } from "../../src/platform/facts.js";
import { nodeOf, planOf } from "../support/compile.js";

const keys = allKeys().map((id) => keyOf(id.split(".")));
const pages = new Map(keys.map((key) => [key.id, onPlatforms(key)]));

/** A node of a spec that states these facts, as the library plans it. */
function planned({ memory, ...facts }: StatedFacts) {
  const stated = { ...facts, memory: String(memory) };
  return nodeOf(
    planOf(
      `version: 1\nroles:\n  worker:\n    node: ${JSON.stringify(stated)}\n`,
    ),
    "worker",
  );
}

describe.each(platformNodes().map((each) => [each.label, each] as const))(
  "the pages of keys about %s",
  (_, { name, stated }) => {
    test("have the values that the library gives such a node", () => {
      const node = planned(stated);
      const wrong = keys.flatMap((key) => {
        const facts = findKey(key);
        const page = pages.get(key.id)?.find((each) => each.name === name);
        const value =
          page?.lacks !== undefined
            ? undefined
            : baselineOf(facts, key.id, node)?.value;
        const own =
          value === undefined
            ? undefined
            : figure(value, facts?.unit, node.facts);
        return page?.value === own ? [] : [`${key.id}: ${String(own)}`];
      });
      expect(wrong).toEqual([]);
    });

    test("do not contradict a node that states no kernel", () => {
      const node = planned(stated);
      const bare = planned({ ...stated, kernel: undefined });
      const wrong = keys.flatMap((key) => {
        const facts = findKey(key);
        const [own, other] = [node, bare].map((each) =>
          baselineOf(facts, key.id, each),
        );
        return own?.value === undefined ||
          other?.value === undefined ||
          own.value === other.value
          ? []
          : [`${key.id}: ${own.value} and ${other.value}`];
      });
      expect(wrong).toEqual([]);
    });
  },
);

test.each([
  ["net.core.qdisc_max_burst", "debian", "Linux 6.12 does not have it"],
  ["net.ipv4.vs.conn_max", "talos", "first seen in 7.2"],
])("%s is not on %s: %s", (id, name, why) => {
  const page = pages.get(id)?.find((each) => each.name === name);
  expect(page?.lacks).toContain(why);
});

test.each([
  ["net.core.rmem_max", "debian", "212992 (208 KiB)"],
  ["net.core.rmem_max", "azurelinux", "212992 (208 KiB)"],
  ["net.core.rmem_max", "raspberry-pi-os", "212992 (208 KiB)"],
  ["net.core.rmem_max", "talos", "4194304 (4 MiB)"],
])("%s on %s is %s", (id, name, value) => {
  const page = pages.get(id)?.find((each) => each.name === name);
  expect(page).toMatchObject({ value, sure: true });
});
