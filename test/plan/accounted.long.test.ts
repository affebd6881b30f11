import fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { hasErrors } from "../../src/core/diagnostic.js";
import { positionAt, type Source, type Span } from "../../src/core/source.js";
import type { Tree } from "../../src/core/tree.js";
import type { Spec } from "../../src/language/model.js";
import { readSpec } from "../../src/language/read.js";
import { readYaml } from "../../src/language/yaml.js";
import { buildPlan } from "../../src/plan/plan.js";
import type { Plan } from "../../src/plan/types.js";
import { proxySections } from "../../src/platform/component/proxy-fields.js";
import { nodeKindNames } from "../../src/settings/registry.js";
import type { Setting } from "../../src/settings/setting.js";
import { sysfsPattern } from "../../src/rules/effect/sysfs-pattern.js";
import { runRules } from "../../src/rules/lint.js";
import { unwrittenOn } from "../../src/rules/support/unwritten.js";
import { emitAll, targets } from "../../src/targets/emit.js";
import { anySections } from "./draw-settings.js";

const facts = fc.constantFrom(
  {},
  { os: "linux" },
  { os: "linux", distribution: "k3s", cpus: 4, memory: "4GiB" },
  { os: "linux", distribution: "eks", kubeProxy: "iptables" },
  { distro: "bottlerocket", distribution: "eks", kubeProxy: "iptables" },
  { os: "nixos", distribution: "kubeadm", kubeProxy: "none" },
  { os: "talos", osVersion: "1.11", cpus: 4 },
);

const isProxySection = (section: string): boolean =>
  proxySections.some((name) => name === section);

