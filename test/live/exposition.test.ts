import { describe, expect, test } from "vitest";
import { readLive } from "../../src/live/read-live.js";
import { said, value } from "./said.js";

describe("a scrape of node_exporter", () => {
  const [node] = readLive(
    `# HELP node_sysctl_net_core_somaxconn sysctl net.core.somaxconn
node_uname_info{domainname="(none)",machine="x86_64",nodename="web \\"1\\"",release="6.1.0-40",sysname="Linux",version="#1"} 1
node_sysctl_net_core_somaxconn 4096
node_sysctl_fs_file_max 9.223372036854775807e+18
node_sysctl_net_ipv4_tcp_rmem_min 4096
node_sysctl_net_ipv4_tcp_rmem_default 131072
node_sysctl_net_ipv4_tcp_rmem_max 6.291456e+06
node_sysctl_net_ipv4_ip_local_port_range{index="1"} 60999
node_sysctl_net_ipv4_ip_local_port_range{index="0"} 32768
node_sysctl_info{index="1",name="net.ipv4.tcp_allowed_congestion_control",value="cubic"} 1
node_sysctl_info{index="0",name="net.ipv4.tcp_allowed_congestion_control",value="reno"} 1
`,
    "scrape.prom",
  ).observations;

  test("names the node and its kernel", () => {
    expect(node).toMatchObject({ host: 'web "1"', kernel: "6.1.0-40" });
  });

  test.each([
    ["net.core.somaxconn", "4096"],
    ["net.ipv4.tcp_rmem", "4096 131072 6291456"],
    ["net.ipv4.ip_local_port_range", "32768 60999"],
    ["net.ipv4.tcp_allowed_congestion_control", "reno cubic"],
  ])("%s", (id, text) => {
    expect(said(node, id)).toEqual(value(text));
  });

  test("says nothing of what it was not told to read", () => {
    expect(said(node, "vm.swappiness")).toBeUndefined();
    expect(node?.silence).toBe("not exported");
  });

  test("says that the collector failed", () => {
    const { observations } = readLive(
      'node_scrape_collector_success{collector="sysctl"} 0\n',
      "s.prom",
    );
    expect(said(observations[0], "vm.swappiness")).toMatchObject({
      state: "unreadable",
    });
  });

  test("names the line that is none", () => {
    expect(
      readLive('node_a{b="c} 1\nnode_sysctl_vm_swappiness 1\n', "s").unread,
    ).toEqual([{ line: 1, why: "it is not a valid metric" }]);
  });
});
