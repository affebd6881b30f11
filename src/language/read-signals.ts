import type { Reporter } from "../core/report.js";
import type { Tree } from "../core/tree.js";
import { readCommand } from "./read-command.js";
import { nodePlaceholders, type WrittenSignal } from "./rollout-model.js";

/** Reads a list of what is watched, or of what stops a rollout; undefined where it is not written. */
export function readSignals(
  tree: Tree | undefined,
  reporter: Reporter,
): readonly WrittenSignal[] | undefined {
  return tree?.items?.flatMap((item) => readSignal(item, reporter) ?? []);
}

function readSignal(tree: Tree, reporter: Reporter): WrittenSignal | undefined {
  const { span, entries } = tree;
  const fail = (message: string): undefined =>
    reporter.error("malformed-signal", span, message, {
      help: "write the name of an alert, words, or a mapping with one of `alert`, `query` and `command`",
    });
  if (entries === undefined) {
    const text = String(tree.data).trim();
    if (text === "") return fail("an empty text says nothing");
    return /\s/u.test(text)
      ? { kind: "words", text, why: undefined, span }
      : { kind: "alert", name: text, from: undefined, why: undefined, span };
  }
  const text = (name: string): string | undefined => {
    const data = entries.get(name)?.value.data;
    return typeof data === "string" && data.trim() !== ""
      ? data.trim()
      : undefined;
  };
  const number = (name: string): number | undefined => {
    const data = entries.get(name)?.value.data;
    return typeof data === "number" ? data : undefined;
  };
  const what = (["alert", "query", "command"] as const).filter((name) =>
    entries.has(name),
  );
  const [kind, second] = what;
  if (kind === undefined)
    return fail("there is nothing to look at: no alert, query or command");
  if (second !== undefined)
    return fail(`\`${kind}\` and \`${second}\` are two things to look at`);
  const value = entries.get(kind)?.value;
  const written = text(kind);
  if (value === undefined || written === undefined)
    return fail(`\`${kind}\` is empty`);
  const stray = Object.keys(ownFields).find(
    (name) => entries.has(name) && ownFields[name]?.includes(kind) === false,
  );
  if (stray !== undefined)
    return fail(`\`${stray}\` has no meaning for \`${kind}\``);
  const why = text("why");
  switch (kind) {
    case "alert":
      return {
        kind,
        name: written,
        from: text("from"),
        why,
        span: value.span,
      };
    case "query":
      return {
        kind,
        query: written,
        above: number("above"),
        below: number("below"),
        expect: text("expect"),
        why,
        span,
      };
    case "command": {
      const command = readCommand(value, nodePlaceholders, reporter);
      return command && { kind, command, expect: text("expect"), why, span };
    }
  }
}

/** The fields that not every kind has, and which kinds have them. */
const ownFields: Readonly<Record<string, readonly string[]>> = {
  from: ["alert"],
  above: ["query"],
  below: ["query"],
  expect: ["query", "command"],
};
