import { type Finding, toFinding } from "../../core/finding.js";
import type { Span } from "../../core/source.js";
import type { Owner } from "../../core/written.js";
import type { NodePlan } from "../../plan/types.js";
import {
  type NodeKind,
  nodeKindNames,
  nodeKinds,
} from "../../settings/registry.js";
import { targets } from "../../targets/emit.js";
import {
  type ProxyFacts,
  proxyFields,
  proxyOrder,
} from "../../platform/component/proxy-fields.js";
import type { SpecView } from "../key/in-spec.js";
import { type SettingOnNode, settingsOnNode } from "./on-node.js";

/** A kind that has a setting of this name. */
export interface KindOfSetting {
  /** The field of the spec that contains it. */
  readonly section: string;
  /** Where that field may be: `spec` is the top. */
  readonly places: readonly Owner["kind"][];
  readonly plural: string;
  /** The targets that write it. */
  readonly targets: readonly string[];
  /** Of a field of kube-proxy: its section and flag, and the sysctl that gets its value. */
  readonly proxy?: Pick<ProxyFacts, "section" | "flag" | "sysctl" | "leave">;
}

/** A setting on a role or host, with the name of that node. */
export interface SettingUsage extends SettingOnNode {
  readonly node: string;
}

/** The explanation of a setting that is not a sysctl. */
export interface SettingExplanation {
  readonly kind: "setting";
  /** Of the setting, or of a section. */
  readonly name: string;
  readonly kinds: readonly KindOfSetting[];
  /** Undefined without a spec that can be read. */
  readonly spec:
    | {
        readonly spec: string;
        readonly usages: readonly SettingUsage[];
        /** Roles and hosts without it. */
        readonly notSetOn: readonly string[];
        readonly findings: readonly Finding[];
      }
    | undefined;
}

/** Finds the kinds other than sysctls that have, or always know, a setting of this name, or whose section has it. */
export function settingKindsOf(
  name: string,
  view: SpecView | undefined,
): readonly NodeKind[] {
  return nodeKindNames.filter(
    (kind) =>
      kind !== "sysctl" &&
      (nodeKinds[kind].section === name ||
        nodeKinds[kind].names?.includes(name) === true ||
        view?.plan.nodes.some(({ settings }) =>
          settings[kind].some((setting) => isNamed(kind, setting, name)),
        ) === true),
  );
}

/** Explains a setting of any kind but a sysctl, with its nodes, places and lines. */
export function explainSetting(
  name: string,
  kinds: readonly NodeKind[],
  view: SpecView | undefined,
): SettingExplanation {
  return {
    kind: "setting",
    name,
    kinds: kinds.map((kind) => {
      const { section, places, plural } = nodeKinds[kind];
      return {
        section,
        places,
        plural,
        targets: targets
          .filter(({ handles }) => handles[kind] === true)
          .map((target) => target.name),
        ...(kind === "kubeProxy" && proxyOf(name)),
      };
    }),
    spec: view && inSpec(name, kinds, view),
  };
}

function proxyOf(name: string): Pick<KindOfSetting, "proxy"> {
  const field = proxyOrder.find((each) => each === name);
  if (field === undefined) return {};
  const { section, flag, sysctl, leave } = proxyFields[field];
  return { proxy: { section, flag, sysctl, leave } };
}

function inSpec(
  name: string,
  kinds: readonly NodeKind[],
  view: SpecView,
): NonNullable<SettingExplanation["spec"]> {
  const { nodes } = view.plan;
  const usages = nodes.flatMap((node) =>
    settingsOnNode(node, view.emitted, (kind) => kinds.includes(kind))
      .filter((each) =>
        isNamed(each.setting, { ...each, keyText: each.name }, name),
      )
      .map((setting) => ({ node: node.name, ...setting })),
  );
  const set = new Set(usages.map(({ node }) => node));
  return {
    spec: view.name,
    usages,
    notSetOn: nodes.map((node) => node.name).filter((node) => !set.has(node)),
    findings: findingsAbout(name, kinds, nodes, view),
  };
}

/** Whether a word means a setting: by its name, or by that of its section. */
function isNamed(
  kind: NodeKind,
  { id, keyText }: { readonly id: string; readonly keyText: string },
  name: string,
): boolean {
  return id === name || keyText === name || nodeKinds[kind].section === name;
}

/** The findings on the lines that set it. */
function findingsAbout(
  name: string,
  kinds: readonly NodeKind[],
  nodes: readonly NodePlan[],
  { diagnostics }: SpecView,
): readonly Finding[] {
  const starts = new Set(
    nodes.flatMap(({ settings }) =>
      kinds.flatMap((kind) =>
        settings[kind].flatMap((setting) =>
          isNamed(kind, setting, name)
            ? [setting.origin, ...setting.from, ...setting.overrode].map(
                ({ span }) => startOf(span),
              )
            : [],
        ),
      ),
    ),
  );
  return diagnostics
    .filter(({ span }) => span !== undefined && starts.has(startOf(span)))
    .map(toFinding);
}

function startOf({ source, start }: Span): string {
  return `${source.name}:${start}`;
}
