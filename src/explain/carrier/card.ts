import { type Finding, toFinding } from "../../core/finding.js";
import { type Span, spanText } from "../../core/source.js";
import type { Owner, Reference } from "../../core/written.js";
import { type Written, writtenIn } from "../../language/written-settings.js";
import { exposesPassword } from "../../rules/support/mounts.js";
import type { Kind } from "../../settings/registry.js";
import type { WrittenSetting } from "../../settings/setting.js";
import { valueText } from "../../settings/sysctl/value.js";
import { type EmittedLine, linesOf } from "../emitted.js";
import type { SpecView } from "../key/in-spec.js";
import { type Place, placeOf } from "../places.js";
import type { OtherSubject } from "../subject.js";
import type { CarrierKind, NamedCarrier } from "./find.js";

/** A setting of a profile, workload or mount. */
export interface CarriedSetting {
  readonly setting: Kind;
  readonly name: string;
  /** As in the spec. Undefined if it has several parts, and for a password. */
  readonly value: string | undefined;
  readonly why: string | undefined;
  readonly place: Place;
  /** The lines of generated files that contain it; those of a profile are in the files of its nodes. */
  readonly lines: readonly EmittedLine[];
}

/** The explanation of a profile, workload or mount. */
export interface CarrierExplanation {
  readonly kind: CarrierKind;
  readonly name: string;
  /** What else has the same name. */
  readonly also: readonly OtherSubject[];
  readonly why: string | undefined;
  readonly refs: readonly string[];
  readonly place: Place;
  /** What it is about, by label. */
  readonly about: Readonly<Record<string, readonly string[]>>;
  readonly settings: readonly CarriedSetting[];
  readonly files: readonly string[];
  readonly findings: readonly Finding[];
}

/** Explains a profile, workload or mount: what it is about, its settings and the files with them. */
export function explainCarrier(
  kind: CarrierKind,
  carrier: NamedCarrier,
  also: readonly OtherSubject[],
  view: SpecView,
): CarrierExplanation {
  const { owner, why, refs, span } = carrier;
  const written = writtenIn(carrier);
  return {
    kind,
    name: owner.name,
    also,
    why,
    refs,
    place: placeOf(span),
    about: aboutOf(kind, owner.name, view),
    settings: written.map((each) => settingOf(each, owner, view)),
    files: view.emitted
      .filesOf(owner)
      .map(({ path }) => view.emitted.shownPath(path)),
    findings: findingsOn(
      [span, ...written.map(({ setting }) => setting.origin.span)],
      view,
    ),
  };
}

function aboutOf(
  kind: CarrierKind,
  name: string,
  { plan }: SpecView,
): CarrierExplanation["about"] {
  if (kind === "profile") {
    const users = plan.nodes.filter(({ profiles }) => profiles.includes(name));
    const named = (of: "role" | "host") =>
      users.filter((node) => node.kind === of).map((node) => node.name);
    return { roles: named("role"), hosts: named("host") };
  }
  if (kind === "workload") {
    const workload = plan.workloads.find((each) => each.name === name);
    if (workload === undefined) return {};
    const { objectName, namespace, roles, hostNetwork, hostIPC } = workload;
    return {
      object: [`${workload.kind} ${objectName}`],
      namespace: namespace === undefined ? [] : [namespace],
      roles,
      shares: [
        ...(hostNetwork ? ["the node's network namespace"] : []),
        ...(hostIPC ? ["the node's IPC namespace"] : []),
      ],
    };
  }
  const mount = plan.mounts?.find((each) => each.name === name);
  return mount === undefined
    ? {}
    : {
        driver: [mount.driver],
        list: [mount.list],
        volumes: names(mount.persistentVolumes),
        classes: names(mount.storageClasses),
        writers: mount.writers === undefined ? [] : [mount.writers],
      };
}

function names(references: readonly Reference[]): readonly string[] {
  return references.map(({ name }) => name);
}

function settingOf(
  { kind, setting }: Written,
  owner: Owner,
  { plan, emitted }: SpecView,
): CarriedSetting {
  const { id, keyText, value, why, origin } = setting;
  const planned =
    kind === "podSysctl"
      ? plan.workloads
          .find(({ name }) => name === owner.name)
          ?.sysctls.find((sysctl) => sysctl.id === id)
      : undefined;
  const isSecret =
    kind === "mountOption" && exposesPassword({ id, value: String(value) });
  return {
    setting: kind,
    name: keyText,
    value: isSecret
      ? undefined
      : planned === undefined
        ? writtenValue(kind, setting)
        : valueText(planned.value),
    why,
    place: placeOf(origin.span),
    lines: isSecret ? [] : linesOf(emitted, owner, kind, [id]),
  };
}

/** A value as the spec has it; it depends on the node what it comes to. */
function writtenValue(
  kind: Kind,
  { value, origin, valueSpan }: WrittenSetting,
): string | undefined {
  if (kind === "mountOption") return value === true ? "" : String(value);
  if (value === undefined) return "null";
  return valueSpan.start === origin.span.start
    ? undefined
    : spanText(valueSpan);
}

/** The findings on its name and on the lines of its settings. */
function findingsOn(
  spans: readonly Span[],
  { diagnostics }: SpecView,
): readonly Finding[] {
  const starts = new Set(spans.map(startOf));
  return diagnostics
    .filter(({ span }) => span !== undefined && starts.has(startOf(span)))
    .map(toFinding);
}

function startOf({ source, start }: Span): string {
  return `${source.name}:${start}`;
}
