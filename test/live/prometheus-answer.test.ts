import { expect, test } from "vitest";
import { addSamples, type Instances } from "../../src/live/instances.js";
import { readAnswer } from "../../src/live/prometheus-answer.js";

function answer(result: unknown, more = {}): string {
  return JSON.stringify({ status: "success", data: { result }, ...more });
}

test("series become the samples of their targets", () => {
  const target = { job: "node", instance: "a:9100" };
  const read = readAnswer(
    answer(
      [
        [{ __name__: "node_sysctl_a", ...target, index: "0" }, "1"],
        [{ __name__: "node_sysctl_a", ...target, index: "1" }, "2"],
        [
          { __name__: "node_sysctl_info", ...target, name: "b", value: "x" },
          "1",
        ],
        [{ __name__: "up", ...target, instance: "b:9100" }, "0"],
      ].map(([metric, value]) => ({ metric, value: [1, value] })),
      { warnings: ["half", 1], infos: ["x"] },
    ),
  );
  if ("why" in read) throw new Error(read.why);
  const instances: Instances = new Map();
  addSamples(instances, read.samples);
  expect(read.warnings).toEqual(["half"]);
  expect([...instances.values()]).toEqual([
    {
      name: "a:9100",
      labels: new Map(Object.entries(target).sort()),
      samples: [
        {
          name: "node_sysctl_a",
          labels: new Map([["index", "0"]]),
          value: "1",
        },
        {
          name: "node_sysctl_a",
          labels: new Map([["index", "1"]]),
          value: "2",
        },
        {
          name: "node_sysctl_info",
          labels: new Map([
            ["name", "b"],
            ["value", "x"],
          ]),
          value: "1",
        },
      ],
    },
    {
      name: "b:9100",
      labels: new Map([
        ["instance", "b:9100"],
        ["job", "node"],
      ]),
      samples: [{ name: "up", labels: new Map(), value: "0" }],
    },
  ]);
});

test.each([
  ["", "the answer is not JSON"],
  ["[]", "the answer is not JSON"],
  ["{}", "the answer has no `status: success`"],
  ['{"status":"error","error":"no"}', "no"],
  ['{"status":"success"}', "the answer has no result"],
  [
    answer([{ metric: { a: 1 }, value: [1, "1"] }]),
    "the answer has a series that is not of an instant query",
  ],
])("%s is no answer", (text, why) => {
  expect(readAnswer(text)).toEqual({ why });
});
