import { spec } from "../../../templates/report/findings.html.hbs";
import type { Finding } from "../../core/finding.js";
import { listed } from "../../explain/layout.js";
import type { Report } from "../types.js";
import { type Html, htmlTemplate, prose } from "./template.js";
import { findingId, findingPlace, placeWords } from "./words.js";

interface FindingView {
  readonly id: string;
  readonly severity: string;
  readonly message: Html;
  readonly place: string;
  readonly rule: string;
  readonly why: Html | false;
  readonly help: Html | false;
  readonly nodes: string;
}

interface FindingsView {
  readonly findings: readonly FindingView[];
  readonly accepted: readonly {
    readonly rule: string;
    readonly reason: Html;
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
      reason: prose(reason),
      place: placeWords(place),
    })),
    acceptedCount: accepted.length,
  });
}

function viewOf(finding: Finding, at: number): FindingView {
  const { severity, message, rule, why, help, nodes = [] } = finding;
  return {
    id: findingId(at),
    severity,
    message: prose(message),
    rule,
    place: findingPlace(finding),
    why: why !== undefined && prose(why),
    help: help !== undefined && prose(help),
    nodes: listed(nodes.map(({ kind, name }) => `${kind} ${name}`)),
  };
}
