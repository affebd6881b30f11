import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { githubAnnotations } from "../../src/cli/formats/github.js";
import { sarifLog } from "../../src/cli/formats/sarif.js";
import { compileSource } from "../../src/compile.js";
import { type Diagnostic, error } from "../../src/core/diagnostic.js";

const text = `version: 1
profiles:
  a: { why: One, sysctl: { vm.swappiness: 10 } }
  b: { why: Two, sysctl: { vm.swappiness: 20 } }
roles:
  worker:
    node: { os: linux }
    profiles: [a, b]
    sysctl:
      net.ipv4.route.max_size: 1 # 100%, of: all,
`;

const { errors, findings } = compileSource(
  { name: "dir with blank/tuning.yaml", text },
  { readInclude: (name) => error("unreadable-include", undefined, name) },
);
const unplaced: Diagnostic = error("unreadable-spec", undefined, "no place");
const diagnostics = [...errors, ...findings, unplaced];

test("the sample has an error with a second place, a warning, and one without a place", () => {
  expect(diagnostics.map(({ code }) => code)).toEqual([
    "conflict",
    "no-effect",
    "unreadable-spec",
  ]);
});

describe("SARIF", () => {
  // What SARIF 2.1.0's schema requires of the parts that we write, and nothing beside them.
  const natural = z.int().check(z.gte(1));
  const message = z.strictObject({ text: z.string().check(z.minLength(1)) });
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
            rules: z.array(
              z.strictObject({
                id: z.string(),
                shortDescription: z.optional(message),
                fullDescription: z.optional(message),
                help: z.optional(message),
              }),
            ),
          }),
        }),
        columnKind: z.enum(["utf16CodeUnits", "unicodeCodePoints"]),
        results: z.array(
          z.strictObject({
            ruleId: z.string(),
            ruleIndex: z.int().check(z.gte(0)),
            level: z.enum(["none", "note", "warning", "error"]),
            message,
            locations: z.array(z.strictObject({ physicalLocation: location })),
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

  const [run] = log.parse(
    JSON.parse(JSON.stringify(sarifLog(diagnostics))),
  ).runs;

  test("has the required shape, and each result its rule", () => {
    expect(run?.results).toHaveLength(3);
    for (const { ruleId, ruleIndex } of run?.results ?? []) {
      expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    }
  });

  test("names the places as addresses, from the first column on", () => {
    const [conflict, noEffect, nowhere] = run?.results ?? [];
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
