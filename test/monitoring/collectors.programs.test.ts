import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { expect, onTestFinished, vi } from "vitest";
import { emitAll } from "../../src/targets/emit.js";
import { planOf } from "../support/compile.js";
import { programTest } from "../support/programs.js";

const spec = `version: 1
roles:
  node: { node: { os: linux }, sysctl: { vm.swappiness: 10 } }
monitoring:
  drift: false
  alerts: { ena-conntrack-drops: {} }
  panels: { connection-states: true, aborted-connections: true, ena-conntrack-available: true }
`;

// A busy machine takes its time to start a server.
vi.setConfig({ testTimeout: 60_000 });

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string")
    throw new Error("no port");
  return address.port;
}

/** What an exporter has to say, once it listens. */
async function scrape(port: number): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      return await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error("node_exporter does not answer");
}

programTest(
  "prometheus-node-exporter",
  "node_exporter accepts the arguments of further collectors, and exports their metrics",
  async () => {
    const args = (
      emitAll(planOf(spec), ["prometheus"]).find(({ path }) =>
        path.endsWith("node-exporter.args"),
      )?.text ?? ""
    )
      .split("\n")
      .filter((line) => line.startsWith("--"));
    expect(args.map((each) => each.replace(/=.*/u, ""))).toEqual([
      "--collector.ethtool",
      "--collector.ethtool.device-include",
      "--collector.ethtool.metrics-include",
      "--collector.tcpstat",
      "--collector.netstat.fields",
    ]);
    const port = await freePort();
    const exporter = spawn(
      "prometheus-node-exporter",
      [`--web.listen-address=127.0.0.1:${port}`, ...args],
      { stdio: ["ignore", "ignore", "pipe"] },
    );
    onTestFinished(() => {
      exporter.kill();
    });
    const metrics = await scrape(port);
    for (const metric of [
      'node_tcp_connection_states{state="listen"}',
      "node_netstat_TcpExt_TCPAbortOnData",
      "node_netstat_TcpExt_TCPAbortOnTimeout",
      "node_netstat_TcpExt_ListenDrops",
      "node_netstat_Tcp_OutRsts",
      "node_netstat_Tcp_RetransSegs",
    ])
      expect(metrics).toContain(`\n${metric} `);
    // A machine that is not on AWS has no counter of it, and the collector says so by no error.
    expect(metrics).toMatch(
      /^node_scrape_collector_success\{collector="ethtool"\} /mu,
    );
    // The fields of the defaults, and no more than the further ones.
    expect(metrics).not.toContain("node_netstat_Tcp_RtoMin");
  },
);
