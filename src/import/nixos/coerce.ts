import type { Plain, Value } from "./value.js";

/** The text of a value in a string: `"${value}"`, also of a number, which Nix would refuse. Undefined if it has none. */
export function inString(value: Plain): string | undefined {
  switch (value.kind) {
    case "text":
    case "path":
      return value.text;
    case "int":
      return String(value.value);
    case "float":
      return floatText(value.value);
    default:
      return undefined;
  }
}

/** What `toString` returns. Source: Nix manual 2.31, builtins.toString. */
export function toText(value: Plain): string | undefined {
  switch (value.kind) {
    case "bool":
      return value.value ? "1" : "";
    case "null":
      return "";
    case "float":
      return value.value.toFixed(6);
    case "list":
      return joined(value.items.map((item) => item.value()));
    default:
      return inString(value);
  }
}

function joined(items: readonly Value[]): string | undefined {
  const texts = items.map((item) => (isPlain(item) ? toText(item) : undefined));
  return texts.every((text) => text !== undefined)
    ? texts.join(" ")
    : undefined;
}

/** Whether nothing is around a value. */
export function isPlain(value: Value): value is Plain {
  switch (value.kind) {
    case "priority":
    case "conditional":
    case "either":
    case "merge":
      return false;
    default:
      return true;
  }
}

/** A float without needless zeros: `1.5`. */
export function floatText(value: number): string {
  return Number.isInteger(value) ? value.toFixed(0) : String(value);
}
