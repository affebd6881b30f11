import {
  type KernelWord,
  kernelWordSettings,
  splitArgument,
} from "../kernel-arguments.js";
import type { Holder } from "../types.js";
import type { Findings, Range } from "./findings.js";
import { itemsOf, type YamlNode, type YamlScalar } from "./node.js";
import { hasExpression } from "./templates.js";

type Word = KernelWord<Range>;

/** What a boot loader passes on unchanged; the language refuses anything else. */
const plain = /^[\w.,:/+@%=~-]*$/u;

/** Reads a list of arguments of the kernel command line; one text may have several. */
export function takeKernelArguments(
  list: YamlNode,
  holder: Holder,
  findings: Findings,
): void {
  const words = itemsOf(list)
    .flatMap((item) =>
      item.kind === "scalar" ? wordsIn(item) : leave(item, findings),
    )
    .filter((word) => isTaken(word, findings));
  for (const { path, value, places } of kernelWordSettings(words)) {
    const [first] = places;
    findings.setting({ holder, path, value, key: first, whole: first });
  }
}

function leave(item: YamlNode, findings: Findings): readonly Word[] {
  findings.left(
    item,
    `\`${findings.quote(item)}\` is not an argument of the kernel`,
  );
  return [];
}

function wordsIn(item: YamlScalar): readonly Word[] {
  return item.text
    .split(/\s+/u)
    .filter((text) => text !== "")
    .map((text) => ({ text, place: item }));
}

function isTaken({ text, place }: Word, findings: Findings): boolean {
  const { name, value = "" } = splitArgument(text);
  if (name.startsWith("-")) {
    findings.left(
      place,
      `\`${name}\` removes an argument that the system adds, which the spec cannot do`,
      "keep it where it is",
    );
    return false;
  }
  if (/^[A-Za-z0-9][\w./-]*$/u.test(name) && plain.test(value)) return true;
  if (hasExpression(name + value)) return true;
  findings.left(
    place,
    `\`${findings.quote(place)}\` has a character with a meaning in boot loaders`,
    "keep it where it is",
  );
  return false;
}
