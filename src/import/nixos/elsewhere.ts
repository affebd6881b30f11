import { positionAt } from "../../core/source.js";
import { bindingsOf } from "./bindings.js";
import { noContext } from "./context.js";
import type { Evaluator } from "./evaluate.js";
import type { Findings } from "./findings.js";
import { isKnownSysctl } from "./known-sysctl.js";
import { readModule } from "./module.js";
import { scopeAt } from "./scopes.js";
import { children, type Node } from "./syntax.js";
import { readSysctls } from "./sysctl.js";

/**
 * Reads what the module does not lead to: modules in a flake or a specialisation, and sets of sysctls that are the value
 * of somebody's own option.
 */
export function readElsewhere(evaluator: Evaluator, findings: Findings): void {
  const { top } = evaluator.syntax;
  const cursor = top.cursor();
  // Constants are used by modules that may come later.
  const constants: Node[] = [];
  let more = true;
  while (more) {
    const isDone =
      cursor.name === "Bind" &&
      findings.isRead({ from: cursor.from, to: cursor.to });
    if (!isDone && cursor.name === "AttrSet") {
      const { isLet } = ownerOf(cursor.node, evaluator);
      if (isLet) constants.push(cursor.node);
      else readSet(cursor.node, evaluator, findings);
    }
    // What is in a binding that was read is read.
    more = cursor.next(!isDone);
  }
  for (const set of constants) readSet(set, evaluator, findings);
}

function readSet(set: Node, evaluator: Evaluator, findings: Findings): void {
  const binds = bindingsOf(set).flatMap((binding) =>
    binding.kind === "bind" ? [binding] : [],
  );
  if (binds.some(({ node }) => findings.isRead(node) || findings.isSeen(node)))
    return;
  const names = binds.map(({ path }) =>
    path.map((key) => literalName(key, evaluator)).join("."),
  );
  const isSysctls = names.some(isKnownSysctl);
  const isModule = names.some((name) =>
    /^(?:config\.)?(?:boot|services|systemd|security)(?:\.|$)/u.test(name),
  );
  if (!isSysctls && !isModule) return;
  const owner = ownerOf(set, evaluator);
  const lazy = evaluator.lazy(set, scopeAt(set, evaluator));
  if (isSysctls && owner.isLet) {
    reportUnused(
      binds.map(({ node }) => node),
      names,
      owner.name,
      findings,
    );
    return;
  }
  const before = findings.candidates.length;
  const { others } = findings;
  if (isSysctls) readSysctls(lazy, noContext, findings);
  else readModule(lazy, noContext, findings);
  findings.others = others;
  if (findings.candidates.length === before || owner.name === "") return;
  const { line } = positionAt(findings.source, set.from);
  findings.remark(
    "note",
    { from: set.from, to: set.from + 1 },
    isSysctls
      ? `\`${owner.name}\` is not an option of NixOS; what it has from line ${line} on is taken as sysctls, because its names are theirs`
      : `the module in \`${owner.name}\` is taken, too`,
    isSysctls
      ? undefined
      : "what is not for every node belongs in a role or a host",
  );
}

function reportUnused(
  binds: readonly Node[],
  names: readonly string[],
  owner: string,
  findings: Findings,
): void {
  for (const [index, bind] of binds.entries()) {
    findings.read(bind);
    const [key = bind] = children(bind);
    findings.remark(
      "left",
      key,
      `\`${names[index] ?? ""}\` of \`${owner}\` is not taken: where it is used needs evaluation`,
      "add it to the spec in the role that has it",
    );
  }
}

/** The names of the bindings around a set, and whether it is a constant of a `let`. */
function ownerOf(
  set: Node,
  evaluator: Evaluator,
): { readonly name: string; readonly isLet: boolean } {
  let names: readonly string[] = [];
  let isLet = false;
  let level = 0;
  for (let at = set.parent; at !== null && level < 100; at = at.parent) {
    level += 1;
    if (at.name !== "Bind") continue;
    const [path] = children(at);
    const keys = path === undefined ? [] : children(path);
    names = [...keys.map((key) => literalName(key, evaluator)), ...names];
    if (at.parent?.name !== "Let") continue;
    isLet = true;
    break;
  }
  return { name: names.join("."), isLet };
}

function literalName(key: Node, evaluator: Evaluator): string {
  const text = evaluator.text(key);
  return key.name === "String" ? text.slice(1, -1) : text;
}
