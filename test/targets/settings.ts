import type { Baseline } from "../../src/platform/baseline.js";
import type { KernelDefault } from "../../src/catalogue/defaults.js";
import type { KeyFacts } from "../../src/catalogue/types.js";
import { isKey, parseKey } from "../../src/core/key.js";
import type { Unit } from "../../src/core/unit.js";
import type { Owner } from "../../src/core/written.js";
import type { SettingGroup } from "../../src/plan/types.js";
import type { Allowance } from "../../src/settings/allowance.js";
import type { ProxySetting } from "../../src/settings/kube-proxy.js";
import type { Module } from "../../src/settings/module.js";
import type { Sysctl } from "../../src/settings/sysctl/index.js";
import type { SysctlValue } from "../../src/settings/sysctl/value.js";
import { span } from "./plan.js";

export function groupOf(
  kind: Owner["kind"],
  name: string,
  sysctls: readonly Sysctl[],
  more: Partial<Pick<SettingGroup, "why" | "refs">> = {},
): SettingGroup {
  return {
    owner: { kind, name },
    why: more.why,
    refs: more.refs ?? [],
    sysctls,
  };
}

/** What a setting has that says nothing of itself. */
const written = {
  why: [],
  ownerWhy: undefined,
  refs: [],
  accept: new Map(),
  origin: { owner: { kind: "role", name: "worker" }, span },
  valueSpan: span,
  from: [],
  overrode: [],
} as const;

/** `null` for a setting that is left to the kernel, `"floor"` where its default reaches the floor. */
export function sysctlOf(
  keyText: string,
  value: bigint | readonly bigint[] | string | null | { readonly floor: true },
  more: {
    readonly why?: string | readonly string[];
    readonly refs?: readonly string[];
    readonly unit?: Unit;
    readonly standard?: string | KernelDefault;
    readonly because?: Sysctl["because"];
  } = {},
): Sysctl {
  const key = parseKey(keyText);
  if (!isKey(key)) throw new Error(`${keyText} ${key.fault}`);
  const { why = [], standard } = more;
  return {
    ...written,
    id: key.id,
    keyText,
    key,
    known: factsOf(key.id, more.unit),
    value: valueOf(value),
    ...(value === null && { left: "kernel" }),
    ...(isFloor(value) && { left: "floor" }),
    why: typeof why === "string" ? [why] : why,
    refs: more.refs ?? [],
    baseline:
      standard === undefined
        ? undefined
        : baselineWith(
            typeof standard === "string"
              ? { value: standard, sure: true }
              : standard,
          ),
    ...(more.because !== undefined && { because: more.because }),
  };
}

function baselineWith(standard: KernelDefault): Baseline {
  const { sure } = standard;
  const value = standard.value?.trim().replaceAll(/\s+/gu, " ");
  return {
    ...standard,
    value,
    certainty: "measured",
    source: "",
    candidates: [{ value, by: undefined, sure }],
  };
}

type Written = Parameters<typeof sysctlOf>[1];

function isFloor(value: Written): value is { readonly floor: true } {
  return value !== null && typeof value === "object" && "floor" in value;
}

function valueOf(value: Written): SysctlValue | undefined {
  if (value === null || isFloor(value)) return undefined;
  if (typeof value === "string") return { type: "text", text: value };
  return {
    type: "integers",
    fields: typeof value === "bigint" ? [value] : value,
  };
}

function factsOf(id: string, unit: Unit | undefined): KeyFacts | undefined {
  return unit === undefined
    ? undefined
    : {
        id,
        kind: { type: "integer" },
        unit,
        module: undefined,
        releases: [],
      };
}

export function moduleOf(
  name: string,
  {
    parameters = {},
    ...more
  }: Partial<Pick<Module, "why" | "because">> & {
    readonly parameters?: Module["value"];
  } = {},
): Module {
  const named = { id: name, keyText: name, value: parameters };
  return { ...written, ...named, because: [], ...more };
}

export function allowedOf(
  pattern: string,
  ...because: readonly string[]
): Allowance {
  return { ...written, id: pattern, keyText: pattern, value: true, because };
}

export function conntrackOf(
  id: ProxySetting["id"],
  value: string,
  ...because: readonly string[]
): ProxySetting {
  return { ...written, id, keyText: id, value, because };
}
