// @ts-check
import { textOf } from "./expression.js";

/**
 * @typedef {import("./compare-gates.js").Differences} Differences
 * @typedef {import("./read-gates.js").Undecided} Undecided
 */

/**
 * Writes how a source differs from gates.tsv.
 *
 * @param {Differences} differences
 * @param {readonly Undecided[]} undecided
 * @param {string} release `6.1.192`
 * @param {(key: string) => boolean} isElsewhere whether elsewhere.yaml has a key
 * @returns {string}
 */
export function reportOf(differences, undecided, release, isElsewhere) {
  const { against, same, changed, added, gone, byHand, vendors } = differences;
  const fresh = added.filter(({ key }) => !isElsewhere(key));
  const sections = [
    section(
      "other gate",
      changed.map(
        ({ row, gate }) =>
          `${row["key"] ?? ""}: ${gateAndModule(row["gate"] ?? "", row["module"] ?? "")} is ${gateAndModule(textOf(gate.gate), gate.module)} (${gate.files.join("; ")})`,
      ),
    ),
    section(
      "new key",
      fresh.map(
        ({ key, gate, module, files }) =>
          `${key}: ${gateAndModule(textOf(gate), module)} (${files.join("; ")})`,
      ),
    ),
    section(
      "gone key",
      gone.map((row) => `${row["key"] ?? ""} (${row["source"] ?? ""})`),
    ),
    section(
      "undecided, to be read by a person",
      undecidedLines(undecided).map((line) => {
        const keys = byHand
          .filter((row) =>
            row["source"]
              ?.split("; ")
              .some((file) => line.startsWith(`${file}:`)),
          )
          .map((row) => row["key"]);
        return keys.length === 0
          ? line
          : `${line}; the table has ${keys.join(", ")}`;
      }),
    ),
  ];
  return [
    `Linux ${release}, compared with the rows of ${against}:`,
    `  ${same} rows are as read, ${changed.length} have another gate, ${gone.length} keys are gone, ${fresh.length} are new`,
    `  not compared: ${byHand.length} keys of undecided files, ${vendors.length} of vendors' patches, ${added.length - fresh.length} that elsewhere.yaml has`,
    ...sections.filter((text) => text !== ""),
    "",
  ].join("\n");
}

/**
 * @param {readonly Undecided[]} undecided
 * @returns {readonly string[]}
 */
export function undecidedLines(undecided) {
  return undecided.map(
    ({ file, line, text }) => `${file}:${line}: ${text.replace(/;$/u, "")}`,
  );
}

/**
 * @param {string} title
 * @param {readonly string[]} lines
 */
function section(title, lines) {
  return lines.length === 0
    ? ""
    : ["", `${title}:`, ...lines.map((line) => `  ${line}`)].join("\n");
}

/**
 * @param {string} gate
 * @param {string} module
 */
function gateAndModule(gate, module) {
  return module === "" ? gate : `${gate}, module ${module}`;
}
