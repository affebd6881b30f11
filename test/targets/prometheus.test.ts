import { readFileSync } from "node:fs";
import { format } from "prettier";
import { describe, expect, test } from "vitest";
import type { Plan } from "../../src/plan/types.js";
import { ruleGroups } from "../../src/targets/prometheus/index.js";
import { saturationSignals } from "../../src/signals/registry.js";
import type { Alert } from "../../src/targets/prometheus/types.js";
import { emitAll } from "../../src/targets/emit.js";
import { planOf } from "../support/compile.js";
import { ownTuning } from "../support/own-tuning.js";

const golden = readFileSync(
  new URL("../golden/monitoring/tuning.yaml", import.meta.url),
  "utf8",
);

const plans = { golden: planOf(golden), own: planOf(ownTuning()) };

describe.each(Object.entries(plans))("the rules of %s", (_, plan) => {
  const alerts = alertsOf(plan);
  const files = emitAll(plan, ["prometheus"]);

  test("are laid out as prettier lays them out", async () => {
    for (const { path, text } of files)
      if (/\.(?:json|yaml)$/u.test(path))
        await expect(format(text, { filepath: path })).resolves.toBe(text);
  });

  test("are the same in the object of the operator", () => {
    const plain = textOf(files, ".rules.yaml").split("groups:\n")[1];
    const object = textOf(files, ".prometheusrule.yaml").split("groups:\n")[1];
    expect(object?.replaceAll(/^ {2}/gmu, "")).toBe(plain);
  });

  test("have a dashboard with the same queries, and ids of their own", () => {
    const dashboard: unknown = JSON.parse(textOf(files, ".json"));
    const ids = textOf(files, ".json").match(/"id": \d+/gu) ?? [];
    expect(new Set(ids).size).toBe(ids.length);
    expect(dashboard).toMatchObject({ uid: "tunegen-tuning" });
    for (const { panel } of alerts)
      for (const { expr } of panel?.queries ?? [])
        expect(textOf(files, ".json")).toContain(JSON.stringify(expr));
  });
});

test("the golden spec has every alert but the one that it leaves out", () => {
  const names = new Set(alertsOf(plans.golden).map(({ name }) => name));
  const all = Object.values(saturationSignals).map(
    ({ alert }) => `Tuning${alert.name}`,
  );
  expect(all.filter((name) => !names.has(name))).toEqual([
    "TuningBacklogDrops",
  ]);
});

function alertsOf(plan: Plan): readonly Alert[] {
  if (plan.monitoring === undefined) throw new Error("nothing is monitored");
  return ruleGroups(plan, plan.monitoring).flatMap((group) => group.alerts);
}

function textOf(files: ReturnType<typeof emitAll>, end: string): string {
  const file = files.find(({ path }) => path.endsWith(end));
  if (file === undefined) throw new Error(`no file ends in ${end}`);
  return file.text;
}
