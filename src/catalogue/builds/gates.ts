import type { SysctlKey } from "../../core/key.js";
import {
  compareVersions,
  parseVersion,
  type Version,
} from "../../core/version.js";
import { gateGroups, gateOfKey, otherKeys } from "../data/builds.js";
import { allIds } from "../decode.js";
import { interfaceKey } from "../interface.js";
import { parseExpression, type Expression } from "./expression.js";

/** A condition for a key, and the versions of Linux whose source has it. */
export interface Alternative {
  /** Undefined if it is the same in all versions that have the key. */
  readonly from: Version | undefined;
  readonly to: Version | undefined;
  /** As in the table: `NETFILTER && IP_VS`. */
  readonly text: string;
  /** Undefined if every kernel with this version has the key. */
  readonly gate: Expression | undefined;
  /** The module that creates the key where its option is `m`. */
  readonly module: string | undefined;
}

/** What decides whether a kernel has a key. */
export interface KeyGate {
  /** Versions at which it is known whether Linux has the key, oldest first. */
  readonly known: readonly {
    readonly version: Version;
    readonly has: boolean;
  }[];
  /** The only platforms whose patches add the key, `nixos/hardened` for a flavour; undefined for a key of Linux. */
  readonly only: readonly string[] | undefined;
  /** What the key needs at run time besides: "absent with ipv6.disable=1". */
  readonly condition: string | undefined;
  readonly alternatives: readonly Alternative[];
}

let ofIds: ReadonlyMap<string, number> | undefined;
let groups: readonly string[] | undefined;
const decoded = new Map<number, KeyGate>();

/** Returns what decides whether a kernel has a key; undefined for a key that the table does not know. */
export function gateOf(key: SysctlKey): KeyGate | undefined {
  const parts = interfaceKey(key);
  const id = parts ? `${parts.family}.lo.${parts.name}` : key.id;
  ofIds ??= indexOfIds();
  const at = ofIds.get(id);
  if (at === undefined || Number.isNaN(at)) return undefined;
  const gate = decoded.get(at) ?? decode(at);
  decoded.set(at, gate);
  return gate;
}

/** The table has two digits for each key of the catalogue, in its order, and lists the other keys. */
function indexOfIds(): ReadonlyMap<string, number> {
  const measured = allIds().map(
    (id, at) =>
      [id, Number.parseInt(gateOfKey.slice(2 * at, 2 * at + 2), 36)] as const,
  );
  const others = otherKeys.split("\n").map((line) => {
    const [id = "", digits = ""] = line.split("\t");
    return [id, Number.parseInt(digits, 36)] as const;
  });
  return new Map([...measured, ...others]);
}

function decode(at: number): KeyGate {
  groups ??= gateGroups.split("\n");
  const [known = "", only = "", condition = "", ...alternatives] = (
    groups[at] ?? ""
  ).split("\t");
  return Object.freeze({
    known: (known === "" ? "5.10+,7.2+" : known).split(",").map((point) => ({
      version: versionOf(point),
      has: point.endsWith("+"),
    })),
    only: only === "" ? undefined : only.split(" "),
    condition: condition === "" ? undefined : condition,
    alternatives: alternatives.map(decodeAlternative),
  });
}

function decodeAlternative(text: string): Alternative {
  const [span = "", gate = "-", module = ""] = text.split(";");
  const [from = "", to = from] = span.split("-");
  return {
    from: parseVersion(from),
    to: parseVersion(to),
    text: gate,
    gate: gate === "-" ? undefined : parseExpression(gate),
    module: module === "" ? undefined : module,
  };
}

function versionOf(point: string): Version {
  const version = parseVersion(point.slice(0, -1));
  if (!version) throw new Error(`no version: ${point}`);
  return version;
}

/** Whether Linux of a version has a key, without its options; undefined if only one of the sources around it has it. */
export function isInLinux(
  { known }: KeyGate,
  version: Version,
): boolean | undefined {
  const before = known.findLast(
    (point) => compareVersions(point.version, version) <= 0,
  );
  const after = known.find(
    (point) => compareVersions(point.version, version) >= 0,
  );
  if (!before) return undefined;
  // Newer than all sources: the newest applies.
  if (!after || after.has === before.has) return before.has;
  return undefined;
}

/** Returns the conditions of a version; those on both sides if its source was not read and they differ. */
export function alternativesFor(
  { alternatives }: KeyGate,
  version: Version,
): readonly Alternative[] {
  const exact = alternatives.filter(
    ({ from, to }) =>
      (!from || compareVersions(from, version) <= 0) &&
      (!to || compareVersions(version, to) <= 0),
  );
  if (exact.length > 0) return exact;
  const before = alternatives.findLast(
    ({ to }) => to && compareVersions(to, version) < 0,
  );
  const after = alternatives.find(
    ({ from }) => from && compareVersions(version, from) < 0,
  );
  return [before, after].filter((one) => one !== undefined);
}
