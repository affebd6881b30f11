import { distance } from "fastest-levenshtein";
import { findElsewhere } from "../catalogue/elsewhere.js";
import { allKeys, findKey, findRemoved } from "../catalogue/lookup.js";
import { suggestKeys } from "../catalogue/suggest.js";
import type { NodePlan, Plan } from "../plan/types.js";
import { type NodeKind, nodeKinds } from "../settings/registry.js";
import {
  allCarriers,
  type CarrierKind,
  carriersNamed,
  type NamedCarrier,
} from "./carrier/find.js";
import { ciliumPathOf } from "./cilium/card.js";
import type { SpecView } from "./key/in-spec.js";
import { below, endingIn, type Listing, matchedBy } from "./listing/find.js";
import { kindByForm } from "./setting/by-form.js";
import { settingKindsOf } from "./setting/card.js";
import { rules } from "../rules/registry.js";
import { settings } from "../rules/support/node-settings.js";
import type { Rule } from "../rules/rule.js";
import { compare } from "../core/diagnostic.js";
import {
  type ErrorCode,
  errorCodes,
  isErrorCode,
} from "../core/diagnostics/registry.js";
import { isKey, keyOf, parseKey, type SysctlKey } from "../core/key.js";

/** A suggested name. */
export interface Candidate {
  readonly kind: "key" | "rule" | "error" | "role" | "host" | CarrierKind;
  readonly name: string;
}

/** What else can have the name of a role, or of what contains settings. */
export type OtherSubject = "host" | CarrierKind | "rule" | "error" | "setting";

/** What a word on the command line names. */
export type Subject =
  | { readonly kind: "key"; readonly key: SysctlKey }
  | {
      readonly kind: "node";
      readonly node: NodePlan;
      /** What else has the same name. */
      readonly also: readonly OtherSubject[];
      readonly view: SpecView;
    }
  | {
      readonly kind: "carrier";
      readonly of: CarrierKind;
      readonly carrier: NamedCarrier;
      readonly also: readonly OtherSubject[];
      readonly view: SpecView;
    }
  | { readonly kind: "rule"; readonly rule: Rule }
  | { readonly kind: "error"; readonly code: ErrorCode }
  | {
      readonly kind: "setting";
      readonly name: string;
      readonly kinds: readonly NodeKind[];
    }
  | { readonly kind: "cilium"; readonly path: readonly string[] }
  | Listing
  | {
      readonly kind: "unknown";
      readonly name: string;
      /** Nearest first, at most five. */
      readonly nearest: readonly Candidate[];
    };

const MOST = 5;

/** Finds what a word names. A key has a dot or a slash. A role takes precedence over a host, a host over a profile, workload or mount, these over a code, a code over a setting. */
export function subjectOf(name: string, view: SpecView | undefined): Subject {
  const plan = view?.plan;
  const key = /[./]/u.test(name) ? keyNamed(name, plan) : undefined;
  if (key !== undefined) return { kind: "key", key };
  const named = plan?.nodes.filter((node) => node.name === name) ?? [];
  const carriers = view === undefined ? [] : carriersNamed(name, view);
  const rule = rules.find((each) => each.name === name);
  const codes = [
    ...(rule === undefined ? [] : ["rule" as const]),
    ...(isErrorCode(name) ? ["error" as const] : []),
  ];
  const setting = settingNamed(name, view);
  const { kinds } = setting;
  // A plan lists roles before hosts.
  const [node, ...others] = named;
  const [first, ...later] = carriers;
  if (view !== undefined && node !== undefined) {
    return {
      kind: "node",
      node,
      view,
      also: [
        ...others.map(() => "host" as const),
        ...carriers.map(([of]) => of),
        ...codes,
      ],
    };
  }
  if (view !== undefined && first !== undefined) {
    const [of, carrier] = first;
    return {
      kind: "carrier",
      of,
      carrier,
      view,
      also: [
        ...later.map(([other]) => other),
        ...codes,
        ...(kinds.length > 0 ? ["setting" as const] : []),
      ],
    };
  }
  if (rule !== undefined) return { kind: "rule", rule };
  if (isErrorCode(name)) return { kind: "error", code: name };
  if (kinds.length > 0) return { kind: "setting", ...setting };
  const path = ciliumPathOf(name);
  if (path !== undefined) return { kind: "cilium", path };
  const ending = endingIn(name);
  const [only] = ending?.keys ?? [];
  if (only !== undefined && ending?.keys.length === 1)
    return { kind: "key", key: keyOf(only.split(".")) };
  const form = ending === undefined ? kindByForm(name) : undefined;
  if (form !== undefined) return { kind: "setting", name, kinds: [form] };
  return (
    matchedBy(name) ??
    ending ??
    below(name) ?? { kind: "unknown", name, nearest: nearestOf(name, view) }
  );
}

