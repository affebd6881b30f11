import { isSource } from "./decode.js";
import { type Diagnostic, error } from "../core/diagnostic.js";
import type { Layer, Spec } from "./model.js";
import type { Owner } from "../core/written.js";
import { readCilium } from "./read-cilium.js";
import { readFacts } from "./read-facts.js";
import { readConntrack, readLayer } from "./read-layer.js";
import { readMonitoring } from "./read-monitoring.js";
import { readMounts } from "./read-mounts.js";
import { readHost, readRole, readWorkload } from "./read-nodes.js";
import { readTargets, textWithPlace } from "./read-targets.js";
import { referenceFaults } from "./references.js";
import { includeSchema, type SpecData, specSchema } from "./schema.js";
import { readShape } from "./shape.js";
import type { Source, Span } from "../core/source.js";
import type { Entry, Tree } from "../core/tree.js";
import { readYaml } from "./yaml.js";

/** Reads a file that the spec names under `include`, by the path written there. */
export type ReadInclude = (path: string) => Source | Diagnostic;

export interface ReadResult {
  /** What could be read; undefined where there is nothing to go on with. */
  readonly spec: Spec | undefined;
  readonly faults: readonly Diagnostic[];
}

/** Text to spec: YAML with positions, then the schema, then the names and references of the language. */
export function readSpec(source: Source, readInclude: ReadInclude): ReadResult {
  const { tree: parsed, faults: yamlFaults } = readYaml(source);
  const faults: Diagnostic[] = [...yamlFaults];
  if (parsed === undefined || parsed.data === null) {
    const span = { source, start: 0, end: 0 };
    if (faults.length === 0) {
      faults.push(
        error("empty-spec", span, `${source.name} is empty`, {
          help: 'begin with "version: 1", profiles and roles',
        }),
      );
    }
    return { spec: undefined, faults };
  }
  const { data, faults: shapeFaults } = readShape<SpecData>(
    specSchema,
    parsed,
    source,
  );
  faults.push(...shapeFaults);
  if (data === undefined) return { spec: undefined, faults };
  // The tree still holds what the schema refused; below, only what passed is walked.
  const tree = keepPassed(parsed, data);
  const profiles = new Map<string, Layer>();
  readIncludes(source, tree, readInclude, profiles, faults);
  readProfiles(tree, profiles, faults);
  const spec: Spec = {
    source,
    out: textWithPlace(tree.entries?.get("out")?.value) ?? {
      template: "out",
      span: tree.span,
    },
    facts: readFacts(tree.entries?.get("node")?.value, data.node, faults),
    memoryBudget: data.memoryBudget ?? {},
    profiles,
    roles: readNamed(tree, "roles", faults, (owner, entry) =>
      readRole(owner, entry, data.roles?.[owner.name], faults),
    ),
    hosts: readNamed(tree, "hosts", faults, (owner, entry) =>
      readHost(owner, entry, data.hosts?.[owner.name]?.node, faults),
    ),
    workloads: readNamed(tree, "workloads", faults, (owner, entry) =>
      readWorkload(owner, entry, faults),
    ),
    cilium: readCilium(tree.entries?.get("cilium"), faults),
    mounts: readMounts(tree.entries?.get("mounts")?.value, faults),
    conntrack: readConntrack(
      { kind: "spec", name: "kubeProxy" },
      tree.entries?.get("kubeProxy")?.value,
      faults,
    ),
    monitoring: readMonitoring(tree.entries?.get("monitoring"), faults),
    targets: readTargets(
      tree.entries?.get("targets")?.value,
      data.targets,
      faults,
    ),
  };
  faults.push(...referenceFaults(spec));
  return { spec: Object.freeze(spec), faults };
}

/** A tree less everything that is not in `data`, which is the same data after the schema's cuts. */
function keepPassed(tree: Tree, data: unknown): Tree {
  if (tree.entries === undefined || typeof data !== "object" || data === null)
    return tree;
  const entries = new Map<string, Entry>();
  for (const [name, entry] of tree.entries) {
    const value: unknown = Object.hasOwn(data, name)
      ? Reflect.get(data, name)
      : undefined;
    // Left out by the schema, or never read.
    if (value === undefined) continue;
    entries.set(name, { ...entry, value: keepPassed(entry.value, value) });
  }
  return { ...tree, entries, data };
}

function readIncludes(
  source: Source,
  tree: Tree,
  readInclude: ReadInclude,
  profiles: Map<string, Layer>,
  faults: Diagnostic[],
): void {
  const first = new Map<string, Span>();
  for (const item of tree.entries?.get("include")?.value.items ?? []) {
    const path = String(item.data);
    const included = readInclude(path);
    if (!isSource(included)) {
      faults.push({ ...included, span: item.span });
      continue;
    }
    const before = first.get(included.name);
    if (before !== undefined || included.name === source.name) {
      faults.push(includedTwice(path, item.span, before));
      continue;
    }
    first.set(included.name, item.span);
    const { tree: parsed, faults: yamlFaults } = readYaml(included);
    faults.push(...yamlFaults);
    if (parsed === undefined || parsed.data === null) {
      if (yamlFaults.length === 0) {
        faults.push(
          error("empty-spec", item.span, `${path} is empty`, {
            help: "remove it from `include`",
          }),
        );
      }
      continue;
    }
    const { data, faults: shapeFaults } = readShape(
      includeSchema,
      parsed,
      included,
    );
    faults.push(...shapeFaults);
    if (data !== undefined)
      readProfiles(keepPassed(parsed, data), profiles, faults);
  }
}

function includedTwice(
  path: string,
  span: Span,
  first: Span | undefined,
): Diagnostic {
  return first === undefined
    ? error("include-cycle", span, `${path} includes itself`, {
        help: "remove the line",
      })
    : error("named-twice", span, `${path} is included twice`, {
        help: "remove one of them",
        related: [{ message: "first included here", span: first }],
      });
}

function readProfiles(
  tree: Tree,
  profiles: Map<string, Layer>,
  faults: Diagnostic[],
): void {
  for (const [name, entry] of tree.entries?.get("profiles")?.value.entries ??
    []) {
    const first = profiles.get(name);
    if (first !== undefined) {
      faults.push(
        error(
          "duplicate-profile",
          entry.key,
          `the profile \`${name}\` is written twice`,
          {
            why: "one of the two would be lost without a word",
            help: "rename one of them",
            related: [{ message: "first written here", span: first.span }],
          },
        ),
      );
      continue;
    }
    profiles.set(name, readLayer({ kind: "profile", name }, entry, faults));
  }
}

/** Roles, hosts and workloads give names to files and objects: only plain names pass. */
const plainName = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?$/u;

function readNamed<Item>(
  tree: Tree,
  section: "roles" | "hosts" | "workloads",
  faults: Diagnostic[],
  read: (owner: Owner, entry: Entry) => Item,
): ReadonlyMap<string, Item> {
  const kind = (
    { roles: "role", hosts: "host", workloads: "workload" } as const
  )[section];
  const items = new Map<string, Item>();
  for (const [name, entry] of tree.entries?.get(section)?.value.entries ?? []) {
    if (!plainName.test(name) || name.includes("..")) {
      faults.push(
        error(
          "malformed-name",
          entry.key,
          `${name === "" ? "an empty text" : `\`${name}\``} cannot name a ${kind}`,
          {
            why: "the name becomes part of a file's path",
            help: "use letters, digits, dots, dashes and underscores, with a letter or digit at both ends",
          },
        ),
      );
      continue;
    }
    items.set(name, read({ kind, name }, entry));
  }
  return items;
}
