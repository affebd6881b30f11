import type { Diagnostic } from "../../core/diagnostic.js";
import { joinNames } from "../../core/name-list.js";
import {
  type NodeSummary,
  outcomes,
  type Sections,
  totalOf,
} from "../../verify/fleet.js";

/** What `verify` came to, for every format. */
export interface VerifyReport {
  readonly nodes: readonly NodeSummary[];
  /** What could not be read, or belongs to no node of the spec. */
  readonly errors: readonly Diagnostic[];
  /** Hosts of the spec without values. */
  readonly unseen: readonly string[];
  readonly sections: Sections;
}

/** `41 equal, 2 different, 1 module not loaded`: what is not there is not named. */
export function countsText(nodes: readonly NodeSummary[]): string {
  const total = totalOf(nodes);
  return outcomes
    .filter((outcome) => total[outcome] > 0)
    .map((outcome) => `${total[outcome]} ${outcome}`)
    .join(", ");
}

/** `3 nodes: 120 equal, 2 different; limits were left out`. */
export function summaryText({
  nodes,
  unseen,
  sections: { leftOut },
}: VerifyReport): string {
  const counted = nodes.length === 1 ? "1 node" : `${nodes.length} nodes`;
  return [
    `${counted}${nodes.length === 0 ? "" : `: ${countsText(nodes)}`}`,
    ...(unseen.length === 0
      ? []
      : [
          `${unseen.length === 1 ? "1 host" : `${unseen.length} hosts`} of the spec without values`,
        ]),
    ...(leftOut.length === 0 ? [] : [`left out: ${leftOut.join(", ")}`]),
  ].join("; ");
}

/** What to do about sections of which the sources say nothing, as an instruction; undefined where there are none. */
export function unaskedHelp({
  sections: { unasked, compared },
}: VerifyReport): string | undefined {
  if (unasked.length === 0) return undefined;
  return [
    `gather ${joinNames(unasked)} with the program of --print-collector`,
    ...(compared.length === 0
      ? []
      : [`compare only the others with --only ${compared.join(",")}`]),
  ].join(", or ");
}

/** Whether everything of the spec is on the nodes. */
export function isFine({ nodes, errors, unseen }: VerifyReport): boolean {
  return (
    nodes.length > 0 &&
    nodes.every(({ wrong }) => wrong.length === 0) &&
    errors.length === 0 &&
    unseen.length === 0
  );
}
