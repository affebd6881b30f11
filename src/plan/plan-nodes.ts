import type { Diagnostic } from "../core/diagnostic.js";
import { collectDiagnostics, type Reporter } from "../core/report.js";
import type { Reference } from "../core/written.js";
import type { Host, Layer, Role, Spec } from "../language/model.js";
import type { Machine } from "../settings/kind.js";
import { nodeKindNames } from "../settings/registry.js";
import { checkDistros } from "./check-distros.js";
import { checkKernelBuilds } from "./check-kernel-builds.js";
import { checkProxyModes } from "./check-proxy-modes.js";
import { checkUnusedValues } from "./check-unused-values.js";
import { openMachines, statedFacts } from "./machine.js";
import { type RankedLayer, resolveNode } from "./resolve-node.js";
import type { MemoryBudget, NodePlan } from "./types.js";

/** Plans every role and host of a spec: roles in the order of the spec, then hosts. */
export function planNodes(spec: Spec, reporter: Reporter): readonly NodePlan[] {
  const planner = new NodePlanner(spec, reporter);
  const nodes = [
    ...[...spec.roles.values()].map((role) => planner.role(role)),
    ...[...spec.hosts.values()].flatMap((host) => planner.host(host)),
  ];
  planner.report(nodes);
  checkUnusedValues(spec, reporter);
  checkDistros(spec, reporter);
  checkKernelBuilds(spec, reporter);
  checkProxyModes(spec, reporter);
  return Object.freeze(nodes);
}

/** The default memory budget: what tuning may use of a node's memory, in per cent. */
const usualBudget: MemoryBudget = { reserved: 10, ceiling: 50 };

/** What a node gets from its role and layers; hosts without settings of their own share that of their role. */
type Resolution = Pick<
  NodePlan,
  "profiles" | "layers" | "settings" | keyof Machine
>;

class NodePlanner {
  readonly #shared = new Map<string, Resolution>();
  readonly #machine = openMachines();
  readonly #machines = new Map<string, Machine>();
  readonly #budgets = new Map<Role, MemoryBudget>();
  /** What was found while settings were resolved, on whichever nodes have them. */
  readonly #found = new Map<NodePlan["settings"], readonly Diagnostic[]>();

  constructor(
    readonly spec: Spec,
    readonly reporter: Reporter,
  ) {}

  role(role: Role): NodePlan {
    const machine = this.#machineOf(role);
    const profiles = onceEach(role.profiles);
    const resolution = this.#resolve(role, profiles, undefined, machine);
    this.#shared.set(sharingKey(role.owner.name, profiles), resolution);
    return this.#node("role", role, role, resolution);
  }

  host(host: Host): readonly NodePlan[] {
    const role = this.spec.roles.get(host.role.name);
    // The reader has already reported an unknown role.
    if (role === undefined) return [];
    for (const reference of host.remove) {
      // The reader has already reported an unknown profile.
      if (this.spec.profiles.has(reference.name))
        checkRemoved(reference, role, this.reporter);
    }
    const resolution = this.#resolutionOf(host, role);
    return [this.#node("host", host, role, resolution)];
  }

  /** Reports what resolving found, with the nodes that it was found on. */
  report(nodes: readonly NodePlan[]): void {
    for (const node of nodes) {
      const found = this.#found.get(node.settings);
      // Sorting joins what several nodes have.
      const reach = { nodes: [node] };
      if (found !== undefined)
        this.reporter.add(found.map((each) => ({ ...each, reach })));
    }
  }

  #resolutionOf(host: Host, role: Role): Resolution {
    const removed = new Set(host.remove.map(({ name }) => name));
    const profiles = onceEach([
      ...role.profiles.filter(({ name }) => !removed.has(name)),
      ...host.add.filter(
        ({ name }) => !role.profiles.some((profile) => profile.name === name),
      ),
    ]);
    const ofRole = this.#machineOf(role);
    const ownFacts = Object.keys(host.facts).length > 0;
    if (ownFacts || hasOwnSettings(host) || host.priority !== undefined) {
      const machine = ownFacts
        ? this.#machine(statedFacts(this.spec, role, host))
        : ofRole;
      return this.#resolve(role, profiles, host, machine);
    }
    const key = sharingKey(role.owner.name, profiles);
    const resolution =
      this.#shared.get(key) ?? this.#resolve(role, profiles, undefined, ofRole);
    this.#shared.set(key, resolution);
    return resolution;
  }

  #node(
    kind: NodePlan["kind"],
    layer: Layer,
    role: Role,
    resolution: Resolution,
  ): NodePlan {
    return Object.freeze({
      ...resolution,
      kind,
      name: layer.owner.name,
      role: role.owner.name,
      why: layer.why,
      accept: layer.accept,
      span: layer.span,
      memoryBudget: this.#budgetOf(role),
    });
  }

  #budgetOf(role: Role): MemoryBudget {
    const known = this.#budgets.get(role);
    if (known !== undefined) return known;
    const { memoryBudget: top } = this.spec;
    const { reserved, ceiling } = role.memoryBudget;
    const budget = Object.freeze({
      reserved: reserved ?? top.reserved ?? usualBudget.reserved,
      ceiling: ceiling ?? top.ceiling ?? usualBudget.ceiling,
    });
    this.#budgets.set(role, budget);
    return budget;
  }

  #machineOf(role: Role): Machine {
    const known = this.#machines.get(role.owner.name);
    if (known !== undefined) return known;
    const machine = this.#machine(statedFacts(this.spec, role));
    this.#machines.set(role.owner.name, machine);
    return machine;
  }

  #resolve(
    role: Role,
    profiles: readonly Reference[],
    host: Host | undefined,
    machine: Machine,
  ): Resolution {
    const own: readonly RankedLayer[] = [
      ...profiles
        .flatMap(({ name }) => this.spec.profiles.get(name) ?? [])
        .map((layer) => ({ layer, level: 0 })),
      { layer: role, level: 1 },
      ...(host === undefined ? [] : [{ layer: host, level: 2 }]),
    ];
    const { top } = this.spec;
    const found = collectDiagnostics();
    const settings = resolveNode(
      [{ layer: top, level: -1 }, ...own],
      role.owner.name,
      machine,
      this.spec,
      found,
    );
    if (found.diagnostics.length > 0)
      this.#found.set(settings, found.diagnostics);
    return Object.freeze({
      ...machine,
      profiles: profiles.map(({ name }) => name),
      layers: own.map(({ layer: { owner, why, refs } }) => ({
        owner,
        why,
        refs,
      })),
      settings,
    });
  }
}

function hasOwnSettings({ settings }: Layer): boolean {
  return nodeKindNames.some((kind) => settings[kind].length > 0);
}

/** Removes repeated names, which the reader has already reported. */
function onceEach(profiles: readonly Reference[]): readonly Reference[] {
  return [...new Map(profiles.map((each) => [each.name, each])).values()];
}

function sharingKey(role: string, profiles: readonly Reference[]): string {
  return [role, ...profiles.map(({ name }) => name)].join("\0");
}

/** Reports a profile to remove that the role of the host does not have. */
function checkRemoved(
  { name, span }: Reference,
  role: Role,
  reporter: Reporter,
): void {
  if (role.profiles.some((profile) => profile.name === name)) return;
  reporter.error(
    "unknown-profile",
    span,
    `role \`${role.owner.name}\` has no profile \`${name}\` to remove`,
    {
      help: "remove the line",
      related: [{ message: "the role", span: role.span }],
    },
  );
}
