import { expect, test } from "vitest";
import { lineFindings } from "../rules/line-findings.js";
import { compiled } from "../support/compile.js";

const spec = (release: string, services = "containerd"): string => `version: 1
roles:
  w:
    node: { os: talos, osVersion: "${release}" }
    limits:
      nofile: { soft: 65536, hard: 1048576 } # One file per connection
      memlock: unlimited # io_uring
      services: [${services}]
`;

const found = (text: string): readonly string[] =>
  lineFindings(text, (rule) => rule === "reaches-no-file");

const fileOf = (release: string): string => {
  const { files } = compiled(spec(release));
  return (
    files.find(({ path }) => path.endsWith("machine-containers.yaml"))?.text ??
    ""
  ).replace(/^#.*\n/gmu, "");
};

test("Talos 1.9 to 1.13 have a field for them", () => {
  expect(fileOf("1.9")).toBe(`
machine:
  baseRuntimeSpecOverrides:
    process:
      rlimits:
        # io_uring
        - type: "RLIMIT_MEMLOCK"
          soft: 18446744073709551615
          hard: 18446744073709551615
        # One file per connection
        - type: "RLIMIT_NOFILE"
          soft: 65536
          hard: 1048576
`);
});

test("Talos 1.14 has a document", () => {
  expect(fileOf("1.14")).toBe(`
apiVersion: v1alpha1
kind: CRIBaseRuntimeSpecConfig
overrides:
  process:
    rlimits:
      # io_uring
      - type: "RLIMIT_MEMLOCK"
        soft: 18446744073709551615
        hard: 18446744073709551615
      # One file per connection
      - type: "RLIMIT_NOFILE"
        soft: 65536
        hard: 1048576
`);
});

test("older releases have no place for them", () => {
  expect(fileOf("1.8")).toBe("");
  expect(found(spec("1.8"))).toContain("6:7 reaches-no-file");
});

test("services other than the container runtime get none", () => {
  expect(found(spec("1.13"))).toEqual([]);
  expect(found(spec("1.13", "containerd, sshd"))).toEqual([
    "8:30 reaches-no-file",
  ]);
});
