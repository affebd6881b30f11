import { expect, test } from "vitest";
import { printCaptured } from "../../src/live/captured.js";
import { readLive } from "../../src/live/read-live.js";
import { capture, type Captured } from "../../src/rollback/capture.js";
import { planOf } from "../support/compile.js";

const plan = planOf(`version: 1
roles:
  web:
    node: { os: linux, kernel: "6.12" }
    sysctl:
      net.core.somaxconn: 8192
      net.ipv4.tcp_fastopen_key: 00000001-00000002-00000003-00000004
      net.ipv4.conf.*.rp_filter: 2
      vm.swappiness: null
    sysfs:
      block/*/queue/scheduler: none
    modules:
      br_netfilter: {}
`);

function captured(text: string): Captured {
  const [node] = plan.nodes;
  const [observation] = readLive(text, "a.txt").observations;
  if (node === undefined || observation === undefined)
    throw new Error("no node");
  return capture("a", node, observation);
}

function dump(lines: readonly string[]): string {
  return `tunegen-dump 1\nhost a\nkernel 6.12.48\n${lines.join("\n")}\nend\n`;
}

const lines = [
  "sysctl net/core/somaxconn = 4096",
  "sysctl net/ipv4/tcp_fastopen_key = 1-2-3-4",
  "sysctl net/ipv4/conf/eth0/rp_filter = 1",
  "sysctl net/ipv4/conf/all/rp_filter missing",
  "sysctl vm/swappiness = 60",
  "file block/sda/queue/scheduler = [none] mq-deadline",
  "module br_netfilter missing",
];

test("what the spec sets, sorted, and no secret", () => {
  const { node, unread } = captured(dump(lines));
  expect(unread.size).toBe(0);
  expect(JSON.parse(printCaptured([node]))).toEqual({
    tunegenValues: 1,
    nodes: {
      a: {
        role: "web",
        kernel: "6.12.48",
        sysctls: {
          "net.core.somaxconn": "4096",
          "net.ipv4.conf.all.rp_filter": null,
          "net.ipv4.conf.eth0.rp_filter": "1",
        },
        files: { "block/sda/queue/scheduler": "[none] mq-deadline" },
        modules: { br_netfilter: "missing" },
      },
    },
  });
  expect(printCaptured([captured(dump(lines.toReversed())).node])).toBe(
    printCaptured([node]),
  );
});

test("the file is read back as it was written", () => {
  const { node } = captured(dump(lines));
  const text = printCaptured([node, { ...node, name: "b" }]);
  const { observations, unread } = readLive(text, "values.json");
  expect(unread).toEqual([]);
  const [plain] = plan.nodes;
  if (plain === undefined) throw new Error("no node");
  expect(
    printCaptured(
      observations.map((each) => capture(each.host ?? "", plain, each).node),
    ),
  ).toBe(text);
});

test("a source that does not have everything", () => {
  const { unread, untold } = captured(
    "kernel.osrelease = 6.12.48\nnet.ipv4.conf.eth0.rp_filter = 1\n",
  );
  expect([...unread]).toEqual([
    ["the source does not tell", ["/sys/block/*/queue/scheduler"]],
  ]);
  // It tells of no module at all.
  expect(untold).toEqual(["br_netfilter"]);
});
