import type { NodePlan, SettingGroup } from "../../plan/types.js";
import type { Module } from "../../settings/module.js";
import type { Sysctl } from "../../settings/sysctl/index.js";
import { proxyFields } from "../../platform/component/proxy-fields.js";
import { groupsOf } from "../../plan/groups.js";
import type { NodeFacts } from "../../core/facts.js";
import type { StatedFacts } from "../../platform/facts.js";
import { type Finding, toFinding } from "../../core/finding.js";
import type { Diagnostic } from "../../core/diagnostic.js";
import type { Span } from "../../core/source.js";
import type { Spec } from "../../language/model.js";
import { statedFacts } from "../../plan/machine.js";
import { valueText } from "../../settings/sysctl/value.js";
import { memoryOf, type MemoryOfNode } from "../memory.js";
import type { SpecView } from "../key/in-spec.js";
import { type NodeKind, nodeKindNames } from "../../settings/registry.js";
import type { Setting } from "../../settings/setting.js";
import { type SettingOnNode, settingsOnNode } from "../setting/on-node.js";
import type { OtherSubject } from "../subject.js";
import { type OwnedPlace, ownedPlace, type Place, placeOf } from "../places.js";
import { type StageOfNode, stagesOf } from "./stages.js";
import { valueWords } from "../quantities.js";

/** A setting of a node, and what the node has without it. */
export interface NodeSetting {
  readonly key: string;
  /** Undefined if the default is kept. */
  readonly value: string | undefined;
  readonly words: string | undefined;
  readonly left: Sysctl["left"];
  readonly baseline: Sysctl["baseline"];
  readonly why: readonly string[];
  readonly place: OwnedPlace;
  readonly overrode: readonly OwnedPlace[];
  readonly because: NonNullable<Sysctl["because"]>;
}

export interface NodeSettings {
  /** `profile k3s-minimum` */
  readonly owner: string;
  readonly why: string | undefined;
  readonly settings: readonly NodeSetting[];
}

/** The explanation of a role or host. */
export interface NodeExplanation {
  readonly kind: NodePlan["kind"];
  readonly name: string;
  /** What else has the same name; the role takes precedence. */
  readonly also: readonly OtherSubject[];
  readonly role: string;
  readonly why: string | undefined;
  readonly place: Place;
  readonly facts: StatedFacts;
  readonly profiles: readonly string[];
  /** The hosts of a role. */
  readonly hosts: readonly string[];
  /** The stages that deploy it; undefined for a spec without a rollout. */
  readonly stages: readonly StageOfNode[] | undefined;
  readonly groups: readonly NodeSettings[];
  readonly modules: readonly {
    readonly name: string;
    readonly parameters: Module["value"];
    readonly why: readonly string[];
    readonly because: readonly string[];
  }[];
  readonly kubeProxy: readonly {
    readonly flag: string;
    readonly value: string;
    readonly why: readonly string[];
    readonly because: readonly string[];
  }[];
  readonly allowedSysctls: readonly {
    readonly pattern: string;
    readonly because: readonly string[];
  }[];
  /** The settings of all other kinds. */
  readonly others: readonly SettingOnNode[];
  readonly files: readonly string[];
  readonly memory: MemoryOfNode;
  readonly findings: readonly Finding[];
}

/** The kinds that have fields of their own above. */
const shownApart: ReadonlySet<NodeKind> = new Set<NodeKind>([
  "sysctl",
  "module",
  "kubeProxy",
  "allowance",
]);

export function explainNode(
  node: NodePlan,
  also: NodeExplanation["also"],
  view: SpecView,
): NodeExplanation {
  const { kind, name, role, why, facts, profiles } = node;
  const { emitted, plan } = view;
  return {
    kind,
    name,
    also,
    role,
    why,
    place: placeOf(node.span),
    facts: factsIn(view.spec, node),
    profiles,
    hosts:
      kind === "host"
        ? []
        : plan.nodes
            .filter((each) => each.kind === "host" && each.role === name)
            .map((each) => each.name),
    stages: stagesOf(node, plan),
    groups: groupsOf(node).map((group) => groupOf(group, facts)),
    modules: node.settings.module.map(
      ({ id, value, why: reasons, because }) => ({
        name: id,
        parameters: value,
        why: reasons,
        because,
      }),
    ),
    kubeProxy: node.settings.kubeProxy.map(({ id, value, ...reasons }) => ({
      flag: proxyFields[id].flag,
      value,
      why: reasons.why,
      because: reasons.because,
    })),
    allowedSysctls: node.settings.allowance.map(({ id, because }) => ({
      pattern: id,
      because,
    })),
    others: settingsOnNode(node, emitted, (each) => !shownApart.has(each)),
    files: emitted.filesOf(node).map(({ path }) => emitted.shownPath(path)),
    memory: memoryOf(node, plan),
    findings: findingsOn(node, view),
  };
}

/** The facts as the spec states them, with the names of the platform. */
function factsIn(spec: Spec, { kind, name, role }: NodePlan): StatedFacts {
  const ofRole = spec.roles.get(role);
  const host = kind === "host" ? spec.hosts.get(name) : undefined;
  return ofRole === undefined ? {} : statedFacts(spec, ofRole, host);
}

function groupOf(
  { owner, why, sysctls }: SettingGroup,
  facts: NodeFacts,
): NodeSettings {
  return {
    owner: `${owner.kind} ${owner.name}`,
    why,
    settings: sysctls.map((sysctl) => {
      const text = sysctl.value && valueText(sysctl.value);
      return {
        key: sysctl.id,
        value: text,
        words:
          text === undefined
            ? undefined
            : valueWords(text, sysctl.known?.unit, facts),
        left: sysctl.left,
        baseline: sysctl.baseline,
        why: sysctl.why,
        place: ownedPlace(sysctl.origin),
        overrode: sysctl.overrode.map(ownedPlace),
        because: sysctl.because ?? [],
      };
    }),
  };
}

/** The findings on the lines of its settings, and on its name. */
function findingsOn(
  node: NodePlan,
  { diagnostics }: SpecView,
): readonly Finding[] {
  const starts = new Set(
    [
      node.span,
      ...nodeKindNames
        .flatMap((kind): readonly Setting[] => node.settings[kind])
        .flatMap(({ from }) => from.map(({ span }) => span)),
    ].map(startOf),
  );
  // A line of a profile may have a finding on some of its nodes only.
  const isOn = ({ reach }: Pick<Diagnostic, "reach">): boolean =>
    reach === undefined ||
    reach.nodes.some(
      ({ kind, name }) => kind === node.kind && name === node.name,
    );
  return diagnostics
    .filter(
      (each) =>
        each.span !== undefined && starts.has(startOf(each.span)) && isOn(each),
    )
    .map(toFinding);
}

function startOf({ source, start }: Span): string {
  return `${source.name}:${start}`;
}
