import type {
  Compared,
  Verdict,
} from "../../src/import/sysctl-a/compare-key.js";
import { compareListing } from "./compare.js";

const titles: Readonly<Record<Verdict, string>> = {
  predicted: "as predicted",
  writer: "set by a named writer",
  wrong: "wrong",
  unknown: "unknown",
  state: "state, without a default",
};

const verdicts = ["predicted", "writer", "unknown", "wrong", "state"] as const;

/**
 * Prints what tunegen expects of each key of a node against what the node has: one line for each key that is not as
 * predicted, and counts. With `all`, the keys that are as predicted, too.
 */
export function compareReport(
  listing: string,
  facts: string,
  all: boolean,
): string {
  const compared = compareListing(listing, facts);
  const shown = verdicts.filter((verdict) =>
    all ? true : verdict !== "predicted" && verdict !== "state",
  );
  const lines = shown.flatMap((verdict) =>
    compared.filter((each) => each.verdict === verdict).map(line),
  );
  return [...lines, counts(compared), ""].join("\n");
}

function line({ verdict, id, value, expected }: Compared): string {
  return [verdict, id, value, expected].join("\t").trimEnd();
}

/** Per cent are of the keys that have a default. */
function counts(compared: readonly Compared[]): string {
  const judged = compared.filter(({ verdict }) => verdict !== "state").length;
  return verdicts
    .map((verdict) => {
      const count = compared.filter((each) => each.verdict === verdict).length;
      const share = ((100 * count) / judged).toFixed(1);
      return `${String(count)} ${titles[verdict]}${verdict === "state" ? "" : ` (${share} %)`}`;
    })
    .join("\n");
}
