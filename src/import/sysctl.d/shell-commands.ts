import { type Command, forEachChild, type SyntaxNode } from "unbash";

/** Is told of a command, of the conditions around it, and of the file that a pipe after it ends in. */
export type Visit = (
  command: Command,
  condition: string | undefined,
  target: string | undefined,
) => void;

/** Visits each command with the conditions around it, and the file that a pipe after it ends in. */
export function walk(
  node: SyntaxNode,
  conditions: readonly string[],
  text: string,
  visit: Visit,
  target?: string,
): void {
  const inside = (child: SyntaxNode, condition?: string, to = target): void =>
    walk(
      child,
      condition === undefined ? conditions : [...conditions, condition],
      text,
      visit,
      to,
    );
  const words = (part: SyntaxNode): string =>
    text.slice(part.pos, part.end).replaceAll(/\s+/gu, " ").trim();
  switch (node.type) {
    case "Command":
      visit(node, conditions.join(", ") || undefined, target);
      return;
    case "If":
      inside(node.clause);
      inside(node.then, `if ${words(node.clause)}`);
      for (const { clause, then } of node.elif)
        inside(then, `if ${words(clause)}`);
      if (node.else) inside(node.else, `else of if ${words(node.clause)}`);
      return;
    case "For":
    case "While":
      inside(
        node.body,
        words(node)
          .split(/;|\bdo\b/u)[0]
          ?.trim(),
      );
      return;
    case "Function":
      inside(node.body, `${words(node.name)}()`);
      return;
    case "Case":
      for (const { body, pattern } of node.items)
        inside(
          body,
          `case ${words(node.word)} in ${pattern.map(words).join("|")}`,
        );
      return;
    case "AndOr":
      node.commands.forEach((command, at) => {
        const before = node.commands[at - 1];
        inside(
          command,
          before && isTest(words(before))
            ? `${words(before)} ${node.operators[at - 1] ?? ""}`
            : undefined,
        );
      });
      return;
    case "Pipeline": {
      const to = node.commands
        .filter((command) => command.type === "Command")
        .map(fileOfTee)
        .find((file) => file !== undefined);
      node.commands.forEach((command) => inside(command, undefined, to));
      return;
    }
    default:
      forEachChild(node, (child) => inside(child));
  }
}

/** Whether what follows a command depends on it, and is not only its next step. */
function isTest(command: string): boolean {
  return !/^(?:sudo )?(?:cat|echo|printf|mkdir|modprobe|sysctl|tee)\b/u.test(
    command,
  );
}

/** The words of a command without `sudo`. */
export function wordsOf({ name, args }: Command) {
  const words = [name, ...args]
    .filter((word) => word?.type === "Word")
    .map(({ value, text, pos }) => ({ value, text, pos }));
  while (/^(?:sudo|doas|exec|command|env)$/u.test(words[0]?.value ?? "")) {
    words.shift();
    while (words[0]?.value.startsWith("-") === true) words.shift();
  }
  return words;
}

export function programOf(
  words: readonly { readonly value: string }[],
): string {
  return words[0]?.value.replace(/^.*\//u, "") ?? "";
}

export function fileOfTee(command: Command): string | undefined {
  const words = wordsOf(command);
  return programOf(words) === "tee"
    ? words.slice(1).find(({ value }) => !value.startsWith("-"))?.value
    : undefined;
}
