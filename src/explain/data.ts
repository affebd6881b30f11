/**
 * Converts an explanation to JSON data: integers as numbers if those are exact, otherwise as strings, because
 * JavaScript and jq round above 2^53.
 */
export function toData(value: unknown): unknown {
  if (typeof value === "bigint") {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : String(value);
  }
  if (Array.isArray(value)) return value.map(toData);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, toData(each)]),
  );
}
