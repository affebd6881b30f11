import type { Command, Option } from "commander";
import {
  type NameKind,
  type Values,
  valuesOfArgument,
  valuesOfOption,
} from "./values.js";

/** A word that may stand at the cursor. */
export interface Candidate {
  readonly value: string;
  /** What it is, in a few words; shells that can show it do. */
  readonly about?: string | undefined;
}

/** What may stand at the cursor: words, or what the shell itself completes. */
export interface Reply {
  readonly want: "words" | "files" | "folders";
  readonly words: readonly Candidate[];
  /** Whether the word goes on, so that no space follows. */
  readonly goesOn: boolean;
}

/** Lists names of one kind; those of the spec are read from the file of this path. */
export type ListNames = (
  kind: NameKind,
  spec: string | undefined,
) => readonly Candidate[];

const nothing: Reply = { want: "words", words: [], goesOn: false };

/**
 * Completes a command line.
 *
 * @param tunegen the table of commands
 * @param line the words after `tunegen`; the last is the one at the cursor, and may be empty
 */
export function complete(
  tunegen: Command,
  line: readonly string[],
  listNames: ListNames,
): Reply {
  const typed = line.at(-1) ?? "";
  const [name, ...before] = line.slice(0, -1);
  const isOption = typed.startsWith("-");
  if (name === undefined)
    return beginningWith(
      typed,
      isOption ? optionsOf(tunegen, new Set()) : commandsOf(tunegen),
    );
  if (name === "help")
    return before.length > 0
      ? nothing
      : beginningWith(typed, commandsOf(tunegen));
  const command = tunegen.commands.find((each) => each.name() === name);
  if (command === undefined) return nothing;
  const { pending, operands, onlyOperands, used, spec } = read(command, before);
  const valueOf = (values: Values | undefined, text: string): Reply =>
    valuesAt(values, text, (kind) => listNames(kind, spec));
  if (pending !== undefined && (pending.required || !isOption))
    return valueOf(valuesOfOption(pending), typed);
  if (isOption && !onlyOperands) {
    const [, long, value] = /^(--[^=]+)=(.*)$/su.exec(typed) ?? [];
    if (long === undefined || value === undefined)
      return beginningWith(typed, optionsOf(command, used));
    const option = command.options.find((each) => each.long === long);
    return option === undefined || !takesValue(option)
      ? nothing
      : withPrefix(`${long}=`, valueOf(valuesOfOption(option), value));
  }
  const last = command.registeredArguments.at(-1);
  const argument =
    command.registeredArguments[operands] ??
    (last?.variadic === true ? last : undefined);
  return argument === undefined
    ? nothing
    : valueOf(valuesOfArgument(argument), typed);
}

/** What the words of a command before the cursor say. */
interface Before {
  /** The option whose value stands at the cursor. */
  readonly pending: Option | undefined;
  readonly operands: number;
  /** Whether `--` came before. */
  readonly onlyOperands: boolean;
  readonly used: ReadonlySet<Option>;
  /** The value of `--file`. */
  readonly spec: string | undefined;
}

function read(command: Command, words: readonly string[]): Before {
  const used = new Set<Option>();
  let pending: Option | undefined;
  let operands = 0;
  let onlyOperands = false;
  let spec: string | undefined;
  for (const word of words) {
    if (pending !== undefined && (pending.required || !word.startsWith("-"))) {
      if (pending.long === "--file") spec = word;
      pending = undefined;
      continue;
    }
    pending = undefined;
    if (onlyOperands || !word.startsWith("-") || word === "-") {
      operands += 1;
      continue;
    }
    if (word === "--") {
      onlyOperands = true;
      continue;
    }
    const [flag = "", ...value] = word.split("=");
    const option = command.options.find(
      ({ long, short }) => long === flag || short === flag,
    );
    if (option === undefined) continue;
    used.add(option);
    if (value.length === 0 && takesValue(option)) pending = option;
    else if (option.long === "--file") spec = value.join("=");
  }
  return { pending, operands, onlyOperands, used, spec };
}

function takesValue({ required, optional }: Option): boolean {
  return required || optional;
}

function commandsOf(tunegen: Command): readonly Candidate[] {
  return tunegen
    .createHelp()
    .visibleCommands(tunegen)
    .map((command) => ({
      value: command.name(),
      about: command.description(),
    }));
}

/** Lists the options that can still be written: not those that are there, nor any that these exclude. */
function optionsOf(
  command: Command,
  used: ReadonlySet<Option>,
): readonly Candidate[] {
  const attributes = new Set([...used].map((each) => each.attributeName()));
  const excluded = new Set([...used].flatMap(conflictsOf));
  return command
    .createHelp()
    .visibleOptions(command)
    .filter((option) => {
      const attribute = option.attributeName();
      const isRepeatable = valuesOfOption(option)?.of === "role-path";
      return (
        (isRepeatable || !attributes.has(attribute)) &&
        !excluded.has(attribute) &&
        !conflictsOf(option).some((other) => attributes.has(other))
      );
    })
    .map((option) => ({
      value: option.long ?? option.flags,
      about: option.description,
    }));
}

/** Commander's types do not have the field that `conflicts` fills. */
function conflictsOf(option: Option): readonly string[] {
  const found: unknown = Reflect.get(option, "conflictsWith");
  return Array.isArray(found)
    ? found.filter((each) => typeof each === "string")
    : [];
}

function valuesAt(
  values: Values | undefined,
  typed: string,
  list: (kind: NameKind) => readonly Candidate[],
): Reply {
  switch (values?.of) {
    case "files":
    case "folders":
      return { want: values.of, words: [], goesOn: false };
    case "choices":
      return beginningWith(
        typed,
        values.choices.map((value) => ({ value })),
      );
    case "names":
      return values.isList
        ? lastOfList(typed, list(values.kind))
        : beginningWith(typed, list(values.kind));
    case "revision-or-file": {
      // No shell offers both at once.
      const reply = beginningWith(typed, list("revision"));
      return reply.words.length > 0
        ? reply
        : { want: "files", words: [], goesOn: false };
    }
    case "role-path": {
      if (typed.includes("="))
        return { want: "files", words: [], goesOn: false };
      const roles = list("role").map(({ value, about }) => ({
        value: `${value}=`,
        about,
      }));
      return { ...beginningWith(typed, roles), goesOn: true };
    }
    default:
      return nothing;
  }
}

/** Completes the last name of `nixos,talos`, with those that are not there yet. */
function lastOfList(typed: string, names: readonly Candidate[]): Reply {
  const start = typed.lastIndexOf(",") + 1;
  const before = new Set(typed.slice(0, start).split(","));
  const left = names.filter(({ value }) => !before.has(value));
  return withPrefix(
    typed.slice(0, start),
    beginningWith(typed.slice(start), left),
  );
}

function beginningWith(typed: string, words: readonly Candidate[]): Reply {
  return {
    ...nothing,
    words: words.filter(({ value }) => value.startsWith(typed)),
  };
}

function withPrefix(prefix: string, reply: Reply): Reply {
  return {
    ...reply,
    words: reply.words.map(({ value, about }) => ({
      value: prefix + value,
      about,
    })),
  };
}
