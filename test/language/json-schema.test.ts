import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { jsonSchema } from "../../src/index.js";
import { refused } from "../support/json-schema.js";

const root = join(import.meta.dirname, "..", "..");
function contentOf(...path: readonly string[]): string {
  return readFileSync(join(root, ...path), "utf8");
}

test("the file in the repository is current, and small enough for an editor to load", () => {
  const text = contentOf("tuning.schema.json");
  expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(jsonSchema())));
  expect(text.length).toBeLessThan(300_000);
});

describe("what tunegen accepts is valid", () => {
  const goldens = readdirSync(join(root, "test", "golden"), {
    withFileTypes: true,
  })
    .filter((entry) => entry.isDirectory())
    // What the sources of the seeds wrote is not accepted.
    .filter(({ name }) => name !== "seeds-as-written")
    .map(({ name }) => ["test", "golden", name, "tuning.yaml"]);

  test.each([["tuning.yaml"], ...goldens])(
    "%s %s %s %s",
    (...path: readonly string[]) => {
      expect(refused(contentOf(...path))).toEqual([]);
    },
  );
});

test.each([
  ["net.core.rmem_max: 16MB", "pattern"],
  ["net.core.rmem_max: 30s", "pattern"],
  ["net.ipv4.tcp_keepalive_time: 16MiB", "pattern"],
  ["net.core.somaxconn: 16MiB", "pattern"],
  ["net.core.somaxconn: 5000000000", "maximum"],
  ["net.core.somaxconn: { value: 5000000000 }", "maximum"],
  ["net.core.somaxconn: -1", "minimum"],
  ["net.core.somaxconn: { valeu: 5 }", "additionalProperties"],
  ["net.core.somaxconn: true", "type"],
  ["net.core.somaxconn: 0.5", "type"],
  [
    "net.core.somaxconn: { value: 5, accept: { no-such-rule: x } }",
    "additionalProperties",
  ],
  ["net.core.somaxconn: { why: x }", "dependentRequired"],
  ["net.ipv4.conf.eth0.rp_filter: 16MiB", "pattern"],
  ["net/ipv4/conf/bond0.30/rp_filter: 16MiB", "pattern"],
  ["net.ipv4.tcp_rmem: [4096, 131072]", "minItems"],
  ["net.ipv4.tcp_rmem: 4096 131072", "pattern"],
  ["net.ipv4.ip_local_port_range: [0, 65536]", "maximum"],
  ["kernel.core_pattern: [a]", "type"],
])("%s: %s", (setting, keyword) => {
  const found = refused(
    `version: 1\nroles: { a: { sysctl: { ${setting} } } }\n`,
  );
  expect(found.join("\n")).toContain(` ${keyword}`);
});

test("most specs of a wrong shape are invalid", () => {
  const folder = join(root, "test", "errors");
  const shapes = /\[(?:wrong-shape|unknown-field|missing-field|wrong-unit)\]/u;
  const missed = readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .filter((name) =>
      shapes.test(contentOf("test", "errors", name.replace(".yaml", ".txt"))),
    )
    .filter((name) => {
      try {
        return refused(contentOf("test", "errors", name)).length === 0;
      } catch {
        // What is not YAML needs no schema.
        return false;
      }
    });
  // The shape of these is wrong in the files that they name.
  expect(missed).toEqual(["includes.yaml", "kernel-builds.yaml"]);
});
