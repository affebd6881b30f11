import { expect, test } from "vitest";
import { risks } from "../../src/risk/classes.js";
import {
  machineTrials,
  oneWayTrials,
  probedKeys,
  riskOfKey,
  untried,
} from "./trials.js";

test("every class has an experiment, or a reason why it has none", () => {
  const tried = new Set([
    ...probedKeys.map((id) => riskOfKey(id)),
    ...oneWayTrials.map(([id, value, back]) => riskOfKey(id, back, value)),
    ...Object.values(machineTrials),
  ]);
  expect(risks.filter((risk) => !tried.has(risk))).toEqual(
    Object.keys(untried),
  );
});

test("the experiments try more than thirty keys", () => {
  const keys = new Set([
    ...probedKeys,
    ...oneWayTrials.map(([id]) => id),
    ...Object.keys(machineTrials),
  ]);
  expect(keys.size).toBeGreaterThanOrEqual(30);
});
