import { listOf } from "../../core/list-of.js";
import { onceFor } from "../../core/once-for.js";
import type { Platform } from "../../core/platform.js";
import type { Acceptance, Origin } from "../../core/written.js";
import type { Spec } from "../../language/model.js";
import { distinctNodes } from "../../plan/distinct-nodes.js";
import type { NodePlan } from "../../plan/types.js";
import type { SettingKind } from "../../settings/kind.js";
import { nodeKindNames, nodeKinds } from "../../settings/registry.js";
import type { WrittenSetting } from "../../settings/setting.js";
import { defineRule, type Report } from "../rule.js";
import { sectionsSwitchedOff } from "../support/switched-off.js";
import {
  answersOf,
  type Unwritten,
  unwrittenOn,
} from "../support/unwritten.js";

const RULE = "reaches-no-file";

export const reachesNoFile = defineRule({
  name: RULE,
  scope: "plan",
  severity: "warning",
  group: "hygiene",
  findsAbsence: true,
  summary: "Settings that no target writes for their nodes",
  page: () => ({
    explanation:
      "Which files a node has follows from its facts: `os` tells whether its settings become a NixOS module, a Talos patch or files below /etc, and `distribution` who configures its kubelet and kube-proxy. Without the fact, where the spec switches the target off (`targets: { k3s: false }`), or where the platform has no place for a setting, the setting is checked, but not written. A role is fine if each of its hosts states the fact itself.",
    source: "docs/spec.md: the facts `os` and `distribution`, and the targets",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { distribution: k3s, kernel: "6.12" }
    limits:
      nofile: 1048576 # Many connections
      services: [k3s]
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s, kernel: "6.12" }
    limits:
      nofile: 1048576 # Many connections
      services: [k3s]
`,
    },
  }),
  check: ({ nodes }, spec) => {
    const groups = new Map<string, Unwritten[]>();
    const answersOn = onceFor((platform: Platform) =>
      answersOf(platform, spec),
    );
    for (const node of distinctNodes(nodes)) {
      for (const unwritten of unwrittenOn(
        node,
        spec,
        answersOn(node.platform),
      )) {
        const key = keyOf(unwritten);
        listOf(groups, key).push(unwritten);
      }
    }
    const places = new Map<string, number>();
    for (const [first] of groups.values())
      if (first !== undefined) {
        const place = placeOf(first);
        places.set(place, (places.get(place) ?? 0) + 1);
      }
    return [
      ...topReports(spec, nodes),
      ...sectionsSwitchedOff(spec),
      ...[...groups.values()].flatMap((group) =>
        reportOf(group, nodes, spec, (first) =>
          (places.get(placeOf(first)) ?? 0) > 1 ? systemWords(first) : "",
        ),
      ),
    ];
  },
});

/** What the top of the spec sets, and no node has. */
function topReports(
  { top }: Spec,
  nodes: readonly NodePlan[],
): readonly Report[] {
  return nodeKindNames.flatMap((name) => {
    const kind: SettingKind = nodeKinds[name];
    const { appliesToNone, section } = kind;
    const written: readonly WrittenSetting[] = top.settings[name];
    if (appliesToNone === undefined) return [];
    const unused = written.filter(
      (each) => !nodes.some((node) => kind.appliesTo?.(each, node) === true),
    );
    const told = unused.find(({ accept }) => !accept.has(RULE));
    const silenced = unused.filter(({ accept }) => accept.has(RULE));
    return [...silenced, ...(told === undefined ? [] : [told])].map(
      ({ origin, accept }) => ({
        about: { accept },
        span: origin.span,
        message: `\`${section}\` at the top of the spec reaches no file`,
        ...appliesToNone,
      }),
    );
  });
}

/** One finding for what one place writes in one section, and each reason. */
function keyOf(unwritten: Unwritten): string {
  return [placeOf(unwritten), unwritten.reason].join("\0");
}

/** Tells findings about one place apart that have different reasons. */
function systemWords({ node: { platform } }: Unwritten): string {
  return platform.settingsForm === undefined
    ? ""
    : ` on ${platform.distroLabel ?? platform.systemLabel}`;
}

function placeOf({ kind, field, origin }: Unwritten): string {
  const { section } = nodeKinds[kind];
  const { owner, span } = origin;
  const place = field === undefined ? section : `${section}.${field}`;
  return [span.source.name, owner.kind, owner.name, place].join("\0");
}

