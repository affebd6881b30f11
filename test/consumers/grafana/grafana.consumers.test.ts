import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import type { Run } from "../../support/programs.js";
import { inTemporaryFolder } from "../../support/temporary.js";
import { casesWith } from "../cases.js";
import { consumer, consumerTest, versionOf } from "../consumer.js";

const source = {
  folder: "grafana",
  module: "github.com/grafana/grafana-foundation-sdk/go",
  modFile: "go.mod",
};

const program = consumer(source);

function read(text: string): Run {
  return inTemporaryFolder((folder) => {
    const path = join(folder, "dashboard.json");
    writeFileSync(path, text);
    return program([path]);
  });
}

const dashboards = casesWith(["prometheus"]).map(({ name, files }) => {
  const text = files.find(({ output }) => output === "dashboardPath")?.text;
  return { name, text: text ?? "" };
});

describe(`Grafana's models ${versionOf(source)}`, () => {
  for (const { name, text } of dashboards)
    consumerTest(`read every field of the dashboard: ${name}`, () => {
      const { status, stdout, stderr } = read(text);
      expect(stderr).toBe("");
      expect(status).toBe(0);
      const written = JSON.parse(text) as Readonly<Record<string, unknown>>;
      // They write an empty list of annotations as none.
      expect(written["annotations"]).toEqual({ list: [] });
      expect(JSON.parse(stdout)).toEqual({ ...written, annotations: {} });
    });

  const { text = "" } = dashboards.find(({ text }) => text !== "") ?? {};
  for (const [wrong, from, to, message] of [
    [
      "an unknown field of the dashboard",
      '"refresh": ',
      '"refreshes": ',
      "unexpected field 'refreshes'",
    ],
    [
      "an unknown field of a query",
      '"legendFormat": ',
      '"legend": ',
      "panels[1].targets[0].Dataquery: unexpected field 'legend'",
    ],
    [
      "an unknown option of a panel",
      '"showHeader": true',
      '"header": true',
      "panels[0].options.Options: unexpected field 'header'",
    ],
    [
      "an option that is missing",
      '"showHeader": true',
      '"showTypeIcons": true',
      "panels[0].options.showHeader: required field is missing from input",
    ],
    [
      "a value of another type",
      '"schemaVersion": 36',
      '"schemaVersion": "36"',
      "cannot unmarshal string",
    ],
    [
      "a panel that is wider than the grid",
      '"w": 24',
      '"w": 25',
      "must be <= 24",
    ],
    [
      "an unknown type of panel",
      '"type": "table"',
      '"type": "grid"',
      "unknown type of panel: grid",
    ],
  ] as const)
    consumerTest(`refuse ${wrong}`, () => {
      expect(text).toContain(from);
      const { status, stderr } = read(text.replace(from, to));
      expect(stderr).toContain(message);
      expect(status).toBe(1);
    });
});
