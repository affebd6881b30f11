import { type CompileSpecOptions, compileSpec } from "../compile.js";
import type { Spec } from "../language/model.js";
import { type FactLayer, factLayers } from "../plan/fact-layers.js";
import type { NodePlan, Plan } from "../plan/types.js";
import { mergeFacts } from "../platform/facts.js";
import { changeCilium, changeFacts, isCiliumUpgrade } from "./change-facts.js";
import { changesOf } from "./changes.js";
import { compareFiles } from "./files.js";
import type { Upgrade } from "./names.js";
import {
  after,
  before,
  changeable,
  releaseOf,
  type Standing,
  standing,
} from "./node-upgrade.js";
import { beyond, downgrade, kernelRemarks, unstated } from "./remarks.js";
import type { StatedPlace, Upgraded, UpgradeReach } from "./types.js";

/**
 * Compiles a spec twice, with the releases that upgrades start from and with those that they end with, and compares the
 * two. It touches neither disk nor console.
 */
export async function upgradeSpec(
  spec: Spec,
  upgrades: readonly Upgrade[],
  options: Pick<CompileSpecOptions, "specName"> = {},
): Promise<Upgraded> {
  const old = changeCilium(
    changeFacts(spec, (facts) => before(upgrades, facts)),
    upgrades,
    "from",
  );
  const now = changeCilium(
    changeFacts(spec, (facts) => after(upgrades, facts)),
    upgrades,
    "to",
  );
  const compile = (each: Spec): ReturnType<typeof compileSpec> =>
    compileSpec(each, { ...options, forComparison: true });
  const [was, is] = [compile(old), compile(now)];
  const reaches = upgrades.map((upgrade) => reachOf(upgrade, spec, is.plan));
  return {
    reaches,
    changes: changesOf(was, is),
    files: await compareFiles(was.files, is.files),
    places: placesOf(spec, now),
    remarks: [
      ...reaches.flatMap((reach) => remarksOf(reach, is.plan)),
      ...kernelRemarks(was.plan, is.plan),
    ],
  };
}

/** Which nodes an upgrade is about, and which not. */
function reachOf(upgrade: Upgrade, spec: Spec, { nodes }: Plan): UpgradeReach {
  if (upgrade.name === "cilium") return ciliumReach(upgrade, spec);
  const layers = factLayers(spec);
  const all = nodes.map((node, index) => {
    const facts = mergeFacts((layers[index] ?? []).map((each) => each.facts));
    return {
      node,
      release: releaseOf(upgrade.name, facts),
      is: standing(upgrade, facts),
    };
  });
  const where = (wanted: Standing): typeof all =>
    all.filter(({ is }) => is === wanted);
  const own = where("applies");
  return {
    upgrade,
    nodes: own.map(({ node }) => node),
    from: distinct(own.map(({ release }) => release ?? upgrade.from)),
    unstated: where("not stated")
      .map(({ node }) => node)
      .filter((node) => own.length === 0 || hasOne(upgrade, node)),
    applies: own.length > 0,
    isDone: where("upgraded").length > 0,
    others: distinct(where("other release").map(({ release }) => release)),
  };
}

/** Whether a node has what an upgrade is about; one without a stated distribution may be no node of a cluster. */
function hasOne({ name }: Upgrade, { platform }: NodePlan): boolean {
  return name !== "kubernetes" || platform.hasKubelet === true;
}

function ciliumReach(upgrade: Upgrade, { cilium }: Spec): UpgradeReach {
  const version = cilium?.version;
  const applies = cilium !== undefined && isCiliumUpgrade(cilium, upgrade);
  return {
    upgrade,
    nodes: [],
    from: applies ? distinct([version ?? upgrade.from]) : [],
    unstated: [],
    applies,
    isDone: version === upgrade.to,
    others: applies ? [] : distinct([version]),
  };
}

function distinct(
  releases: readonly (string | undefined)[],
): readonly string[] {
  return [...new Set(releases.filter((release) => release !== undefined))];
}

function remarksOf(
  { upgrade, from, unstated: nodes, applies, isDone }: UpgradeReach,
  plan: Plan,
): readonly string[] {
  return [
    applies ? beyond(upgrade) : undefined,
    downgrade(upgrade, from),
    !applies && isDone
      ? `the spec states ${upgrade.name} ${upgrade.to} already`
      : undefined,
    unstated(upgrade, nodes, plan.nodes),
  ].filter((remark) => remark !== undefined);
}

/** The places where the spec states what the upgrades change. */
function placesOf(spec: Spec, now: Spec): readonly StatedPlace[] {
  const layers: readonly (readonly [FactLayer, FactLayer | undefined])[] = [
    [spec, now],
    ...[...spec.roles].map(
      ([name, role]) => [role, now.roles.get(name)] as const,
    ),
    ...[...spec.hosts].map(
      ([name, host]) => [host, now.hosts.get(name)] as const,
    ),
  ];
  const version = now.cilium?.version;
  return [
    ...layers.flatMap(([{ facts, factPlaces }, changed]) =>
      changeable.flatMap((name): readonly StatedPlace[] => {
        const [span, from, to] = [
          factPlaces[name],
          facts[name],
          changed?.facts[name],
        ];
        return span === undefined || from === undefined || from === to
          ? []
          : [{ span, name, from, to }];
      }),
    ),
    ...(spec.cilium?.version === undefined || spec.cilium.version === version
      ? []
      : [
          {
            span: spec.cilium.span,
            name: "cilium.version",
            from: spec.cilium.version,
            to: version,
          },
        ]),
  ];
}
