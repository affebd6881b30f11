import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { codeQualityReport } from "../../src/cli/formats/gitlab.js";
import { compileSource } from "../../src/compile.js";
import { type Diagnostic, error } from "../../src/core/diagnostic.js";
import type { Code } from "../../src/rules/codes.js";

const { errors, findings } = compileSource(
  {
    name: "dir with blank/tuning.yaml",
    text: `version: 1
profiles:
  a: { why: One, sysctl: { vm.swappiness: 10 } }
  b: { why: Two, sysctl: { vm.swappiness: 20 } }
roles:
  worker:
    node: { os: linux }
    profiles: [a, b]
    sysctl:
      net.ipv4.route.max_size: 1 # 100%, of: all,
`,
  },
  { readInclude: (name) => error("unreadable-include", undefined, name) },
);
const diagnostics: readonly Diagnostic<Code>[] = [
  ...errors,
  ...findings,
  error("unreadable-spec", undefined, "no place"),
];

describe("GitLab's Code Quality", () => {
  // What GitLab requires of a report, and nothing beside it.
  const report = z.array(
    z.strictObject({
      description: z.string().check(z.minLength(1)),
      check_name: z.string(),
      fingerprint: z.string().check(z.regex(/^[0-9a-f]{64}$/u)),
      severity: z.enum(["info", "minor", "major", "critical", "blocker"]),
      location: z.strictObject({
        path: z.string().check(z.regex(/^(?!\/|\.\/)./u)),
        lines: z.strictObject({
          begin: z.int().check(z.gte(1)),
          end: z.int().check(z.gte(1)),
        }),
      }),
    }),
  );
  const entries = report.parse(codeQualityReport(diagnostics));

  test("has the required shape, with the place, the reason and what to write", () => {
    expect(
      entries.map(({ check_name: name, severity, location }) => [
        name,
        severity,
        location.path,
        location.lines.begin,
      ]),
    ).toEqual([
      ["conflict", "major", "dir with blank/tuning.yaml", 4],
      ["no-effect", "minor", "dir with blank/tuning.yaml", 10],
      ["unreadable-spec", "major", ".", 1],
    ]);
    expect(entries[1]?.description).toMatch(/; why: .*; help: /u);
  });

  test("tells equal findings apart", () => {
    const twice = report.parse(
      codeQualityReport([...diagnostics, ...diagnostics]),
    );
    expect(new Set(twice.map(({ fingerprint }) => fingerprint)).size).toBe(6);
  });
});
