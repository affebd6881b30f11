import { none } from "../core/none.js";
import { listOf } from "../core/list-of.js";
import type { Reporter } from "../core/report.js";
import type { Machine, SettingKind } from "../settings/kind.js";
import type {
  Setting,
  SettingLayer,
  WrittenSetting,
} from "../settings/setting.js";
import { mergeClaims, type RankedClaim } from "./merge-claims.js";

/** What one layer of a node sets of one kind. */
export interface LayerOfKind<W> {
  readonly layer: SettingLayer;
  /** The precedence of the layer: the top of the spec -1, profiles 0, the role 1, the host 2. */
  readonly level: number;
  readonly settings: readonly W[];
}

/**
 * Resolves the settings of one kind on one node. A higher level overrides a lower one, and different values at one level
 * are an error; floors merge to the largest, and unions are joined.
 *
 * @param layers the lowest level first
 */
export function resolveKind<W extends WrittenSetting, S extends Setting, V>(
  kind: SettingKind<W, S, V>,
  layers: readonly LayerOfKind<W>[],
  machine: Machine,
  reporter: Reporter,
): readonly S[] {
  const claims = claimsById(kind, layers, machine);
  if (claims.size === 0) return none;
  const found: Resolved<S>[] = [];
  for (const each of claims.values()) {
    const merged = mergeClaims(kind, each, reporter);
    if (merged === undefined) continue;
    const setting = kind.settle(merged, machine, reporter);
    if (setting !== undefined)
      found.push({ setting, layer: merged.winner.layer });
  }
  return Object.freeze(inOrder(kind, found, layers));
}

interface Resolved<S> {
  readonly setting: S;
  readonly layer: SettingLayer;
}

function claimsById<W extends WrittenSetting, S extends Setting, V>(
  kind: SettingKind<W, S, V>,
  layers: readonly LayerOfKind<W>[],
  machine: Machine,
): ReadonlyMap<string, readonly RankedClaim<W, V>[]> {
  const claims = new Map<string, RankedClaim<W, V>[]>();
  for (const { layer, level, settings } of layers) {
    for (const written of settings) {
      if ((kind.appliesTo?.(written, machine) ?? true) !== true) continue;
      const { form, value, errors } = kind.onNode(written, machine);
      const claim = { form, value, errors, written, layer, level };
      const others = claims.get(written.id);
      // Nearly all stay by themselves; the first `push` onto an empty list makes room for 17.
      if (others === undefined) claims.set(written.id, [claim]);
      else others.push(claim);
    }
  }
  return claims;
}

function inOrder<W extends WrittenSetting, S extends Setting, V>(
  kind: SettingKind<W, S, V>,
  found: readonly Resolved<S>[],
  layers: readonly LayerOfKind<W>[],
): S[] {
  const settings = found.map(({ setting }) => setting);
  if (kind.compare !== undefined)
    return settings.sort((a, b) => kind.compare?.(a, b) ?? 0);
  // Nearly all layers of a node but one are empty.
  const isOfOne = found.every(({ layer }) => layer === found[0]?.layer);
  if (kind.byLayer !== true || isOfOne) return settings;
  const byLayer = new Map<SettingLayer, S[]>();
  for (const { setting, layer } of found) listOf(byLayer, layer).push(setting);
  return layers.flatMap(({ layer }) => byLayer.get(layer) ?? []);
}
