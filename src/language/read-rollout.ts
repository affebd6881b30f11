import { readReasons } from "../core/reasons.js";
import { below, type Reporter } from "../core/report.js";
import type { Span } from "../core/source.js";
import type { Entry, Tree } from "../core/tree.js";
import type { Reference } from "../core/written.js";
import { readAddresses, readServer } from "./read-address.js";
import { readCommands } from "./read-command.js";
import { readDuration } from "./read-duration.js";
import { readReferences } from "./read-layer.js";
import { readSignals } from "./read-signals.js";
import {
  clusterParts,
  nodePlaceholders,
  partPlaceholders,
  type Rollout,
  type WrittenStage,
  type WrittenSteps,
} from "./rollout-model.js";

/**
 * Reads the section `rollout`, which has passed the schema: one rollout, or a list of them.
 *
 * @param parsed the same section with the values that the schema refused
 */
export function readRollouts(
  entry: Entry | undefined,
  parsed: Tree | undefined,
  plainName: (name: string) => boolean,
  reporter: Reporter,
): readonly Rollout[] {
  if (entry === undefined) return [];
  const { items } = entry.value;
  if (items === undefined)
    return [
      readRollout(
        entry.value,
        parsed ?? entry.value,
        entry,
        plainName,
        reporter,
      ),
    ];
  for (const { entries, span } of items)
    if (entries?.has("name") === false)
      reporter.error(
        "missing-field",
        span,
        "a rollout of a list needs `name`",
        {
          help: "add a line `name: NAME`, such as the name of the cluster",
        },
      );
  const rollouts = items.map((item) =>
    readRollout(
      item,
      item,
      { key: item.span, comment: undefined },
      plainName,
      reporter,
    ),
  );
  onceEach(rollouts, "rollout", reporter);
  return rollouts;
}

function readRollout(
  tree: Tree,
  parsed: Tree,
  { key, comment }: Pick<Entry, "key" | "comment">,
  plainName: (name: string) => boolean,
  outer: Reporter,
): Rollout {
  const reasons = readReasons(tree, outer);
  const reporter = below(outer, reasons);
  const at = (field: string): Tree | undefined =>
    tree.entries?.get(field)?.value;
  const byRole = at("deploy")?.entries;
  const stages = at("stages");
  const name = at("name");
  const rollout: Rollout = {
    ...reasons,
    why: reasons.why ?? comment,
    name: name === undefined ? undefined : String(name.data),
    span: name?.span ?? key,
    hosts: [...(at("hosts")?.entries ?? [])].map(([role, listed]) => ({
      role: { name: role, span: listed.key },
      names: readReferences(listed.value).filter((host) =>
        isHostName(host, plainName, reporter),
      ),
    })),
    addresses: readAddresses(at("address"), reporter),
    prometheus: readServer(at("prometheus"), reporter),
    prepare: readCommands(at("prepare"), [], reporter),
    deploy:
      byRole === undefined
        ? readCommands(at("deploy"), nodePlaceholders, reporter)
        : undefined,
    deployByRole: [...(byRole ?? [])].flatMap(([role, written]) => {
      const deploy = readCommands(written.value, nodePlaceholders, reporter);
      return deploy === undefined
        ? []
        : [{ role: { name: role, span: written.key }, deploy }];
    }),
    deployCluster: readCommands(
      at("deployCluster"),
      partPlaceholders,
      reporter,
    ),
    stages: (stages?.items ?? []).map((stage) => readStage(stage, reporter)),
    ...readSteps(tree, true, reporter),
  };
  if (parsed.entries?.has("stages") !== true)
    need("stages", parsed, rollout.span, "the rollout", reporter);
  else if (stages?.items?.length === 0)
    reporter.error(
      "empty-stage",
      tree.entries?.get("stages")?.key,
      "the rollout has no stages",
      {
        why: "nothing would be rolled out",
        help: "write them in order: `stages: [{ name: canary, hosts: [NAME], soak: 24h }, { name: rest, roles: [NAME] }]`",
      },
    );
  onceEach(rollout.stages, "stage", reporter);
  return rollout;
}

