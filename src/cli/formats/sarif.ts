import { listOf } from "../../core/list-of.js";
import type { Code } from "../../rules/codes.js";
import type { Diagnostic } from "../../core/diagnostic.js";
import { type Finding, toFinding, type Place } from "../../core/finding.js";
import { homepage } from "../homepage.js";
import { version } from "../version.js";
import { detailsOf } from "./details.js";
import { fingerprints } from "./fingerprints.js";
import { sarifRule } from "./sarif-rule.js";

/**
 * Prints findings as a SARIF 2.1.0 log, for code scanning.
 * @param address the address of the project, below which its documentation is
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifLog(
  diagnostics: readonly Diagnostic<Code>[],
  address: string | undefined = homepage,
): object {
  const codes = [...new Set(diagnostics.map(({ code }) => code))].sort();
  const fingerprint = fingerprints();
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "tunegen",
            version,
            semanticVersion: version,
            ...(address !== undefined && { informationUri: address }),
            rules: codes.map((code) => sarifRule(code, address)),
          },
        },
        columnKind: "utf16CodeUnits",
        results: diagnostics.map((diagnostic) => ({
          ...resultOf(diagnostic, codes.indexOf(diagnostic.code)),
          partialFingerprints: { "tunegenLine/v1": fingerprint(diagnostic) },
        })),
      },
    ],
  };
}

const labels = { on: "On", why: "Why", help: "Help" } as const;

function resultOf(diagnostic: Diagnostic<Code>, ruleIndex: number): object {
  const { severity, rule, message, related, nodes, fix, ...place } =
    toFinding(diagnostic);
  const text = [
    message,
    ...detailsOf(diagnostic).map(
      (each) => `${labels[each.label]}: ${each.text}`,
    ),
  ].join("\n");
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
    ...(fix && { fixes: [fixOf(fix)] }),
    ...(nodes && { properties: { nodes } }),
  };
}

/** The edits of a fix, by file. */
function fixOf(edits: NonNullable<Finding["fix"]>): object {
  const byFile = new Map<string, object[]>();
  for (const { text, ...place } of edits) {
    listOf(byFile, place.file).push({
      deletedRegion: regionOf(place),
      insertedContent: { text },
    });
  }
  return {
    artifactChanges: [...byFile].map(([file, replacements]) => ({
      artifactLocation: artifactOf(file),
      replacements,
    })),
  };
}

function isPlace(place: Partial<Place>): place is Place {
  return place.file !== undefined;
}

function locationOf({ file, ...region }: Place): object {
  return { artifactLocation: artifactOf(file), region: regionOf(region) };
}

function artifactOf(file: string): object {
  return { uri: encodeURI(file.replaceAll("\\", "/")) };
}

function regionOf({
  line,
  column,
  endLine,
  endColumn,
}: Omit<Place, "file">): object {
  return { startLine: line, startColumn: column, endLine, endColumn };
}
