import { type Diagnostic, error } from "../core/diagnostic.js";
import type { Host, Layer, Role, Spec } from "../language/model.js";
import type { Reference } from "../core/written.js";
import { deriveAllowances } from "./derive-allowances.js";
import { deriveConntrack } from "./derive-conntrack.js";
import { deriveModules } from "./derive-modules.js";
import { deriveReservedPorts } from "./derive-ports.js";
import { type Machine, machineOf, statedFacts } from "./machine.js";
import { planInterrupts } from "./interrupts.js";
import { interpret, type TypedSysctl } from "./interpret.js";
import { resolveSysctls, valueOn } from "./resolve.js";
import { resolveSystem } from "./system.js";
import type { MemoryBudget, NodePlan } from "./types.js";

/** What tuning may take of a node's memory, in per cent, where the spec does not say. */
const usualBudget: MemoryBudget = { reserved: 10, ceiling: 50 };

/** What a node gets by its role and layers; hosts that add nothing of their own share their role's. */
type Resolution = Pick<
  NodePlan,
  "profiles" | "layers" | "settings" | keyof Machine
>;

/** Resolves the nodes of one spec; every layer is looked up once. */
export class Planner {
  readonly faults: Diagnostic[] = [];
  readonly #typed = new Map<Layer, readonly TypedSysctl[]>();
  readonly #shared = new Map<string, Resolution>();
  readonly #machines = new Map<string, Machine>();
  readonly #budgets = new Map<Role, MemoryBudget>();

  constructor(readonly spec: Spec) {}

  role(role: Role): NodePlan {
    const machine = this.#machineOf(role);
    const profiles = onceEach(role.profiles);
    const resolution = this.#resolve(role, profiles, undefined, machine);
    this.#shared.set(sharingKey(role.owner.name, profiles), resolution);
    return this.#node("role", role, role, resolution);
  }

  host(host: Host): readonly NodePlan[] {
    const role = this.spec.roles.get(host.role.name);
    // A role that does not exist was reported where it is named.
    if (role === undefined) return [];
    const removed = new Set(host.remove.map(({ name }) => name));
    this.faults.push(
      ...host.remove
        // One that does not exist at all was reported where it is named.
        .filter(({ name }) => this.spec.profiles.has(name))
        .flatMap((reference) => neverThere(reference, role)),
    );
    const profiles = onceEach([
      ...role.profiles.filter(({ name }) => !removed.has(name)),
      ...host.add.filter(
        ({ name }) => !role.profiles.some((profile) => profile.name === name),
      ),
    ]);
    const ofRole = this.#machineOf(role);
    const ownFacts = Object.keys(host.facts).length > 0;
    if (ownFacts || hasOwnSettings(host)) {
      const machine = ownFacts
        ? machineOf(statedFacts(this.spec, role, host))
        : ofRole;
      return [
        this.#node(
          "host",
          host,
          role,
          this.#resolve(role, profiles, host, machine),
        ),
      ];
    }
    const key = sharingKey(role.owner.name, profiles);
    const resolution =
      this.#shared.get(key) ?? this.#resolve(role, profiles, undefined, ofRole);
    this.#shared.set(key, resolution);
    return [this.#node("host", host, role, resolution)];
  }

  /**
   * Profiles that no node uses, or that are overridden wherever they are used, have their keys looked up and their
   * values read all the same: what no node could take is a fault.
   */
  lookUpUnused(): void {
    const { pageSize } = this.spec.facts;
    for (const profile of this.spec.profiles.values()) {
      for (const typed of this.#interpret(profile)) {
        const faults: Diagnostic[] = [];
        valueOn(typed, { pageSize }, faults);
        // The nodes that use it say how many cores they have.
        this.faults.push(
          ...faults.filter(({ code }) => code !== "missing-fact"),
        );
      }
    }
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
    const machine = machineOf(statedFacts(this.spec, role));
    this.#machines.set(role.owner.name, machine);
    return machine;
  }

  #resolve(
    role: Role,
    profiles: readonly Reference[],
    host: Host | undefined,
    machine: Machine,
  ): Resolution {
    const { facts, platform } = machine;
    const ranked = [
      ...profiles
        .flatMap(({ name }) => this.spec.profiles.get(name) ?? [])
        .map((layer) => ({ layer, level: 0 })),
      { layer: role, level: 1 },
      ...(host === undefined ? [] : [{ layer: host, level: 2 }]),
    ];
    const layers = ranked.map(({ layer }) => layer);
    const written = resolveSysctls(
      ranked.map(({ layer, level }) => ({
        layer,
        level,
        sysctls: this.#interpret(layer),
      })),
      facts,
      this.faults,
    );
    const sysctl = deriveReservedPorts(written, platform);
    const conntrack = [
      { level: -1, settings: this.spec.conntrack },
      ...ranked.map(({ layer, level }) => ({
        level,
        settings: layer.settings.conntrack,
      })),
    ];
    return Object.freeze({
      facts,
      platform,
      profiles: profiles.map(({ name }) => name),
      layers: layers.map(({ owner, why, refs }) => ({ owner, why, refs })),
      settings: Object.freeze({
        sysctl,
        interrupts: planInterrupts(role, host, machine, sysctl, this.faults),
        module: deriveModules(ranked, sysctl, this.faults),
        allowance: deriveAllowances(
          role.owner.name,
          layers,
          this.spec.workloads.values(),
          machine,
          this.faults,
        ),
        conntrack: deriveConntrack(conntrack, sysctl, platform, this.faults),
        ...resolveSystem(ranked, this.faults),
      }),
    });
  }

  #interpret(layer: Layer): readonly TypedSysctl[] {
    const known = this.#typed.get(layer);
    if (known !== undefined) return known;
    const typed = layer.settings.sysctl.flatMap(
      (written) => interpret(written, this.faults) ?? [],
    );
    this.#typed.set(layer, typed);
    return typed;
  }
}

function hasOwnSettings({ settings }: Layer): boolean {
  const { interrupts, ...lists } = settings;
  return (
    interrupts !== undefined ||
    Object.values(lists).some(({ length }) => length > 0)
  );
}

/** A name that stands twice in a list was reported there; its settings are not to be written twice. */
function onceEach(profiles: readonly Reference[]): readonly Reference[] {
  return [...new Map(profiles.map((each) => [each.name, each])).values()];
}

function sharingKey(role: string, profiles: readonly Reference[]): string {
  return [role, ...profiles.map(({ name }) => name)].join("\0");
}

function neverThere(reference: Reference, role: Role): readonly Diagnostic[] {
  if (role.profiles.some(({ name }) => name === reference.name)) return [];
  return [
    error(
      "unknown-profile",
      reference.span,
      `the role \`${role.owner.name}\` has no profile \`${reference.name}\` to remove`,
      {
        help: "remove the line",
        related: [{ message: "the role", span: role.span }],
      },
    ),
  ];
}