/** Reports a required field that is missing. */
function need(
  field: "name" | "stages",
  { entries }: Tree,
  span: Span,
  what: string,
  reporter: Reporter,
): void {
  if (entries?.has(field) === true) return;
  reporter.error("missing-field", span, `${what} needs \`${field}\``, {
    help:
      field === "name"
        ? "add a line `name: NAME`"
        : "write the stages in order: `stages: [{ name: canary, hosts: [NAME], soak: 24h }, { name: rest, roles: [NAME] }]`",
  });
}

function isHostName(
  { name, span }: Reference,
  plainName: (name: string) => boolean,
  reporter: Reporter,
): boolean {
  if (plainName(name)) return true;
  reporter.error(
    "malformed-name",
    span,
    `${name === "" ? "an empty text" : `\`${name}\``} cannot name a host`,
    {
      help: "use letters, digits, dots, dashes and underscores, with a letter or digit at both ends; `address` says how to reach it",
    },
  );
  return false;
}

function readStage(tree: Tree, outer: Reporter): WrittenStage {
  const reasons = readReasons(tree, outer);
  const reporter = below(outer, reasons);
  const { entries } = tree;
  const at = (field: string): Tree | undefined => entries?.get(field)?.value;
  const name = at("name");
  need("name", tree, tree.span, "a stage", outer);
  // A name that YAML cannot hold has no data, and an error.
  const written = typeof name?.data === "string" ? name.data : undefined;
  const parts = clusterParts.flatMap((part) => {
    const entry = entries?.get(part);
    return entry === undefined ? [] : [{ name: part, span: entry.key }];
  });
  const [workloads, mounts] = [
    readReferences(at("workloads")),
    readReferences(at("mounts")),
  ];
  const ofNodes = parts.length + workloads.length + mounts.length === 0;
  return {
    ...reasons,
    name: written ?? `@${tree.span.start}`,
    isNamed: written !== undefined,
    span: name?.span ?? tree.span,
    hosts: readReferences(at("hosts")),
    roles: readReferences(at("roles")),
    workloads,
    mounts,
    parts,
    deploy: readCommands(
      at("deploy"),
      ofNodes ? nodePlaceholders : partPlaceholders,
      reporter,
    ),
    atOnce: readCount(at("atOnce"), reporter),
    pause: readDuration(entries?.get("pause"), reporter),
    soak: readDuration(entries?.get("soak"), reporter),
    ...readSteps(tree, ofNodes, reporter),
  };
}

function readSteps(
  { entries }: Tree,
  ofNodes: boolean,
  reporter: Reporter,
): WrittenSteps {
  return {
    watch: readSignals(entries?.get("watch")?.value, reporter),
    stop: readSignals(entries?.get("stop")?.value, reporter),
    rollback: readCommands(
      entries?.get("rollback")?.value,
      ofNodes ? nodePlaceholders : partPlaceholders,
      reporter,
    ),
  };
}

function readCount(tree: Tree | undefined, reporter: Reporter): number {
  const count = tree?.data;
  if (tree === undefined || typeof count !== "number") return 1;
  if (Number.isSafeInteger(count) && count >= 1) return count;
  reporter.error(
    "out-of-range",
    tree.span,
    `${String(count)} hosts cannot be deployed at once`,
    { help: "write a whole number, 1 or more" },
  );
  return 1;
}

/** Reports two rollouts, or two stages of one, with the same name: the headings of the runbook would not differ. */
function onceEach(
  all: readonly Pick<Rollout, "name" | "span">[],
  what: "rollout" | "stage",
  reporter: Reporter,
): void {
  const first = new Map<string, Pick<Rollout, "span">>();
  for (const each of all) {
    const { name = "", span } = each;
    const before = first.get(name);
    if (before === undefined) {
      first.set(name, each);
      if (name.trim() === "" && each.name !== undefined)
        reporter.error("malformed-name", span, `the ${what} has no name`, {
          help: "write a name, such as canary",
        });
      continue;
    }
    reporter.error(
      "named-twice",
      span,
      `the ${what} \`${name}\` exists twice`,
      {
        help: "rename one of them",
        related: [{ message: "the first", span: before.span }],
      },
    );
  }
}
