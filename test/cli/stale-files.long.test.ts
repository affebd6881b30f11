import { expect, test } from "vitest";
import { Workspace } from "./tunegen.js";

const names = Array.from({ length: 20 }, (_, at) => `node-${String(at)}`);
const specOf = (somaxconn: number): string => `version: 1
profiles:
  queues:
    sysctl:
      net.core.somaxconn: ${String(somaxconn)} # Bursts
roles:
${names.map((name) => `  ${name}: { node: { os: linux, kernel: "6.12" }, profiles: [queues] }\n`).join("")}`;

test("twenty stale files are one finding, with a stat before the diffs", () => {
  const space = new Workspace({ "tuning.yaml": specOf(8192) });
  expect(space.run(["build"]).code).toBe(0);
  space.write("tuning.yaml", specOf(8193));
  const { code, out, err } = space.run(["check"]);
  expect(code).toBe(1);
  expect(err.match(/output-stale/gu)).toHaveLength(1);
  expect(err).toContain("error: 20 files are out of date [output-stale]");
  const lines = out.split("\n");
  expect(lines[0]).toMatch(/^ out\/\S+node-0\S* +\| 2 \+-$/u);
  expect(lines[20]).toBe(" 20 files, 20 lines added, 20 removed");
  expect(lines[21]).toBe("");
  expect(lines[22]).toMatch(/^--- a\/out/u);
});

test("GitHub, SARIF and JUnit name the line of the spec, from the repository's root", () => {
  const space = new Workspace({
    ".git/HEAD": "ref: refs/heads/main\n",
    "cluster/tuning.yaml": specOf(8192),
  });
  const cwd = "cluster";
  expect(space.run(["build"], { cwd }).code).toBe(0);
  space.write("cluster/tuning.yaml", specOf(8193));
  const github = space.run(["check", "--format", "github"], { cwd });
  const first = github.out.split("\n")[0] ?? "";
  expect(first).toMatch(
    /^::error file=cluster\/tuning\.yaml,line=5,endLine=5,col=7,\S+::(?:cluster\/)?out\/\S+node-0\S* is out of date%0A/u,
  );
  expect(github.out.match(/^::error/gmu)).toHaveLength(20);
  const sarif = space.run(["check", "--format", "sarif"], { cwd });
  expect(JSON.parse(sarif.out)).toMatchObject({
    runs: [
      {
        results: Array.from({ length: 20 }, () => ({
          ruleId: "output-stale",
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: "cluster/tuning.yaml" },
                region: { startLine: 5, startColumn: 7 },
              },
            },
          ],
        })),
      },
    ],
  });
});
