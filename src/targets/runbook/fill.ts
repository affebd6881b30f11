import { shellWord } from "../../encode/shell.js";
import type {
  Placeholder,
  Quotes,
  WrittenCommand,
} from "../../language/rollout-model.js";

/** A value of a placeholder: words, or a variable of the shell with the text before and after it. */
export type Filling =
  | { readonly words: readonly string[] }
  | {
      readonly variable: string;
      readonly around?: readonly [string, string] | undefined;
    };

/** The values of placeholders; one that is missing has no value for this command. */
export type Fillings = Readonly<Partial<Record<Placeholder, Filling>>>;

/** Fills the placeholders of a command, each quoted as its place needs it. */
export function fill({ parts }: WrittenCommand, fillings: Fillings): string {
  return parts
    .map((part) => {
      if (typeof part === "string") return part;
      const filling = fillings[part.placeholder];
      return filling === undefined
        ? `{${part.placeholder}}`
        : literal(filling, part.quotes);
    })
    .join("");
}

/** Whether a command has one of some placeholders. */
export function hasPlaceholder(
  { parts }: WrittenCommand,
  ...placeholders: readonly Placeholder[]
): boolean {
  return parts.some(
    (part) =>
      typeof part !== "string" && placeholders.includes(part.placeholder),
  );
}

/** A variable of the shell in double quotes, with the text before and after it. */
export function quotedVariable(
  variable: string,
  [before, after]: readonly [string, string] = ["", ""],
): string {
  return `"${inDoubleQuotes(before)}${variableBefore(variable, after)}${inDoubleQuotes(after)}"`;
}

/** `$host.internal`, but `${host}2`. */
function variableBefore(variable: string, after: string): string {
  return /^\w/u.test(after) ? `\${${variable}}` : `$${variable}`;
}

function literal(filling: Filling, quotes: Quotes): string {
  if ("variable" in filling) {
    const { variable, around } = filling;
    const word = quotedVariable(variable, around);
    switch (quotes) {
      case "none":
        return word;
      case "single":
        return `'${word}'`;
      case "double": {
        const [before, after] = around ?? ["", ""];
        return `${inDoubleQuotes(before)}\${${variable}}${inDoubleQuotes(after)}`;
      }
    }
  }
  const { words } = filling;
  switch (quotes) {
    case "none":
      return words.map(shellWord).join(" ");
    case "double":
      return inDoubleQuotes(words.join(" "));
    case "single":
      return words.join(" ").replaceAll("'", String.raw`'\''`);
  }
}

function inDoubleQuotes(text: string): string {
  return text.replaceAll(/["$\\`]/gu, String.raw`\$&`);
}
