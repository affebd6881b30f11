import { type Command, InvalidArgumentError, Option } from "commander";

const FLAG = "--only";

/** What a command can be restricted to: how its help says so, and what one of them is. */
const lists = {
  targets: { help: "write only these targets", one: "target" },
  kinds: { help: "compare only these kinds of settings", one: "kind" },
} as const;

type List = keyof typeof lists;

/** Makes the option `--only`. It learns the names when they are loaded, see `nameChoices`. */
export function onlyOption(list: List): Option {
  return new Option(flags(list));
}

/** Tells a command's `--only`, if it has one, which names there are. */
export function nameChoices(
  command: Command,
  namesOf: Readonly<Record<List, () => readonly string[]>>,
): void {
  const list = (["targets", "kinds"] as const).find((each) =>
    command.options.some((option) => option.flags === flags(each)),
  );
  const option = command.options.find(({ long }) => long === FLAG);
  if (list === undefined || option === undefined) return;
  const names = namesOf[list]();
  option.description = `${lists[list].help}, separated by commas: ${names.join(", ")}`;
  option.argParser((text) => readNames(text, names, list));
}

function flags(list: List): string {
  return `${FLAG} <${list}>`;
}

function readNames(
  text: string,
  names: readonly string[],
  list: List,
): readonly string[] {
  return text.split(",").map((written) => {
    const name = written.trim();
    if (!names.includes(name)) {
      throw new InvalidArgumentError(
        `Unknown ${lists[list].one} "${written}"; valid ${list}: ${names.join(", ")}.`,
      );
    }
    return name;
  });
}
