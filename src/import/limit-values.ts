import { type LimitItem, limitItems } from "../core/limits.js";
import type { SpecValue } from "./types.js";

/** Reads a bound of limits.conf(5), whose numbers are KiB, bytes, minutes or a count, as the spec has it. */
export function loginBound(item: LimitItem, text: string): SpecValue {
  const word = text.trim();
  if (/^(?:unlimited|infinity|-1)$/u.test(word)) return "unlimited";
  if (!/^[0-9]{1,15}$/u.test(word)) return word;
  return withUnit(
    word,
    {
      kibibytes: "KiB",
      bytes: "B",
      minutes: "m",
      count: "",
    }[limitItems[item].unit],
  );
}

/** Reads a limit of systemd.exec(5), `SOFT:HARD` or one for both, whose numbers are bytes, seconds or a count. */
export function systemdRange(item: LimitItem, text: string): SpecValue {
  const [soft = "", hard = soft] = text
    .split(":")
    .map((bound) => systemdBound(item, bound.trim()));
  return rangeOf(soft, hard);
}

function systemdBound(item: LimitItem, text: string): SpecValue {
  if (text === "infinity") return "unlimited";
  const { unit } = limitItems[item];
  const [, number, suffix = ""] =
    /^([0-9]{1,15})([KMGT]|s|min|m|h)?$/u.exec(text) ?? [];
  if (number === undefined) return text;
  if (unit === "minutes")
    return withUnit(number, suffix === "min" ? "m" : suffix || "s");
  if (unit !== "count")
    return withUnit(number, suffix === "" ? "B" : `${suffix}iB`);
  const power = "KMGT".indexOf(suffix || " ") + 1;
  return Number(number) * 1024 ** power;
}

/** One value where both bounds are the same. */
export function rangeOf(soft: SpecValue, hard: SpecValue): SpecValue {
  return soft === hard ? soft : { soft, hard };
}

function withUnit(number: string, unit: string): SpecValue {
  return number === "0" || unit === "" ? Number(number) : `${number}${unit}`;
}
