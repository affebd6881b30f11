import { findKey } from "../catalogue/lookup.js";
import type { SysctlKey } from "../core/key.js";
import type { WrittenNode } from "../core/platform.js";
import { baselineOf } from "../platform/baseline.js";
import { isReplacedBy } from "../platform/replacement.js";
import { writers } from "../platform/writers.js";

/**
 * Tells who probably gave a key another value than that of the spec, as a sentence without its full stop: a program that
 * certainly replaces the value by the one found; the system, whose own value shows that the spec was not applied; a
 * program that may replace it. Undefined where nobody is known.
 */
export function likelyWriter(
  key: SysctlKey,
  expected: string,
  actual: string,
  node: WrittenNode,
): string | undefined {
  const { id } = key;
  const writes = writers.flatMap(({ keys, runsOn, on }) => {
    const runs = keys.has(id) ? runsOn(node) : false;
    const write = runs === false ? undefined : on(id, node);
    if (write === undefined) return [];
    const isSure = runs === true && write.where === undefined;
    const { who, does, prevent, replaces } = write;
    const replaced = replaces(expected);
    return [
      {
        isSure,
        isThis: replaced !== undefined && isReplacedBy(replaced, actual),
        text: `${who} ${does}${prevent === undefined ? "" : `; ${prevent}`}`,
      },
    ];
  });
  const sure = writes.find(({ isSure, isThis }) => isSure && isThis);
  if (sure !== undefined) return sure.text;
  const baseline = baselineOf(findKey(key), id, node);
  const own = baseline?.candidates.find(({ value }) => value === actual);
  if (own !== undefined)
    return own.by === undefined
      ? "this is the kernel's default: the setting was not applied, or before the key existed"
      : `${own.by === baseline?.by ? "" : "perhaps "}${own.by} sets this at boot: the setting was not applied, or was overridden`;
  const other =
    writes.find(({ isThis }) => isThis) ?? writes.find(({ isSure }) => isSure);
  return other && (other.isSure ? other.text : `perhaps ${other.text}`);
}
