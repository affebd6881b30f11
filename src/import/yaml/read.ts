import { addAll } from "../../core/add-all.js";
import type { Source } from "../../core/source.js";
import type { FormatName } from "../format-names.js";
import type { Reading, Remark } from "../types.js";
import { attribute } from "./attribute.js";
import { settleDuplicates } from "./duplicates.js";
import { Findings } from "./findings.js";
import { findLost } from "../lost.js";
import { reportTemplate } from "./template-remarks.js";
import { readTemplate, type Template } from "./templates.js";
import type { Shape } from "./visit.js";
import { Walk } from "./walk.js";

/** What a YAML file has for the spec; its format is that of its first part that has one. */
export interface YamlReading extends Omit<Reading, "format"> {
  readonly format: FormatName | undefined;
}

/** Reads a YAML file, in whatever format its parts are. Never throws. */
export function readYamlFile(
  source: Source,
  shapes: readonly Shape[],
): YamlReading {
  const findings = new Findings(source);
  const template = readTemplate(source.text);
  const walk = new Walk(findings, shapes);
  try {
    walk.text(template.text, { path: [] }, (offset) => offset);
  } catch (error) {
    // The library reads nested values by recursion.
    if (!(error instanceof RangeError)) throw error;
    const message = "the file is nested too deeply to be read";
    findings.left(
      { start: 0, end: 1 },
      message,
      "add its settings to the spec",
    );
  }
  return finish(findings, walk, template);
}

function finish(
  findings: Findings,
  walk: Walk,
  template: Template,
): YamlReading {
  const { source, uses, groups } = findings;
  const drafts = settleDuplicates(findings);
  findings.drafts.length = 0;
  addAll(findings.drafts, drafts);
  reportTemplate(findings, template);
  const { lines, ...found } = attribute(findings, walk.comments);
  const remarks: readonly Remark[] = [...findings.remarks, ...found.remarks];
  const reading = {
    source,
    facts: findings.facts,
    ...found,
    remarks,
    uses,
    groups,
  };
  const lost = findLost(reading, lines);
  const all = [...remarks, ...lost].toSorted(
    (a, b) => a.span.start - b.span.start,
  );
  return { ...reading, format: formatOf(findings), remarks: all };
}

function formatOf({ formats }: Findings): FormatName | undefined {
  return formats.find((name) => name !== "yaml") ?? formats[0];
}
