import fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { positionAt, type Span } from "../../src/core/source.js";
import type { Tree } from "../../src/core/tree.js";
import { readSpec } from "../../src/language/read.js";
import { readYaml } from "../../src/language/yaml.js";
import { buildPlan } from "../../src/plan/plan.js";
import type { Plan } from "../../src/plan/types.js";
import { nodeKindNames } from "../../src/settings/registry.js";
import type { Setting } from "../../src/settings/setting.js";
import { reachesNoFile } from "../../src/rules/hygiene/reaches-no-file.js";
import { runRules } from "../../src/rules/lint.js";
import { targets } from "../../src/targets/emit.js";
import { anySections } from "./draw-settings.js";

const facts = fc.constantFrom(
  {},
  { os: "linux" },
  { os: "linux", distribution: "k3s", cpus: 4, memory: "4GiB" },
  { os: "linux", distribution: "eks", kubeProxy: "iptables" },
  { os: "nixos", distribution: "kubeadm", kubeProxy: "none" },
  { os: "talos", osVersion: "1.11", cpus: 4 },
);

/** What is one setting each, in a section. */
function settingsOf(section: string, tree: Tree): readonly Tree[] {
  if (section === "interrupts") return [tree];
  if (tree.items !== undefined) return tree.items;
  return [...(tree.entries ?? [])].flatMap(([name, { value, key }]) => {
    if (section === "kubeProxy") return settingsOf(name, value);
    if (name === "services") return settingsOf(name, value);
    // An empty field of kube-proxy is as good as absent.
    if (
      section === "conntrack" &&
      (value.entries?.get("value")?.value ?? value).data === null
    )
      return [];
    return [{ ...value, span: { ...value.span, start: key.start } }];
  });
}

function placesIn(plan: Plan | undefined): readonly Span[] {
  return (plan?.nodes ?? []).flatMap(({ settings }) =>
    nodeKindNames.flatMap((kind) => {
      const all: readonly Setting[] = settings[kind];
      return all.flatMap(({ from, overrode }) =>
        [...from, ...overrode].map(({ span }) => span),
      );
    }),
  );
}

test("whatever the schema accepts is planned for a target that writes it, or reported", () => {
  fc.assert(
    fc.property(anySections, facts, (sections, node) => {
      const text = stringify({
        version: 1,
        roles: { w: { why: "Drawn", node, ...sections } },
      });
      const source = { name: "tuning.yaml", text };
      const read = readSpec(source, { readInclude: () => source, targets });
      const built = read.spec && buildPlan(read.spec);
      const errors = [...read.errors, ...(built?.errors ?? [])];
      const told = errors.flatMap(({ span }) => span ?? []);
      const findings =
        read.spec && built
          ? runRules([reachesNoFile], built.plan, read.spec)
          : [];
      // It is told once for all that one place writes in one section.
      const lost = findings
        .filter(({ code }) => code === "reaches-no-file")
        .flatMap(({ span }) => span?.start ?? []);
      const known = [...told, ...placesIn(built?.plan)].map(
        ({ start }) => start,
      );
      const role = readYaml(source).tree?.entries?.get("roles")?.value.entries;
      for (const [section, { value, key }] of role?.get("w")?.value.entries ??
        []) {
        if (!Object.hasOwn(sections, section)) continue;
        const isIn = (from: number, to: number) => (place: number) =>
          place >= from && place <= to;
        if (lost.some(isIn(key.start, value.span.end))) continue;
        for (const { span } of settingsOf(section, value)) {
          const start = section === "interrupts" ? key.start : span.start;
          expect(
            known.some(isIn(start, span.end)),
            `line ${positionAt(source, start).line} of\n${text}`,
          ).toBe(true);
        }
      }
    }),
    { numRuns: 150 },
  );
});
