import { expect, test } from "vitest";
import { explainWord } from "../../src/explain/explain.js";
import { ciliumPaths } from "../../src/platform/component/cilium-maps.js";
import { explained, textOf } from "./explained.js";

const SPEC = `version: 1
cilium:
  bpf:
    natMax: 1048576 # Many connections behind each address
roles:
  worker:
    node: { os: linux, distribution: k3s, cni: cilium }
`;

test("every value of Cilium that the spec has can be asked for", () => {
  for (const path of ciliumPaths()) {
    const name = path.join(".");
    for (const word of [name, `cilium.${name}`])
      expect(explainWord(word, undefined), word).toMatchObject({
        kind: "cilium",
        name,
      });
  }
});

test("also in the form of wrapper charts, and by the last word", () => {
  const name = "bpf.ctTcpMax";
  expect(explainWord("bpf.mapMax.ct.tcp", undefined)).toMatchObject({ name });
  expect(explainWord("ctTcpMax", undefined)).toMatchObject({ name });
});

test("a size has its range, default, memory and place", () => {
  expect(textOf(explained("bpf.natMax", SPEC))).toBe(`bpf.natMax
  A size of Cilium's chart, under \`cilium\` at the top of the spec.

  range      1,024 to 16,777,216; with another value the agent exits
  default    by the node's memory (bpf.mapDynamicSizeRatio), at least 131,072 entries; 524,288 if
             the ratio is 0
  memory     120 B for each entry of IPv4 and 160 B of IPv6, allocated when the map is created
  charts     from 1.14 on
  wrapper    bpf.mapMax.nat in wrapper charts
  written    by the target cilium

In tuning.yaml
  1048576, by cilium (tuning.yaml:4)
    why        Many connections behind each address
`);
});

test("a switch has no range", () => {
  const text = textOf(explained("bandwidthManager.enabled", SPEC));
  expect(text).toContain("A switch of Cilium's chart");
  expect(text).not.toContain("range");
  expect(text).toContain("Not set in tuning.yaml");
});
