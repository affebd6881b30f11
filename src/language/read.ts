import { isSource } from "./decode.js";
import type { Diagnostic } from "../core/diagnostic.js";
import type { Layer, Spec } from "./model.js";
import type { Owner } from "../core/written.js";
import { readCilium } from "./read-cilium.js";
import { factPlaces, readFacts } from "./read-facts.js";
import { kernelBuildReader } from "./read-kernel-build.js";
import { reportForeign } from "./foreign-file.js";
import { isPlain } from "./plain-name.js";
import { readLayer, readTop } from "./read-layer.js";
import { readMonitoring } from "./read-monitoring.js";
import { readLevels } from "./read-levels.js";
import { readMounts } from "./read-mounts.js";
import { readNetworkTest } from "./read-network-test.js";
import { readRollouts } from "./read-rollout.js";
import { readHost, readRole, readWorkload } from "./read-nodes.js";
import { readTargets, textWithPlace } from "./read-targets.js";
import { checkReferences } from "./references.js";
import { UnreadNames } from "./unread-names.js";
import { includeSchema, specSchema } from "./schema.js";
import { reportIfEmpty } from "./nothing-to-build.js";
import { collectDiagnostics, type Reporter } from "../core/report.js";
import type { TargetFacts } from "../core/target.js";
import { readShape } from "./shape.js";
import type { Source, Span } from "../core/source.js";
import type { Entry, Tree } from "../core/tree.js";
import { readYaml } from "./yaml.js";

/** Reads a file that the spec names under `include` or as `kernelBuild`, by its path in the spec. */
export type ReadInclude = (path: string) => Source | Diagnostic;

/** What is needed to read a spec, besides its text. */
export interface ReadContext {
  readonly readInclude: ReadInclude;
  /** The targets that the section `targets` may name. */
  readonly targets: readonly TargetFacts[];
}

export interface ReadResult {
  /** What could be read; undefined if nothing could. */
  readonly spec: Spec | undefined;
  readonly errors: readonly Diagnostic[];
}

/** Reads a spec: first the YAML with positions, then the schema, then names and references. */
export function readSpec(source: Source, context: ReadContext): ReadResult {
  const reporter = collectDiagnostics();
  const spec = readWith(reporter, source, context);
  return { spec, errors: reporter.diagnostics };
}

function readWith(
  reporter: Reporter,
  source: Source,
  { readInclude, targets }: ReadContext,
): Spec | undefined {
  const { tree: parsed, errors } = readYaml(source);
  if (parsed?.entries?.has("version") !== true) {
    const foreign = reportForeign(source, parsed);
    if (foreign !== undefined) {
      reporter.add([foreign]);
      return undefined;
    }
  }
  reporter.add(errors);
  if (parsed === undefined || parsed.data === null) {
    if (errors.length > 0) return undefined;
    const span = { source, start: 0, end: 0 };
    return reporter.error("empty-spec", span, "the spec is empty", {
      help: 'start with "version: 1", profiles and roles',
    });
  }
  const shape = readShape(specSchema(targets), parsed);
  reporter.add(shape.errors);
  const { data } = shape;
  if (data === undefined) return undefined;
  // The tree still contains what the schema refused; the readers below get only what passed.
  const isSound = errors.length + shape.errors.length === 0;
  const tree = isSound ? parsed : keepPassed(parsed, data);
  const profiles = new Map<string, Layer>();
  const names = new UnreadNames(parsed);
  readIncludes(source, tree, readInclude, profiles, names, reporter);
  readProfiles(tree, profiles, reporter);
  const filesAt = kernelBuildReader(readInclude, reporter);
  const out = textWithPlace(tree.entries?.get("out")?.value) ?? {
    template: "out",
    span: tree.span,
  };
  const spec: Spec = {
    source,
    out,
    facts: readFacts(
      tree.entries?.get("node")?.value,
      data.node,
      reporter,
      filesAt,
    ),
    factPlaces: factPlaces(tree.entries?.get("node")?.value),
    memoryBudget: data.memoryBudget ?? {},
    profiles,
    roles: readNamed(tree, "roles", reporter, (owner, entry) =>
      readRole(owner, entry, data.roles?.[owner.name], reporter, filesAt),
    ),
    hosts: readNamed(tree, "hosts", reporter, (owner, entry) =>
      readHost(owner, entry, data.hosts?.[owner.name]?.node, reporter, filesAt),
    ),
    workloads: readNamed(tree, "workloads", reporter, (owner, entry) =>
      readWorkload(owner, entry, reporter),
    ),
    cilium: readCilium(tree.entries?.get("cilium"), reporter),
    mounts: readMounts(
      tree.entries?.get("mounts")?.value,
      parsed.entries?.get("mounts")?.value,
      reporter,
    ),
    top: readTop(tree, reporter),
    monitoring: readMonitoring(tree.entries?.get("monitoring"), reporter),
    networkTest: readNetworkTest(tree, parsed, reporter),
    rollouts: readRollouts(
      tree.entries?.get("rollout"),
      parsed.entries?.get("rollout")?.value,
      isPlain,
      reporter,
    ),
    ruleLevels: readLevels(tree.entries?.get("rules")?.value),
    prettier: data.prettier ?? true,
    targets: readTargets(
      tree.entries?.get("targets")?.value,
      data.targets,
      out.template,
      targets,
      reporter,
    ),
    targetFacts: targets,
  };
  reportIfEmpty(parsed, reporter);
  checkReferences(spec, names, reporter);
  return Object.freeze(spec);
}

