import { anyOf, CONTROL } from "../core/characters.js";
import * as z from "zod/mini";
import { endComment } from "../core/end-comment.js";
import { readReasons } from "../core/reasons.js";
import type { Reporter } from "../core/report.js";
import { described, reasons, strictObject, text } from "../core/schema.js";
import type { Tree } from "../core/tree.js";
import type { Owner } from "../core/written.js";
import type { WrittenKind } from "./kind.js";
import type { WrittenSetting } from "./setting.js";

const spaceOrControl = anyOf([CONTROL, "\\s"], "u");

/** One mount option; `id` is the part before the first `=`. */
export interface MountOption extends WrittenSetting<string | true> {
  /** `true` for a flag. */
  readonly value: string | true;
  /** As in the list of an object: `actimeo=60`, `noatime`. It may contain a password. */
  readonly text: string;
}

export const mountOption: WrittenKind<MountOption> = {
  section: "options",
  places: ["mount"],
  schema: described(
    z.array(z.union([text, strictObject({ value: text, ...reasons })])),
    "The options; `list` says what becomes of those that the object has",
  ),
  required: true,
  plural: "mount options",
  asksReason: false,
  read(owner, { value: list }, reporter) {
    if (list.items?.length === 0) {
      reporter.error(
        "malformed-option",
        list.span,
        "the list of mount options is empty",
        { help: "write at least one, such as `[cache=loose]`" },
      );
    }
    return (list.items ?? []).flatMap((item) =>
      readOption(owner, item, reporter),
    );
  },
};

function readOption(
  owner: Owner,
  item: Tree,
  reporter: Reporter,
): readonly MountOption[] {
  const inner = item.entries?.get("value")?.value ?? item;
  const text = String(inner.data);
  const written = readReasons(item, reporter);
  const fault = optionFault(text);
  if (fault !== undefined) {
    reporter.error(
      "malformed-option",
      inner.span,
      `${text === "" ? "an empty text" : `\`${text}\``} is not a valid mount option: ${fault.why}`,
      { help: fault.help },
    );
    return [];
  }
  const equals = text.indexOf("=");
  const name = equals === -1 ? text : text.slice(0, equals);
  return [
    {
      ...written,
      why: written.why ?? endComment(inner.span, inner),
      id: name,
      keyText: name,
      value: equals === -1 ? true : text.slice(equals + 1),
      text,
      origin: { owner, span: inner.span },
      valueSpan: inner.span,
    },
  ];
}

/** Returns why a text is not one option: the driver joins the list with commas for mount(8). */
function optionFault(
  text: string,
): { readonly why: string; readonly help: string } | undefined {
  if (text === "")
    return { why: "it has no name", help: "remove it from the list" };
  if (text.includes(","))
    return {
      why: "a comma starts the next option",
      help: "write each option as an item of the list",
    };
  if (spaceOrControl.test(text))
    return {
      why: "it contains a space",
      help: "write name or name=value, without spaces",
    };
  return text.startsWith("=") || text.startsWith("-")
    ? { why: "it has no name", help: "write name or name=value" }
    : undefined;
}