function reportOf(
  group: readonly Unwritten[],
  nodes: readonly NodePlan[],
  spec: Spec,
  where: (first: Unwritten) => string,
): readonly Report[] {
  const unwrittenOnThem = nodesOf(group, nodes);
  const all = group.filter(({ node }) => unwrittenOnThem.includes(node));
  // Each `accept` silences its own setting only.
  const silenced = all.flatMap((unwritten): readonly Report[] => {
    const accept = acceptOf(unwritten, nodes, spec);
    return accept.has(RULE)
      ? [{ about: { accept }, span: unwritten.origin.span, message: "" }]
      : [];
  });
  const rest = all.filter(
    (unwritten) => !acceptOf(unwritten, nodes, spec).has(RULE),
  );
  const [any] = rest;
  if (any === undefined) return silenced;
  const first = rest.reduce((a, b) => (start(b) < start(a) ? b : a), any);
  const on = unwrittenOnThem.filter((node) =>
    rest.some((each) => each.node === node),
  );
  const { kind, field, origin, reason, off } = first;
  const of: SettingKind = nodeKinds[kind];
  const place = field === undefined ? of.section : `${of.section}.${field}`;
  const { owner } = origin;
  const left = new Set(rest.map((each) => each.origin.span.start)).size;
  const counted =
    silenced.length === 0
      ? ""
      : `${left} ${left === 1 ? "setting" : "settings"} in `;
  return [
    ...silenced,
    {
      about: { accept: new Map() },
      span: origin.span,
      nodes: on,
      message: `${counted}\`${place}\` ${ownerWords(owner)} ${left > 1 && counted !== "" ? "reach" : "reaches"} no file${where(first)}`,
      why: reason ?? missing[of.writtenBy ?? "os"].why,
      help:
        reason === undefined
          ? missing[of.writtenBy ?? "os"].help
          : off === undefined
            ? remedy(kind, on)
            : "remove `false` from `targets`, or remove the setting here",
      ...(off !== undefined && {
        related: [{ message: "switched off here", span: off }],
      }),
    },
  ];
}

/** What accepts a finding about a setting: itself, what it is written in, the node, and the role of a host. */
function acceptOf(
  { about, node, origin: { owner } }: Unwritten,
  nodes: readonly NodePlan[],
  { profiles }: Spec,
): ReadonlyMap<string, Acceptance> {
  const role = nodes.find(
    ({ kind, name }) => kind === "role" && name === node.role,
  );
  const profile =
    owner.kind === "profile" ? profiles.get(owner.name) : undefined;
  return new Map(
    [role, node, profile, about].flatMap((each) => [...(each?.accept ?? [])]),
  );
}

/** `of role \`worker\`` */
function ownerWords({ kind, name }: Origin["owner"]): string {
  return kind === "spec" ? "at the top of the spec" : `of ${kind} \`${name}\``;
}

const missing = {
  os: {
    why: "the spec states no `os`, so tunegen cannot tell which files to write",
    help: "add `node: { os: linux }` (or nixos, or talos) to the role or to the top of the spec",
  },
  distribution: {
    why: "the spec states no `distribution`, so tunegen cannot tell which files to write",
    help: "add `node: { distribution: k3s }`, or another, to the role or to the top of the spec",
  },
} as const;

function remedy(kind: Unwritten["kind"], on: readonly NodePlan[]): string {
  const place = on[0]?.platform.proxyPlace;
  return kind === "kubeProxy" && place !== undefined
    ? `set it in ${place}, and remove it here`
    : "remove it from what these nodes use, or write `null` to keep the reason";
}

function start({ origin }: { readonly origin: Origin }): number {
  return origin.span.start;
}

/** The nodes of a group, less roles all of whose hosts have the settings written. */
function nodesOf(
  group: readonly Unwritten[],
  nodes: readonly NodePlan[],
): readonly NodePlan[] {
  const on = [...new Set(group.map(({ node }) => node))];
  return on.filter((node) => {
    const hosts = nodes.filter(
      (each) => each.kind === "host" && each.role === node.name,
    );
    return (
      node.kind === "host" ||
      hosts.length === 0 ||
      hosts.some((host) => on.includes(host) || host.settings === node.settings)
    );
  });
}
