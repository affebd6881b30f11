import { defaultFor } from "../catalogue/defaults.js";
import type { Diagnostic } from "../core/diagnostic.js";
import type { NodeFacts } from "../core/facts.js";
import type { WrittenSysctl } from "../language/model.js";
import type { Origin } from "../core/written.js";
import { isGlob } from "../core/key.js";
import { presenceFault } from "./check.js";
import { belowFloor, conflict, type Side } from "./conflicts.js";
import type { TypedSysctl } from "./interpret.js";
import { uniteItems } from "../core/item-list.js";
import type { Sysctl, SysctlValue } from "./types.js";

/** One layer's say on one key, on one node. */
export interface Claim {
  readonly level: number;
  readonly typed: TypedSysctl;
  /** Undefined where it does not fit the node; `faults` says why. */
  readonly value: SysctlValue | "kernel" | undefined;
  readonly faults: readonly Diagnostic[];
}

/** A claim that fits its node. */
type SoundClaim = Claim & { readonly value: SysctlValue | "kernel" };

function sideOf({ typed, value }: SoundClaim): Side {
  return {
    written: typed.written,
    value: value === "kernel" ? undefined : valueText(value),
  };
}

export interface Settled {
  readonly winner: WrittenSysctl;
  readonly resolved: Sysctl;
}

/**
 * Settles the claims on one key of one node; undefined after a fault was reported. What is overridden may be
 * whatever it is: a value that does not fit this node, or a key that its kernel does not have.
 */
export function settle(
  claims: readonly Claim[],
  facts: NodeFacts,
  faults: Diagnostic[],
): Settled | undefined {
  const settled = settleValue(claims, facts, faults);
  if (settled?.resolved.value === undefined) return settled;
  const { winner } = settled;
  const typed = claims.find((claim) => claim.typed.written === winner)?.typed;
  const absent = typed && presenceFault(typed, facts);
  if (absent === undefined) return settled;
  faults.push(absent);
  return undefined;
}

function settleValue(
  claims: readonly Claim[],
  facts: NodeFacts,
  faults: Diagnostic[],
): Settled | undefined {
  const sound = (some: readonly Claim[]): readonly SoundClaim[] =>
    some.filter((claim): claim is SoundClaim => {
      faults.push(...claim.faults);
      return claim.value !== undefined;
    });
  const isFloor = ({ typed }: Claim): boolean => typed.value.form === "floor";
  const exacts = claims.filter((claim) => !isFloor(claim));
  const floors = claims.filter(isFloor);
  const left = exacts.filter(({ value }) => value === "kernel");
  const leftAt = Math.max(-1, ...left.map(({ level }) => level));
  const lists = sound(
    exacts.filter(
      ({ typed, level }) => typed.value.form === "list" && level > leftAt,
    ),
  );
  if (lists.length > 0) return settleSet(lists, claims, facts);
  const top = Math.max(...exacts.map(({ level }) => level));
  // `null` first: beside it two lists are its rivals, and not each other's.
  const winners = [...sound(exacts.filter(({ level }) => level === top))].sort(
    (a, b) => Number(b.value === "kernel") - Number(a.value === "kernel"),
  );
  const [winner] = winners;
  if (winner === undefined)
    return exacts.length > 0 ? undefined : settleFloors(sound(floors), facts);
  const rivals = rivalsOf(winner, winners);
  if (rivals.length > 0) {
    faults.push(
      ...rivals.map((rival) => conflict(sideOf(winner), sideOf(rival))),
    );
    return undefined;
  }
  // `null` at a higher level sets floors of lower levels aside as it does exact values.
  const binding = sound(
    winner.value === "kernel"
      ? floors.filter(({ level }) => level >= top)
      : floors,
  );
  const broken = binding.find(({ value }) => !reaches(winner.value, value));
  if (broken !== undefined) {
    faults.push(belowFloor(sideOf(winner), sideOf(broken)));
    return undefined;
  }
  const merged = winner.value === "kernel" ? winners : [...winners, ...binding];
  return settled(winner, merged, claims, facts, winner.value);
}

