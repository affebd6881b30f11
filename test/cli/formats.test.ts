import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { githubAnnotations } from "../../src/cli/formats/github.js";
import { sarifLog } from "../../src/cli/formats/sarif.js";
import { type Diagnostic, error } from "../../src/core/diagnostic.js";
import { errorCodes } from "../../src/core/diagnostics/registry.js";
import { type Code, entryOf } from "../../src/rules/codes.js";
import { rules } from "../../src/rules/registry.js";
import {
  compileSample as compile,
  sampleDiagnostics as diagnostics,
  sampleSpec as text,
} from "./sample-diagnostics.js";

/** The codes of the registry, under their type. */
function codes<Name extends string>(
  entries: Readonly<Record<Name, unknown>>,
): readonly Name[] {
  const names: Name[] = [];
  for (const name in entries) names.push(name);
  return names;
}

test("the sample has an error with a second place, a warning, and one without a place", () => {
  expect(diagnostics.map(({ code }) => code)).toEqual([
    "conflict",
    "no-effect",
    "unreadable-spec",
  ]);
});

describe("SARIF", () => {
  const helpUrisOf = ({ tool }: z.infer<typeof log>["runs"][number]) =>
    tool.driver.rules.map(({ helpUri }) => helpUri);

  // What SARIF 2.1.0's schema requires of the parts that we write, and nothing beside them.
  const natural = z.int().check(z.gte(1));
  const message = z.strictObject({ text: z.string().check(z.minLength(1)) });
  const multiformat = z.strictObject({
    text: z.string().check(z.minLength(1)),
    markdown: z.string().check(z.minLength(1)),
  });
  const level = z.enum(["none", "note", "warning", "error"]);
  const location = z.strictObject({
    artifactLocation: z.strictObject({
      uri: z.string().check(z.regex(/^[\w%./-]+$/u)),
    }),
    region: z.strictObject({
      startLine: natural,
      startColumn: natural,
      endLine: natural,
      endColumn: natural,
    }),
  });
  const log = z.strictObject({
    $schema: z.url(),
    version: z.literal("2.1.0"),
    runs: z.array(
      z.strictObject({
        tool: z.strictObject({
          driver: z.strictObject({
            name: z.literal("tunegen"),
            version: z.string().check(z.regex(/^\d+\.\d+\.\d+/u)),
            semanticVersion: z.string().check(z.regex(/^\d+\.\d+\.\d+/u)),
            informationUri: z.optional(z.url()),
            rules: z.array(
              z.strictObject({
                id: z.string().check(z.minLength(1)),
                shortDescription: multiformat,
                fullDescription: multiformat,
                help: multiformat,
                helpUri: z.optional(z.url()),
                defaultConfiguration: z.strictObject({ level }),
              }),
            ),
          }),
        }),
        columnKind: z.enum(["utf16CodeUnits", "unicodeCodePoints"]),
        results: z.array(
          z.strictObject({
            ruleId: z.string(),
            ruleIndex: z.int().check(z.gte(0)),
            level,
            message,
            locations: z.array(z.strictObject({ physicalLocation: location })),
            partialFingerprints: z.record(
              z.string().check(z.regex(/^\w+\/v\d+$/u)),
              z.string().check(z.regex(/^[0-9a-f]{64}$/u)),
            ),
            properties: z.optional(
              z.strictObject({
                nodes: z.array(
                  z.strictObject({
                    kind: z.enum(["role", "host"]),
                    name: z.string(),
                  }),
                ),
              }),
            ),
            relatedLocations: z.optional(
              z.array(
                z.strictObject({
                  id: z.int(),
                  message,
                  physicalLocation: location,
                }),
              ),
            ),
          }),
        ),
      }),
    ),
  });

  const runOf = (
    some: readonly Diagnostic<Code>[],
    address?: string,
  ): z.infer<typeof log>["runs"][number] => {
    const data: unknown = JSON.parse(JSON.stringify(sarifLog(some, address)));
    const [only] = log.parse(data).runs;
    if (only === undefined) throw new Error("no run");
    return only;
  };
  const run = runOf(diagnostics);

  test("has the required shape, and each result its rule", () => {
    expect(run.results).toHaveLength(3);
    for (const { ruleId, ruleIndex } of run.results) {
      expect(run.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    }
  });

  test("describes every code, with its level and its examples", () => {
    const all: readonly Diagnostic<Code>[] = [
      ...rules.map(({ name }) => name),
      ...codes(errorCodes),
    ].map((code) => ({ severity: "note", code, message: "m" }));
    const { driver } = runOf(all).tool;
    expect(driver.rules).toHaveLength(all.length);
    for (const {
      id,
      shortDescription,
      help,
      defaultConfiguration,
    } of driver.rules) {
      const entry = entryOf(id);
      expect(shortDescription.text).toBe(`${entry?.summary ?? ""}.`);
      expect(defaultConfiguration.level).toBe(entry?.severity);
      expect(help.text).toBe(entry?.page().explanation);
      expect(help.markdown).toMatch(
        /\nIncorrect:\n\n```yaml\n[^]*\nCorrect:\n\n```yaml\n|\nExample: .*\n\n```text\n\$ tunegen /u,
      );
    }
  });

  test("leads to the documentation where the project has an address", () => {
    expect(run.tool.driver.informationUri).toBeUndefined();
    expect(helpUrisOf(run)).toEqual([
      undefined,
      "https://docs.kernel.org/networking/ip-sysctl.html",
      undefined,
    ]);
    const published = runOf(diagnostics, "https://example.org/tunegen/");
    expect(published.tool.driver.informationUri).toBe(
      "https://example.org/tunegen/",
    );
    expect(helpUrisOf(published)).toEqual([
      "https://example.org/tunegen/docs/errors.md#conflict",
      "https://example.org/tunegen/docs/rules.md#no-effect",
      "https://example.org/tunegen/docs/errors.md#unreadable-spec",
    ]);
  });

  test("knows a result again where its line has moved, and tells equal lines apart", () => {
    const marks = (spec: string): readonly unknown[] =>
      runOf(compile(spec)).results.map(
        ({ partialFingerprints }) => partialFingerprints,
      );
    const before = marks(text);
    expect(new Set(before.map((each) => JSON.stringify(each))).size).toBe(2);
    expect(marks(text.replace("profiles:", "# One\n\nprofiles:"))).toEqual(
      before,
    );
    expect(marks(text.replace("max_size: 1 ", "max_size: 2 "))[1]).not.toEqual(
      before[1],
    );
    const [first, second] = marks(
      `${text}  other:\n${text.slice(text.indexOf("    node:"))}`,
    ).slice(-2);
    expect(first).not.toEqual(second);
  });

  test("names the places as addresses, from the first column on", () => {
    const [conflict, noEffect, nowhere] = run.results;
    expect(conflict?.locations[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: "dir%20with%20blank/tuning.yaml" },
      region: { startLine: 4, startColumn: 28, endLine: 4, endColumn: 41 },
    });
    expect(
      conflict?.relatedLocations?.[0]?.physicalLocation.region.startLine,
    ).toBe(3);
    expect(noEffect?.level).toBe("warning");
    expect(nowhere?.locations).toEqual([]);
  });
});

test("GitHub's annotations escape what its commands are made of", () => {
  expect(githubAnnotations(diagnostics).split("\n")).toEqual([
    expect.stringMatching(
      /^::error file=dir with blank\/tuning\.yaml,line=4,endLine=4,col=28,endColumn=41,title=conflict::profile `b` sets .*%0Awhy: .*%0Ahelp: /u,
    ),
    expect.stringMatching(/^::warning file=.*,title=no-effect::/u),
    "::error title=unreadable-spec::no place",
    "",
  ]);
  const awkward = error("unreadable-spec", undefined, "100%\r\nof: it,");
  expect(githubAnnotations([awkward])).toBe(
    "::error title=unreadable-spec::100%25%0D%0Aof: it,\n",
  );
});
