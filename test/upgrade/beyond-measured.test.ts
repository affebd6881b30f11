import { expect, test } from "vitest";
import { newestMeasured } from "../../src/catalogue/timeline.js";
import { reachText } from "../../src/core/reach.js";
import { lines, upgraded } from "./tool.js";

/** Two lines below the default, one that repeats it, one that misquotes it, and a floor that it reaches. */
const spec = `version: 1
node: { os: linux, kernel: "${newestMeasured}", distribution: none }
roles:
  k3s:
    sysctl:
      net.core.somaxconn: 1024 # Listen queues
      net.ipv4.tcp_window_scaling: 1 # Windows beyond 64 KiB
      net.core.netdev_max_backlog: 2000 # The default is 300
      net.core.optmem_max: { atLeast: 65536 } # Zero copy
  plain:
    sysctl:
      net.core.somaxconn: 1024 # Listen queues
hosts:
  n1: { role: k3s }
  n2:
    role: k3s
    sysctl:
      net.core.somaxconn: 8192 # More
  p1: { role: plain }
`;

test("a kernel that is newer than the measured ones changes nothing, as the note says", async () => {
  const found = await upgraded(spec, ["kernel", newestMeasured, "99.1"]);
  expect(found.remarks.join()).toContain(`are those of ${newestMeasured}`);
  expect(lines(found)).toEqual([]);
});

test("what is resolved names the nodes as what appears does", async () => {
  const found = await upgraded(
    spec
      .replaceAll(/net.core.somaxconn: \d+/gu, "net.ipv4.tcp_rto_max_ms: 60000")
      .replace(newestMeasured, "6.12"),
    ["kernel", undefined, "7.2"],
  );
  const gone = found.changes.filter(({ section }) => section === "resolved");
  expect(gone.map(({ told }) => told.reach?.nodes.length)).toEqual([2, 2, 1]);
  for (const { told } of gone)
    expect(told.reach && reachText(told.reach)).toBeUndefined();
});
