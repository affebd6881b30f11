/**
 * An explanation as JSON holds it: integers as numbers where those are exact, else as strings, since JavaScript and jq
 * round beyond 2^53.
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
