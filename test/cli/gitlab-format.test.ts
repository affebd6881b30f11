import { describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { codeQualityReport } from "../../src/cli/formats/gitlab.js";
import { sampleDiagnostics as diagnostics } from "./sample-diagnostics.js";

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
