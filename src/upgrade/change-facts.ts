import type { CiliumSection, Host, Role, Spec } from "../language/model.js";
import { mergeFacts, type StatedFacts } from "../platform/facts.js";
import { isSameRelease } from "./same-release.js";
import type { Upgrade } from "./names.js";
import { changeable, type FactDelta } from "./node-upgrade.js";

/** What the merged facts of a layer and of those above it become. */
export type ChangeFacts = (merged: StatedFacts) => FactDelta;

/**
 * Replaces facts of a spec, and leaves its text: each layer gets the facts of its own that its nodes need. A layer that
 * needs none is the same object as before.
 */
export function changeFacts(spec: Spec, change: ChangeFacts): Spec {
  const facts = layerFacts([spec.facts], [], change);
  const roles = mapValues(spec.roles, (role) =>
    withFacts(role, [spec.facts, role.facts], [facts], change),
  );
  const hosts = mapValues(spec.hosts, (host) => {
    const [old, now] = [spec.roles, roles].map((all) =>
      all.get(host.role.name),
    );
    // The reader has already reported an unknown role.
    return old === undefined || now === undefined
      ? host
      : withFacts(
          host,
          [spec.facts, old.facts, host.facts],
          [facts, now.facts],
          change,
        );
  });
  return { ...spec, facts, roles, hosts };
}

/** Replaces the version of Cilium's chart, where an upgrade is about it. */
export function changeCilium(
  spec: Spec,
  upgrades: readonly Upgrade[],
  side: "from" | "to",
): Spec {
  const { cilium } = spec;
  const upgrade = upgrades.find(({ name }) => name === "cilium");
  if (cilium === undefined || upgrade === undefined) return spec;
  if (!isCiliumUpgrade(cilium, upgrade)) return spec;
  const version = side === "to" ? upgrade.to : (cilium.version ?? upgrade.from);
  return { ...spec, cilium: { ...cilium, version } };
}

/** Whether an upgrade of Cilium is about the chart of the spec. */
export function isCiliumUpgrade(
  { version }: CiliumSection,
  { from, to }: Upgrade,
): boolean {
  if (version === undefined) return from !== undefined;
  return version !== to && (from === undefined || isSameRelease(version, from));
}

function withFacts<Layer extends Role | Host>(
  layer: Layer,
  old: readonly StatedFacts[],
  above: readonly StatedFacts[],
  change: ChangeFacts,
): Layer {
  const facts = layerFacts(old, above, change);
  return facts === layer.facts ? layer : { ...layer, facts };
}

/**
 * @param old the facts of all layers, the last of which is this one
 * @param above what the layers above have become
 */
function layerFacts(
  old: readonly StatedFacts[],
  above: readonly StatedFacts[],
  change: ChangeFacts,
): StatedFacts {
  const own = old.at(-1) ?? {};
  const merged = mergeFacts(old);
  const wanted: StatedFacts = { ...merged, ...change(merged) };
  const current = mergeFacts([...above, own]);
  const facts: { -readonly [Name in keyof StatedFacts]: StatedFacts[Name] } = {
    ...own,
  };
  let changed = false;
  for (const name of changeable) {
    if (current[name] === wanted[name]) continue;
    facts[name] = wanted[name];
    changed = true;
  }
  return changed ? facts : own;
}

function mapValues<Value>(
  values: ReadonlyMap<string, Value>,
  change: (value: Value) => Value,
): ReadonlyMap<string, Value> {
  return new Map([...values].map(([name, value]) => [name, change(value)]));
}