/** The claims that differ from the first, one of each value. */
function rivalsOf(
  first: SoundClaim,
  claims: readonly SoundClaim[],
): readonly SoundClaim[] {
  const seen = new Set([valueText(first.value)]);
  return claims.filter(({ value }) => {
    const text = valueText(value);
    if (seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}

function settleSet(
  lists: readonly SoundClaim[],
  all: readonly Claim[],
  facts: NodeFacts,
): Settled | undefined {
  const [first] = lists;
  if (first === undefined) return undefined;
  const { kind } = first.typed.known ?? {};
  const items = lists.flatMap(({ typed }) =>
    typed.value.form === "list" ? typed.value.items : [],
  );
  const text = uniteItems(items, kind?.type === "list" ? kind.of : "words");
  return settled(first, lists, all, facts, { type: "text", text });
}

function settleFloors(
  floors: readonly SoundClaim[],
  facts: NodeFacts,
): Settled | undefined {
  const [first] = floors;
  if (first === undefined) return undefined;
  const fields = floors.reduce<readonly bigint[]>(
    (highest, { value }) =>
      fieldsOf(value).map((field, index) =>
        max(field, highest[index] ?? field),
      ),
    [],
  );
  const value: SysctlValue = { type: "integers", fields };
  const winner = floors.find((claim) => sameValue(claim.value, value)) ?? first;
  const { resolved } = settled(winner, floors, floors, facts, value);
  const reached =
    resolved.kernelDefault?.sure === true &&
    reaches(integersOf(resolved.kernelDefault.value), value);
  return {
    winner: winner.typed.written,
    resolved: reached
      ? { ...resolved, value: undefined, left: "floor" }
      : resolved,
  };
}

function settled(
  winner: SoundClaim,
  merged: readonly Claim[],
  all: readonly Claim[],
  facts: NodeFacts,
  value: SysctlValue | "kernel",
): Settled {
  const { written, known } = winner.typed;
  // The keys that a pattern stands for have defaults of their own.
  const standard = known && !isGlob(written.key) && defaultFor(known, facts);
  const origins = (claims: readonly Claim[]): readonly Origin[] =>
    claims.map(({ typed }) => typed.written.origin);
  const why = merged.flatMap(({ typed }) => typed.written.why ?? []);
  return {
    winner: written,
    resolved: Object.freeze({
      kind: "sysctl",
      id: written.key.id,
      key: written.key,
      known,
      value: value === "kernel" ? undefined : value,
      ...(value === "kernel" && { left: "kernel" }),
      why: [...new Set(why)],
      refs: [...new Set(merged.flatMap(({ typed }) => typed.written.refs))],
      accept: new Map(merged.flatMap(({ typed }) => [...typed.written.accept])),
      origin: written.origin,
      from: origins(merged),
      overrode: origins(all.filter((claim) => !merged.includes(claim))),
      kernelDefault: standard === false ? undefined : standard,
    } satisfies Sysctl),
  };
}

function sameValue(
  a: SysctlValue | "kernel",
  b: SysctlValue | "kernel",
): boolean {
  return a === b || valueText(a) === valueText(b);
}

/** A value as the kernel takes it: fields with blanks between. */
export function valueText(value: SysctlValue | "kernel"): string {
  if (value === "kernel") return "null";
  return value.type === "text" ? value.text : value.fields.join(" ");
}

function fieldsOf(value: SysctlValue | "kernel"): readonly bigint[] {
  return value !== "kernel" && value.type === "integers" ? value.fields : [];
}

function integersOf(text: string): SysctlValue {
  return /^-?[0-9]+(?:\s+-?[0-9]+)*$/u.test(text)
    ? { type: "integers", fields: text.split(/\s+/u).map(BigInt) }
    : { type: "text", text };
}

function reaches(
  value: SysctlValue | "kernel",
  floor: SysctlValue | "kernel",
): boolean {
  const fields = fieldsOf(value);
  return fieldsOf(floor).every((least, index) => {
    const field = fields[index];
    return field !== undefined && field >= least;
  });
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
