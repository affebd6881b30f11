import type { Reporter } from "../core/report.js";
import type { Entry } from "../core/tree.js";
import type { WrittenDuration } from "./rollout-model.js";

const seconds: Readonly<Record<string, number>> = {
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
};

const one = String.raw`(?:\d{1,6}[smhdw])+`;
const pattern = new RegExp(String.raw`^(${one})(?:\s+to\s+(${one}))?$`, "u");

/** Reads a duration (`24h`), or a range (`24h to 48h`). */
export function readDuration(
  entry: Entry | undefined,
  reporter: Reporter,
): WrittenDuration | undefined {
  if (entry === undefined) return undefined;
  const text = String(entry.value.data).trim();
  const [, first, last = first] = pattern.exec(text) ?? [];
  const fail = (message: string, help: string): undefined =>
    reporter.error("malformed-duration", entry.value.span, message, { help });
  if (first === undefined || last === undefined)
    return fail(
      `\`${text}\` is not a duration`,
      "write a number with s, m, h, d or w: 10m, 24h, 1h30m; or a range: 24h to 48h",
    );
  const [least, most] = [inSeconds(first), inSeconds(last)];
  if (least === 0)
    return fail(`\`${text}\` is no time at all`, "remove it, or write 10m");
  if (least > most)
    return fail(
      `\`${text}\` ends before it begins`,
      `write ${last} to ${first}`,
    );
  return { least, most, text: least === most ? first : `${first} to ${last}` };
}

function inSeconds(text: string): number {
  return [...text.matchAll(/(\d+)([smhdw])/gu)].reduce(
    (sum, [, count, unit = ""]) => sum + Number(count) * (seconds[unit] ?? 0),
    0,
  );
}
