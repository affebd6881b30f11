import { matchKeys } from "../../catalogue/lookup.js";
import type { Kind } from "../../catalogue/types.js";
import { isKey, parseKey } from "../../core/key.js";
import { dimensionOf, toUnit, type Unit } from "../../core/unit.js";
import { isAmount, readAmount } from "../../core/quantity.js";
import type { SpecValue } from "../types.js";

/**
 * Writes what the kernel gets as people read it: `16777216` of a key in bytes as `16MiB`, `600` of one in seconds as
 * `10m`, the fields of a vector as a list. The result always stands for the same number; a value that is not of the key's
 * kind, and the value of an unknown key, stay as they are.
 */
export function humanValue(keyText: string, kernelText: string): SpecValue {
  const key = parseKey(keyText);
  const facts = isKey(key) ? matchKeys(key)[0] : undefined;
  const text = kernelText.trim();
  if (facts === undefined) return isNumber(text) ? numberOf(text) : text;
  return ofKind(facts.kind, text, facts.unit);
}

function ofKind(kind: Kind, text: string, unit: Unit | undefined): SpecValue {
  switch (kind.type) {
    case "string":
      return text;
    case "list":
      return kind.of === "ports" && /^[0-9-]+(?:,[0-9-]+)+$/u.test(text)
        ? text
            .split(",")
            .map((item) => (isNumber(item) ? numberOf(item) : item))
        : text;
    case "integer":
      return isNumber(text) ? humanNumber(text, unit) : text;
    case "vector": {
      const fields = text.split(/\s+/u);
      return fields.every(isNumber)
        ? fields.length === 1
          ? humanNumber(text, unit)
          : fields.map((field) => humanNumber(field, unit))
        : text;
    }
  }
}

function isNumber(text: string): boolean {
  return /^-?(?:0|[1-9][0-9]*)$/u.test(text);
}

/** A number above 2^53 keeps its digits as a text. */
function numberOf(text: string): string | number {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : text;
}

/** Sizes below this are counted, not measured. */
const LEAST_SIZE = 1024n;

const sizeSteps = ["TiB", "GiB", "MiB", "KiB"] as const;
const timeSteps = ["d", "h", "m", "s"] as const;

function humanNumber(text: string, unit: Unit | undefined): string | number {
  const plain = numberOf(text);
  const number = BigInt(text);
  const dimension = dimensionOf(unit);
  // A number of pages depends on the node's page size, and 0 and -1 are switches.
  if (unit === undefined || unit === "pages" || number <= 0n) return plain;
  if (dimension === "size" && number * bytesOf(unit) < LEAST_SIZE) return plain;
  const steps =
    dimension === "size" ? sizeSteps : dimension === "time" ? timeSteps : [];
  for (const step of steps) {
    const one = amountOf(`1${step}`, unit);
    if (one === undefined || one === 0n || number % one !== 0n) continue;
    const human = `${number / one}${step}`;
    // Only what the language reads as the same number.
    if (amountOf(human, unit) === number) return human;
  }
  return plain;
}

function bytesOf(unit: Unit): bigint {
  return unit === "kibibytes" ? 1024n : 1n;
}

function amountOf(text: string, unit: Unit): bigint | undefined {
  const amount = readAmount(text);
  if (!isAmount(amount)) return undefined;
  const value = toUnit(amount, unit, 4096n);
  return typeof value === "bigint" ? value : undefined;
}
