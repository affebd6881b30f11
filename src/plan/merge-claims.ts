import { none } from "../core/none.js";
import { largest } from "../core/largest.js";
import type { Reporter } from "../core/report.js";
import type { Claim, Merged, SettingKind } from "../settings/kind.js";
import type { Setting, WrittenSetting } from "../settings/setting.js";
import {
  type FieldOf,
  reportBelowFloor,
  reportConflict,
  reportFieldConflict,
} from "./conflicts.js";

/** A claim with the rank of its layer. */
export interface RankedClaim<W, V> extends Claim<W, V> {
  readonly level: number;
}

interface RankedField<W> extends FieldOf<W> {
  readonly level: number;
}

/**
 * Merges the claims on one setting of one node; undefined after an error was reported. Overridden values are not
 * checked: they may not fit this node.
 */
export function mergeClaims<W extends WrittenSetting, S extends Setting, V>(
  kind: SettingKind<W, S, V>,
  claims: readonly RankedClaim<W, V>[],
  reporter: Reporter,
): Merged<W, V> | undefined {
  const [only] = claims;
  // Nearly every setting of a node is written once.
  if (only?.form === "exact" && claims.length === 1) {
    reporter.add(only.errors);
    return only.value === undefined
      ? undefined
      : { winner: only, merged: claims, overrode: none, value: only.value };
  }
  const sound = (some: readonly RankedClaim<W, V>[]) =>
    some.filter(({ form, value, errors }) => {
      reporter.add(errors);
      return form === "left" || value !== undefined;
    });
  const floors = claims.filter(({ form }) => form === "floor");
  const others = claims.filter(({ form }) => form !== "floor");
  const leftAt = highestLevel(others.filter(({ form }) => form === "left"));
  const unions = sound(
    others.filter(({ form, level }) => form === "union" && level > leftAt),
  );
  if (unions.length > 0) return unite(kind, unions, claims, reporter);
  if (others.length === 0) return raise(kind, sound(floors));
  const top = highestLevel(others);
  const winners = sound(others.filter(({ level }) => level === top));
  // `null` first: a list conflicts with it, but not with another list.
  winners.sort((a, b) => Number(b.form === "left") - Number(a.form === "left"));
  const [winner] = winners;
  if (winner === undefined) return undefined;
  const rivals = rivalsOf(winners, (claim) => textOf(kind, claim));
  if (rivals.length > 0) {
    for (const rival of rivals) reportConflict(kind, winner, rival, reporter);
    return undefined;
  }
  // `null` at a higher level overrides floors of lower levels, as it overrides exact values.
  const binding = sound(
    winner.form === "left"
      ? floors.filter(({ level }) => level >= top)
      : floors,
  );
  const broken = binding.find((floor) => !reaches(kind, winner, floor));
  if (broken !== undefined)
    return reportBelowFloor(kind, winner, broken, reporter);
  return mergedOf(winner, [...winners, ...binding], claims, winner.value);
}

/** Joins settings of all levels, and reports fields of one level that differ. */
function unite<W extends WrittenSetting, S extends Setting, V>(
  kind: SettingKind<W, S, V>,
  unions: readonly RankedClaim<W, V>[],
  claims: readonly RankedClaim<W, V>[],
  reporter: Reporter,
): Merged<W, V> | undefined {
  const [first] = unions;
  if (kind.unite === undefined || first === undefined) return undefined;
  const byName = new Map<string, RankedField<W>[]>();
  for (const { written, level } of unions) {
    for (const field of kind.fields?.(written) ?? []) {
      const others = byName.get(field.name);
      if (others === undefined)
        byName.set(field.name, [{ written, level, field }]);
      else others.push({ written, level, field });
    }
  }
  for (const fields of byName.values()) {
    // A higher level overrides both sides of a conflict.
    const top = highestLevel(fields);
    const highest = fields.filter(({ level }) => level === top);
    const [winner] = highest;
    if (winner === undefined) continue;
    for (const rival of rivalsOf(highest, ({ field }) => field.text))
      reportFieldConflict(winner, rival, reporter);
  }
  return mergedOf(first, unions, claims, kind.unite(unions));
}

function raise<W extends WrittenSetting, S extends Setting, V>(
  kind: SettingKind<W, S, V>,
  floors: readonly RankedClaim<W, V>[],
): Merged<W, V> | undefined {
  const values = floors
    .map(({ value }) => value)
    .filter((value) => value !== undefined);
  const [first] = floors;
  if (kind.floor === undefined || first === undefined) return undefined;
  const value = kind.floor.highest(values);
  const winner =
    floors.find(
      (claim) =>
        claim.value !== undefined &&
        kind.text(claim.value) === kind.text(value),
    ) ?? first;
  return mergedOf(winner, floors, floors, value);
}

function mergedOf<W, V>(
  winner: Claim<W, V>,
  merged: readonly Claim<W, V>[],
  claims: readonly Claim<W, V>[],
  value: V | undefined,
): Merged<W, V> {
  const overrode = claims.filter((claim) => !merged.includes(claim));
  return { winner, merged, overrode, value };
}

function highestLevel(claims: readonly { readonly level: number }[]): number {
  return largest(claims.map(({ level }) => level));
}

/** Returns those that differ from the first, one of each text. */
function rivalsOf<C>(
  claims: readonly C[],
  text: (claim: C) => string,
): readonly C[] {
  const seen = new Set(claims.slice(0, 1).map(text));
  return claims.filter((claim) => {
    const own = text(claim);
    if (seen.has(own)) return false;
    seen.add(own);
    return true;
  });
}

function textOf<W extends WrittenSetting, S extends Setting, V>(
  kind: SettingKind<W, S, V>,
  { value }: Claim<W, V>,
): string {
  return value === undefined ? "null" : kind.text(value);
}

function reaches<W extends WrittenSetting, S extends Setting, V>(
  { floor }: SettingKind<W, S, V>,
  exact: Claim<W, V>,
  least: Claim<W, V>,
): boolean {
  return (
    exact.value !== undefined &&
    least.value !== undefined &&
    floor?.reaches(exact.value, least.value) === true
  );
}
