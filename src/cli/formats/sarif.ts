import type { Code } from "../../rules/codes.js";
import type { Diagnostic } from "../../core/diagnostic.js";
import { toFinding, type Place } from "../../core/finding.js";
import { rules } from "../../rules/registry.js";
import { version } from "../version.js";

/**
 * Findings as a SARIF 2.1.0 log, for code scanning.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifLog(diagnostics: readonly Diagnostic<Code>[]): object {
  const found = [...new Set(diagnostics.map(({ code }) => code))].sort();
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "tunegen",
            version,
            rules: found.map(ruleOf),
          },
        },
        columnKind: "utf16CodeUnits",
        results: diagnostics.map((diagnostic) =>
          resultOf(diagnostic, found.indexOf(diagnostic.code)),
        ),
      },
    ],
  };
}

function ruleOf(id: string): object {
  const rule = rules.find(({ name }) => name === id);
  return {
    id,
    ...(rule && {
      shortDescription: { text: rule.summary },
      fullDescription: { text: rule.explanation },
      help: { text: `Source: ${rule.source}` },
    }),
  };
}

function resultOf(diagnostic: Diagnostic<Code>, ruleIndex: number): object {
  const { severity, rule, message, why, help, related, ...place } =
    toFinding(diagnostic);
  const text = [message, why && `Why: ${why}`, help && `Help: ${help}`]
    .filter((part) => part !== undefined)
    .join("\n");
  return {
    ruleId: rule,
    ruleIndex,
    level: severity,
    message: { text },
    locations: isPlace(place) ? [{ physicalLocation: locationOf(place) }] : [],
    ...(related && {
      relatedLocations: related.map((each, id) => ({
        id,
        message: { text: each.message },
        physicalLocation: locationOf(each),
      })),
    }),
  };
}

function isPlace(place: Partial<Place>): place is Place {
  return place.file !== undefined;
}

function locationOf({ file, line, column, endLine, endColumn }: Place): object {
  return {
    artifactLocation: { uri: encodeURI(file.replaceAll("\\", "/")) },
    region: { startLine: line, startColumn: column, endLine, endColumn },
  };
}
