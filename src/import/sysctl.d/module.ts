import type { Assigned, Part } from "./assignment.js";
import { endComment } from "./end-comment.js";

const name = /^[A-Za-z0-9_-]+$/u;

/** Reads a line of modules-load.d(5), which is the name of a module, or `options` of modprobe.d(5). */
export function readModule(part: Part): Assigned {
  const { source, text, start } = part;
  const { body, comment } = endComment(part);
  const words = body.split(/\s+/u);
  const [first = "", second = ""] = words;
  const hasOptions = first === "options" && words.length > 2;
  const module = hasOptions ? second : first;
  const at = start + (hasOptions ? text.indexOf(second, first.length) : 0);
  const span = { source, start: at, end: at + module.length };
  const parameters = hasOptions ? parametersIn(words.slice(2)) : {};
  if (
    !name.test(module) ||
    parameters === undefined ||
    (!hasOptions && words.length > 1)
  ) {
    return {
      setting: undefined,
      comment: undefined,
      remarks: [
        {
          kind: "left",
          span: { source, start, end: start + text.length },
          message: `\`${text}\` is not the name of a module`,
        },
      ],
    };
  }
  return {
    setting: {
      holder: { kind: "node" },
      path: ["modules", module],
      value: hasOptions ? { parameters } : {},
      nixPriority: undefined,
      span,
    },
    comment,
    remarks: [],
  };
}

function parametersIn(
  words: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const pairs = words.map((word) => word.split("=", 2));
  return pairs.some(([key = "", value]) => key === "" || value === undefined)
    ? undefined
    : Object.fromEntries(pairs.map(([key = "", value = ""]) => [key, value]));
}
