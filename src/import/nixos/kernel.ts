import { kernelWordSettings } from "../kernel-arguments.js";
import { type Context, type Definition, definitionsOf } from "./context.js";
import type { Findings, Range } from "./findings.js";
import { itemsOf } from "./items.js";
import type { Node } from "./syntax.js";
import { linesIn, type TextLine } from "./text-lines.js";
import type { Lazy } from "./value.js";

/** A text in a list, such as a module's name. */
export interface TextItem {
  readonly text: string;
  readonly node: Node;
  readonly context: Context;
  /** Where it is, if not the whole node. */
  readonly place?: Range;
}

/** Lists the texts of a list, also of one text. Others are reported as left. */
export function textItems(
  lazy: Lazy,
  context: Context,
  option: string,
  findings: Findings,
): readonly TextItem[] {
  return definitionsOf(lazy, context).flatMap((list) =>
    list.value.kind === "list"
      ? itemsOf({ node: list.node, value: () => list.value }).flatMap((item) =>
          definitionsOf(item, list.context).flatMap((definition) =>
            textItem(definition, option, findings),
          ),
        )
      : textItem(list, option, findings),
  );
}

function textItem(
  { value, node, context }: Definition,
  option: string,
  findings: Findings,
): readonly TextItem[] {
  if (value.kind === "text") return [{ text: value.text, node, context }];
  if (value.kind === "null") return [];
  if (value.kind === "unknown" && value.parts !== undefined)
    return value.parts.flatMap((part) =>
      definitionsOf(part, context).flatMap((definition) =>
        textItem(definition, option, findings),
      ),
    );
  const why =
    value.kind === "unknown"
      ? value.why
      : `\`${findings.quote(node)}\` needs evaluation`;
  findings.remark("left", node, `a part of \`${option}\` is not taken: ${why}`);
  return [];
}

/** Reads `boot.kernelModules`. */
export function readModules(
  lazy: Lazy,
  context: Context,
  findings: Findings,
): void {
  for (const item of textItems(lazy, context, "boot.kernelModules", findings)) {
    const name = item.text.trim();
    if (!/^[A-Za-z0-9_-]+$/u.test(name)) {
      findings.remark("left", item.node, `\`${name}\` is not a module's name`);
      continue;
    }
    findings.add({
      path: ["modules", name],
      value: {},
      context: item.context,
      span: findings.span(item.node),
      anchor: item.node,
    });
  }
}

/** Reads the kernel of `boot.kernelPackages` as a fact: `pkgs.linuxPackages_6_12` is 6.12. */
export function readKernelPackages(
  lazy: Lazy,
  context: Context,
  findings: Findings,
): void {
  for (const { value, node } of definitionsOf(lazy, context)) {
    const path = value.kind === "library" ? value.path : findings.quote(node);
    const version =
      /linux(?:Packages)?_(?:[a-z]+_)*([0-9]+)_([0-9]+)(?:_[a-z]+)?(?:\)|$)/u.exec(
        path,
      );
    const [, major, minor] = version ?? [];
    if (major !== undefined && minor !== undefined)
      findings.fact("kernel", `${major}.${minor}`, node);
    else
      findings.remark(
        "note",
        node,
        `\`${findings.quote(node)}\` does not say which kernel the node runs`,
        "add the fact `kernel` to the spec",
      );
  }
}

/** Reads `boot.kernelParams`. One text may have several arguments. */
export function readKernelParams(
  lazy: Lazy,
  context: Context,
  findings: Findings,
): void {
  const items = textItems(lazy, context, "boot.kernelParams", findings);
  const words = items.flatMap((item) =>
    item.text
      .split(/\s+/u)
      .filter((text) => text !== "")
      .map((text) => ({ text, place: item })),
  );
  for (const { path, value, places } of kernelWordSettings(words)) {
    const [first] = places;
    findings.add({
      path,
      value,
      context: first.context,
      span: findings.span(first.node),
      anchor: first.node,
    });
  }
}

/** Reads `boot.extraModprobeConfig`: the parameters of modules. Source: modprobe.d(5). */
export function readModprobe(
  lazy: Lazy,
  context: Context,
  findings: Findings,
): void {
  for (const { value, node, context: around } of definitionsOf(lazy, context)) {
    if (value.kind !== "text") {
      const why = value.kind === "unknown" ? `: ${value.why}` : "";
      findings.remark(
        "left",
        node,
        `\`boot.extraModprobeConfig\` is not taken${why}`,
      );
      continue;
    }
    for (const line of linesIn(value.text, node, findings.source))
      readModprobeLine(line, node, around, findings);
  }
}

function readModprobeLine(
  { text, from, to }: TextLine,
  node: Node,
  context: Context,
  findings: Findings,
): void {
  const [command, name, ...words] = text.trim().split(/\s+/u);
  if (command === "" || command === undefined || command.startsWith("#"))
    return;
  const parameters: Record<string, string> = {};
  for (const word of words) {
    const at = word.indexOf("=");
    parameters[at === -1 ? word : word.slice(0, at)] =
      at === -1 ? "1" : word.slice(at + 1);
  }
  if (command !== "options" || name === undefined || words.length === 0) {
    findings.remark(
      "left",
      { from, to },
      `\`${text.trim()}\` sets no parameter of a module, which is all that the spec has of modprobe.d`,
      "keep it where it is",
    );
    return;
  }
  findings.add({
    path: ["modules", name],
    value: { parameters },
    context,
    span: findings.span({ from, to }),
    anchor: node,
  });
}
