import { spec } from "../../../templates/report/findings.html.hbs";
import type { Finding } from "../../core/finding.js";
import { listed } from "../../explain/layout.js";
import type { Report } from "../types.js";
import { type Html, htmlTemplate } from "./template.js";
import { findingId, findingPlace, placeWords } from "./words.js";

interface FindingView {
  readonly id: string;
  readonly severity: string;
  readonly message: string;
  readonly place: string;
  readonly rule: string;
  readonly why: string;
  readonly help: string;
  readonly nodes: string;
}

interface FindingsView {
  readonly findings: readonly FindingView[];
  readonly accepted: readonly {
    readonly rule: string;
    readonly reason: string;
    readonly place: string;
  }[];
  readonly acceptedCount: number;
}

const render = htmlTemplate<FindingsView>(spec);

/** Renders what was found, and what the spec accepts. */
export function findingsHtml({ findings, accepted }: Report): Html {
  return render({
    findings: findings.map(viewOf),
    accepted: accepted.map(({ rule, reason, place }) => ({
      rule,
      reason,
      place: placeWords(place),
    })),
    acceptedCount: accepted.length,
  });
}

function viewOf(finding: Finding, at: number): FindingView {
  const { severity, message, rule, why = "", help = "", nodes = [] } = finding;
  return {
    id: findingId(at),
    severity,
    message,
    rule,
    place: findingPlace(finding),
    why,
    help,
    nodes: listed(nodes.map(({ kind, name }) => `${kind} ${name}`)),
  };
}
