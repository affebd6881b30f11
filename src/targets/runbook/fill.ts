import { shellWord } from "../../encode/shell.js";
import type {
  Placeholder,
  Quotes,
  WrittenCommand,
  WrittenCommands,
} from "../../language/rollout-model.js";

/** A value of a placeholder: words, or a variable of the shell that the reader sets. */
export type Filling =
  { readonly words: readonly string[] } | { readonly variable: string };

/** The values of placeholders; one that is missing has no value for this command. */
export type Fillings = Readonly<Partial<Record<Placeholder, Filling>>>;

/** Fills the placeholders of commands. */
export function filled(
  { commands }: WrittenCommands,
  fillings: Fillings,
): readonly string[] {
  return commands.map((command) => fill(command, fillings));
}

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

/** Whether a command differs from host to host. */
export function isPerHost({ parts }: WrittenCommand): boolean {
  return parts.some(
    (part) => typeof part !== "string" && part.placeholder !== "hosts",
  );
}

function literal(filling: Filling, quotes: Quotes): string {
  if ("variable" in filling)
    return {
      none: `"$${filling.variable}"`,
      double: `\${${filling.variable}}`,
      single: `'"$${filling.variable}"'`,
    }[quotes];
  const { words } = filling;
  switch (quotes) {
    case "none":
      return words.map(shellWord).join(" ");
    case "double":
      return words.join(" ").replaceAll(/["$\\`]/gu, String.raw`\$&`);
    case "single":
      return words.join(" ").replaceAll("'", String.raw`'\''`);
  }
}
