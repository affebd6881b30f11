import { type Command, InvalidArgumentError, Option } from "commander";

const FLAG = "--only";

/** Makes the option `--only`. It learns the names of the targets when they are loaded, see `nameTargets`. */
export function onlyOption(): Option {
  return new Option(`${FLAG} <targets>`);
}

/** Tells a command's `--only`, if it has one, which targets there are. */
export function nameTargets(command: Command, names: readonly string[]): void {
  const option = command.options.find(({ long }) => long === FLAG);
  if (option === undefined) return;
  option.description = `write only these targets, separated by commas: ${names.join(", ")}`;
  option.argParser((text) => readTargets(text, names));
}

function readTargets(
  text: string,
  names: readonly string[],
): readonly string[] {
  return text.split(",").map((written) => {
    const name = written.trim();
    if (!names.includes(name)) {
      throw new InvalidArgumentError(
        `Unknown target "${written}"; valid targets: ${names.join(", ")}.`,
      );
    }
    return name;
  });
}