/** Returns the tree without the values that `data`, the part that passed the schema, does not have. */
function keepPassed(tree: Tree, data: unknown): Tree {
  if (tree.entries === undefined || typeof data !== "object" || data === null)
    return tree;
  const entries = new Map<string, Entry>();
  for (const [name, entry] of tree.entries) {
    const value: unknown = Object.hasOwn(data, name)
      ? Reflect.get(data, name)
      : undefined;
    // Refused by the schema, or not readable.
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
  names: UnreadNames,
  reporter: Reporter,
): void {
  const first = new Map<string, Span>();
  for (const item of tree.entries?.get("include")?.value.items ?? []) {
    const path = String(item.data);
    const included = readInclude(path);
    if (!isSource(included)) {
      reporter.add([{ ...included, span: item.span }]);
      names.miss("profiles");
      continue;
    }
    const before = first.get(included.name);
    if (before !== undefined || included.name === source.name) {
      reportIncludedTwice(path, item.span, before, reporter);
      continue;
    }
    first.set(included.name, item.span);
    const { tree: parsed, errors } = readYaml(included);
    reporter.add(errors);
    if (parsed === undefined || parsed.data === null) {
      names.miss("profiles");
      if (errors.length === 0) {
        reporter.error("empty-spec", item.span, `${path} is empty`, {
          help: "remove it from `include`",
        });
      }
      continue;
    }
    names.add("profiles", parsed);
    const shape = readShape(includeSchema, parsed);
    reporter.add(shape.errors);
    if (shape.data !== undefined)
      readProfiles(keepPassed(parsed, shape.data), profiles, reporter);
  }
}

function reportIncludedTwice(
  path: string,
  span: Span,
  first: Span | undefined,
  reporter: Reporter,
): void {
  if (first === undefined) {
    reporter.error("include-cycle", span, "the spec includes itself", {
      help: "remove the line",
    });
  } else {
    reporter.error("named-twice", span, `${path} is included twice`, {
      help: "remove one of them",
      related: [{ message: "first included here", span: first }],
    });
  }
}

function readProfiles(
  tree: Tree,
  profiles: Map<string, Layer>,
  reporter: Reporter,
): void {
  for (const [name, entry] of tree.entries?.get("profiles")?.value.entries ??
    []) {
    const first = profiles.get(name);
    if (first !== undefined) {
      reporter.error(
        "duplicate-profile",
        entry.key,
        `the profile \`${name}\` is defined twice`,
        {
          why: "one of the two would be silently lost",
          help: "rename one of them",
          related: [{ message: "first set here", span: first.span }],
        },
      );
      continue;
    }
    profiles.set(name, readLayer({ kind: "profile", name }, entry, reporter));
  }
}

function readNamed<Item>(
  tree: Tree,
  section: "roles" | "hosts" | "workloads",
  reporter: Reporter,
  read: (owner: Owner, entry: Entry) => Item,
): ReadonlyMap<string, Item> {
  const kind = (
    { roles: "role", hosts: "host", workloads: "workload" } as const
  )[section];
  const items = new Map<string, Item>();
  for (const [name, entry] of tree.entries?.get(section)?.value.entries ?? []) {
    if (!isPlain(name)) {
      reporter.error(
        "malformed-name",
        entry.key,
        `${name === "" ? "an empty text" : `\`${name}\``} cannot name a ${kind}`,
        {
          why: "the name becomes part of a file's path",
          help: "use letters, digits, dots, dashes and underscores, with a letter or digit at both ends",
        },
      );
      continue;
    }
    items.set(name, read({ kind, name }, entry));
  }
  return items;
}
