import type { Command } from "commander";

/**
 * Refuses words that no command can use: values that are empty, as a variable of the shell that is not set leaves them,
 * and arguments beyond those that the command takes, such as a spec without `-f`.
 */
export function refuseUselessWords(command: Command): void {
  for (const option of command.options)
    if (command.getOptionValue(option.attributeName()) === "")
      command.error(`error: option '${option.flags}' has an empty value`);
  const { args, registeredArguments: taken } = command;
  if (args.includes(""))
    command.error(`error: an argument of '${command.name()}' is empty`);
  const extra = args[taken.length];
  if (extra === undefined || taken.at(-1)?.variadic === true) return;
  const isSpec =
    /\.ya?ml$/u.test(extra) &&
    command.options.some(({ long }) => long === "--file");
  const advice = isSpec
    ? `; name the spec with -f: tunegen ${command.name()} -f ${extra}`
    : "";
  command.error(
    `error: '${command.name()}' does not take the argument '${extra}'${advice}`,
  );
}
