import { hasDottedSegment, isKey, parseKey } from "../../core/key.js";
import type { SpecValue } from "../types.js";
import { floatText, toText } from "./coerce.js";
import { type Context, type Definition, definitionsOf } from "./context.js";
import type { Findings } from "./findings.js";
import type { Node } from "./syntax.js";
import type { Attribute, Lazy, Plain } from "./value.js";

/** Reads the value of `boot.kernel.sysctl`. */
export function readSysctls(
  lazy: Lazy,
  context: Context,
  findings: Findings,
): void {
  for (const definition of definitionsOf(lazy, context)) {
    if (definition.value.kind === "set") readSet(definition, [], findings);
    else leave("boot.kernel.sysctl", definition, definition.node, findings);
  }
}

/** A sysctl whose name is being put together from the names of nested sets. */
interface Name {
  readonly text: string;
  readonly key: Node;
}

function readSet(
  { value, context }: Definition,
  outer: readonly Name[],
  findings: Findings,
): void {
  if (value.kind !== "set" || outer.length > 20) return;
  for (const attribute of value.attributes)
    readAttribute(attribute, context, outer, findings);
}

/** Reads one setting, or a set of them: `net.core = { somaxconn = 1024; };`. */
export function readAttribute(
  { name, key, bind, lazy }: Attribute,
  context: Context,
  outer: readonly Name[],
  findings: Findings,
): void {
  findings.read(bind);
  if (name === undefined) {
    findings.remark(
      "left",
      key,
      `the name \`${findings.quote(key)}\` needs evaluation`,
      "add the setting to the spec with the names that it gets",
    );
    return;
  }
  const names = [...outer, { text: name, key }];
  findings.used.length = 0;
  for (const definition of definitionsOf(lazy, context)) {
    if (definition.value.kind === "set") readSet(definition, names, findings);
    else take(names, definition, bind, findings);
  }
}

function take(
  names: readonly Name[],
  definition: Definition,
  anchor: Node,
  findings: Findings,
): void {
  const text = names.map((name) => name.text).join(".");
  const place = placeOf(names, anchor);
  const key = parseKey(text);
  if (!isKey(key) || key.segments.length < 2) {
    const why = isKey(key) ? "is not below a folder of /proc/sys" : key.fault;
    findings.remark("left", place, `the key \`${text}\` ${why}`);
    return;
  }
  const found = valueOf(definition.value);
  if (found === undefined) {
    leave(text, definition, place, findings);
    return;
  }
  if (names.length > 1)
    findings.remark(
      "changed",
      place,
      `\`${text}\` has no quotes, so that NixOS takes it for sets in each other and refuses it; it is taken as one key`,
    );
  if (found.change !== undefined)
    findings.remark("changed", place, `\`${text}\` ${found.change}`);
  findings.add({
    path: ["sysctl", hasDottedSegment(key) ? text : key.id],
    value: found.value,
    context: definition.context,
    span: findings.span(place),
    anchor,
    uses: [...findings.used],
  });
}

/** From the first name of the key to the last one, if both are in one binding. */
function placeOf(
  names: readonly Name[],
  { from, to }: Node,
): { readonly from: number; readonly to: number } {
  const inside = names.filter(({ key }) => key.from >= from && key.to <= to);
  const [first] = inside;
  const last = names.at(-1)?.key;
  return {
    from: first?.key.from ?? last?.from ?? from,
    to: last?.to ?? to,
  };
}

function leave(
  name: string,
  { value, node }: Definition,
  place: { readonly from: number; readonly to: number },
  findings: Findings,
): void {
  const why =
    value.kind === "unknown"
      ? value.why
      : value.kind === "library"
        ? `\`${findings.quote(node)}\` needs evaluation`
        : "its value is not one of a sysctl";
  findings.remark(
    "left",
    place,
    `\`${name}\` is not taken: ${why}`,
    "add it to the spec with the value that the node has",
  );
}

/** The text that the kernel gets. Source: NixOS/nixpkgs 25.11, nixos/modules/config/sysctl.nix. */
function valueOf(
  value: Plain,
):
  | { readonly value: SpecValue; readonly change?: string | undefined }
  | undefined {
  switch (value.kind) {
    case "bool":
      return { value: value.value ? "1" : "0" };
    case "int":
      return { value: String(value.value) };
    case "null":
      return { value: null };
    case "float":
      return {
        value: floatText(value.value),
        change: `is the number ${floatText(value.value)} with a fraction, which NixOS refuses`,
      };
    case "text":
    case "path":
      return fromText(value.text);
    case "list": {
      const text = toText(value);
      return text === undefined
        ? undefined
        : {
            value: text,
            change: `is a list, which NixOS refuses; \`${text}\` is taken`,
          };
    }
    default:
      return undefined;
  }
}

function fromText(text: string): ReturnType<typeof valueOf> {
  const trimmed = text.trim();
  if (!trimmed.includes("\n")) return { value: trimmed };
  const line = trimmed.split(/\s*\n\s*/u).join(" ");
  return {
    value: line,
    change: `has a line break, which ends the value in a sysctl.d file; \`${line}\` is taken`,
  };
}
