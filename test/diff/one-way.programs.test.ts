import { expect } from "vitest";
import { bootScript, bootTest } from "../support/boot-test.js";
import { oneWayTrials, riskOfKey } from "./trials.js";

const script = oneWayTrials
  .map(([key, value, back]) => {
    const path = `/proc/sys/${key.replaceAll(".", "/")}`;
    return `echo ${value} > ${path}; echo ${back} > ${path}; echo "${key} $(cat ${path})"`;
  })
  .join("\n");

bootTest("a kernel refuses to set back what cannot be undone", [], () => {
  const said = bootScript(script);
  for (const [id, value, back] of oneWayTrials) {
    const isKept = riskOfKey(id, back, value) === "irreversible";
    expect(said).toContain(`${id} ${isKept ? value : back}\n`);
  }
});