/** Finds a setting by its name, or by that of its section and its own: `limits.nofile`. */
function settingNamed(
  name: string,
  view: SpecView | undefined,
): { readonly name: string; readonly kinds: readonly NodeKind[] } {
  const kinds = settingKindsOf(name, view);
  const [section = "", ...rest] = name.split(".");
  if (kinds.length > 0 || rest.length === 0) return { name, kinds };
  for (const own of [rest.join("."), rest.at(-1) ?? ""]) {
    const below = settingKindsOf(own, view).filter(
      (kind) => nodeKinds[kind].section === section,
    );
    if (below.length > 0) return { name: own, kinds: below };
  }
  return { name, kinds };
}

/** A key that is in the catalogue, that was removed, or that the spec sets. */
function keyNamed(name: string, plan: Plan | undefined): SysctlKey | undefined {
  const parsed = parseKey(name.replace(/^\/?proc\/sys\//u, ""));
  if (!isKey(parsed)) return undefined;
  const { id } = parsed;
  const isKnown =
    findKey(parsed) !== undefined ||
    findRemoved(id) !== undefined ||
    findElsewhere(id) !== undefined ||
    plan?.nodes.some((node) =>
      settings(node).some((each) => each.id === id),
    ) === true;
  return isKnown ? parsed : undefined;
}

function nearestOf(
  name: string,
  view: SpecView | undefined,
): readonly Candidate[] {
  const plan = view?.plan;
  const keys = suggestKeys(name, MOST);
  const others: readonly Candidate[] = [
    ...(plan?.nodes ?? []).map(({ kind, name: own }) => ({ kind, name: own })),
    ...(view === undefined ? [] : allCarriers(view)),
    ...rules.map((rule) => ({ kind: "rule" as const, name: rule.name })),
    ...Object.keys(errorCodes).map((code) => ({
      kind: "error" as const,
      name: code,
    })),
  ];
  const near = others
    .map((candidate) => ({ candidate, away: slips(name, candidate.name) }))
    .filter(({ away }) => away <= Math.max(2, Math.floor(name.length / 3)))
    .sort(
      (a, b) => a.away - b.away || compare(a.candidate.name, b.candidate.name),
    )
    .map(({ candidate }) => candidate);
  const found = [
    ...near,
    ...keys.map((key) => ({ kind: "key" as const, name: key })),
    ...holding(name, others, plan),
  ];
  return [...new Map(found.map((each) => [each.name, each])).values()].slice(
    0,
    MOST,
  );
}

function slips(name: string, other: string): number {
  return distance(name.toLowerCase(), other.toLowerCase());
}

/**
 * Lists names that contain the word, such as `conntrack`. Keys that the spec sets come first, then the shortest, which
 * are the most general.
 */
function holding(
  name: string,
  others: readonly Candidate[],
  plan: Plan | undefined,
): readonly Candidate[] {
  const part = name.toLowerCase();
  if (part.length < 3) return [];
  const written = new Set(
    plan?.nodes.flatMap((node) => settings(node).map(({ id }) => id)),
  );
  const keys = allKeys().map((key) => ({ kind: "key" as const, name: key }));
  return [...others, ...keys]
    .filter((candidate) => candidate.name.toLowerCase().includes(part))
    .sort(
      (a, b) =>
        Number(written.has(b.name)) - Number(written.has(a.name)) ||
        a.name.length - b.name.length ||
        compare(a.name, b.name),
    );
}