/** What is one setting each, in a section. */
function settingsOf(section: string, tree: Tree): readonly Tree[] {
  if (section === "interrupts") return [tree];
  if (tree.items !== undefined) return tree.items;
  return [...(tree.entries ?? [])].flatMap(([name, { value, key }]) => {
    if (section === "kubeProxy") return settingsOf(name, value);
    if (name === "services") return settingsOf(name, value);
    // An empty field of kube-proxy is as good as absent.
    if (
      isProxySection(section) &&
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

type Sections = Readonly<Record<string, unknown>>;

/** A role with a profile and a host, and settings in all three. */
interface Drawn {
  readonly node: Readonly<Record<string, unknown>>;
  readonly layers: {
    readonly profiles: Sections;
    readonly roles: Sections;
    readonly hosts: Sections;
  };
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  node: facts,
  layers: fc.record({
    // Interrupts and kube-proxy belong to nodes.
    profiles: anySections.map((sections) =>
      Object.fromEntries(
        Object.entries(sections).filter(
          ([name]) => name !== "interrupts" && name !== "kubeProxy",
        ),
      ),
    ),
    roles: anySections,
    hosts: anySections,
  }),
});

function sourceOf({ node, layers }: Drawn): Source {
  const text = stringify({
    version: 1,
    profiles: { p: { why: "Drawn", ...layers.profiles } },
    roles: { w: { why: "Drawn", node, profiles: ["p"], ...layers.roles } },
    hosts: { h: { role: "w", why: "Drawn", ...layers.hosts } },
  });
  return { name: "tuning.yaml", text };
}

/** A setting as it is written. */
interface Written {
  readonly section: string;
  /** What it begins with, which is its name in most sections. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

function writtenIn({ layers }: Drawn, source: Source): readonly Written[] {
  const tree = readYaml(source).tree?.entries;
  return Object.entries(layers).flatMap(([layer, sections]) => {
    const [owner] = [...(tree?.get(layer)?.value.entries?.values() ?? [])];
    return [...(owner?.value.entries ?? [])]
      .filter(([section]) => Object.hasOwn(sections, section))
      .flatMap(([section, { value, key }]) =>
        settingsOf(section, value).map(({ span }): Written => {
          const start = section === "interrupts" ? key.start : span.start;
          const [word = ""] = source.text
            .slice(start, span.end)
            .split(/[:\n]/u);
          return { section, word, start, end: span.end };
        }),
      );
  });
}

function isAmong(spans: readonly Span[]) {
  return ({ start, end }: Written): boolean =>
    spans.some((span) => span.start >= start && span.start <= end);
}

/** What of a spec is not in the plan, nor reported: the line of each setting. */
function lostBeforePlan(
  written: readonly Written[],
  source: Source,
  told: readonly Span[],
  plan: Plan | undefined,
): readonly number[] {
  const nameOf = ({ section, word }: Written) => `${section} ${word}`;
  // Of a setting with an error, no layer is planned.
  const failed = new Set(written.filter(isAmong(told)).map(nameOf));
  const isPlanned = isAmong(placesIn(plan));
  return written
    .filter((setting) => !failed.has(nameOf(setting)) && !isPlanned(setting))
    .map(({ start }) => positionAt(source, start).line);
}

/** The same spec without the settings that have errors, in all layers. */
function without(failed: readonly Written[], spec: Drawn): Drawn {
  const rest = (sections: Sections): Sections =>
    Object.fromEntries(
      Object.entries(sections).flatMap(([section, value]) => {
        const words = failed
          .filter((setting) => setting.section === section)
          .map(({ word }) => word);
        if (words.length === 0) return [[section, value]];
        if (typeof value !== "object" || value === null) return [];
        const kept = Object.entries(value).filter(
          ([name]) => !words.includes(name),
        );
        const isWhole = kept.length === Object.keys(value).length;
        return Array.isArray(value) || isWhole || kept.length === 0
          ? []
          : [[section, Object.fromEntries(kept)]];
      }),
    );
  const { profiles, roles, hosts } = spec.layers;
  return {
    ...spec,
    layers: {
      profiles: rest(profiles),
      roles: rest(roles),
      hosts: rest(hosts),
    },
  };
}

/** What of a plan is in no file of its node, nor reported to be in none. */
function lostBeforeFiles(plan: Plan, spec: Spec): readonly string[] {
  const files = emitAll(plan);
  // Rules that say that a target leaves a setting out.
  const leftOut = runRules([sysfsPattern], plan, spec).flatMap(
    ({ span }) => span?.start ?? [],
  );
  return plan.nodes.flatMap((node) => {
    const unwritten = unwrittenOn(node, spec);
    const written = new Set(
      files
        .filter(({ nodes }) => nodes.some(({ name }) => name === node.name))
        .flatMap(({ settingLines }) =>
          settingLines().map(({ kind, id }) => `${kind} ${id}`),
        ),
    );
    return nodeKindNames.flatMap((kind) => {
      const all: readonly Setting[] = node.settings[kind];
      return (
        all
          .filter(({ value }) => value !== undefined)
          // A field that is `null` keeps its reason, and is written nowhere.
          .filter(
            ({ fields = [] }) => !fields.some(({ text }) => text === "null"),
          )
          .filter(({ id }) => !written.has(`${kind} ${id}`))
          .filter(({ from, fields = [] }) =>
            from.some(
              ({ span: { start } }) =>
                !leftOut.includes(start) &&
                !unwritten.some(
                  ({ kind: other, field, origin }) =>
                    other === kind &&
                    (field === undefined
                      ? origin.span.start === start
                      : fields.some(({ name }) => name === field)),
                ),
            ),
          )
          .map(({ id }) => `${kind} ${id} of ${node.name}`)
      );
    });
  });
}

/** Checks a spec, then what is left of it without the settings that have errors. Returns whether files were checked. */
function account(spec: Drawn, more = 4): boolean {
  const source = sourceOf(spec);
  const read = readSpec(source, { readInclude: () => source, targets });
  const built = read.spec && buildPlan(read.spec);
  const errors = [...read.errors, ...(built?.errors ?? [])];
  const told = errors.flatMap(({ span }) => span ?? []);
  const unwritten = (built?.plan.nodes ?? []).flatMap((node) =>
    read.spec === undefined ? [] : unwrittenOn(node, read.spec),
  );
  const written = writtenIn(spec, source);
  const reported = [...told, ...unwritten.map(({ origin }) => origin.span)];
  const lost = lostBeforePlan(written, source, reported, built?.plan);
  expect(lost, source.text).toEqual([]);
  if (hasErrors(errors)) {
    const failed = written.filter(isAmong(told));
    return failed.length > 0 && more > 0
      ? account(without(failed, spec), more - 1)
      : false;
  }
  if (built === undefined || read.spec === undefined) return false;
  expect(lostBeforeFiles(built.plan, read.spec), source.text).toEqual([]);
  return true;
}

test("whatever the schema accepts is planned, written or reported", () => {
  let compared = 0;
  fc.assert(
    fc.property(drawn, (spec) => {
      if (account(spec)) compared += 1;
    }),
    { numRuns: 40 },
  );
  // Most of what is drawn comes to files.
  expect(compared).toBeGreaterThan(20);
});
