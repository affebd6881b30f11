import { shellWord } from "../../encode/shell.js";
import type { NetworkTest } from "../../language/network-test-model.js";
import { defineTarget } from "../define-target.js";
import { fileHeader, ownerSubject } from "../shared/comments.js";
import { baseName } from "../shared/path.js";
import * as templates from "./templates.js";

/** Emits a script that measures the network before and after a change. */
export const networkTest = defineTarget({
  name: "network-test",
  summary:
    "A script that measures connections, round trips and throughput to the peers of the section `networkTest`",
  outputs: {
    path: {
      path: "network-test/network-test.sh",
      per: "spec",
      description: "A POSIX shell script, to run on a node or in a pod",
    },
  },
  options: {},
  section: "networkTest",
  handles: {},
  writesFor: () => true,
  templates,
  emit: ({ plan, pathOf, render }) => {
    const test = plan.networkTest;
    if (test === undefined) return [];
    const name = baseName(pathOf("path"));
    return [
      {
        output: "path" as const,
        nodes: [],
        text: render(templates.script, {
          header: fileHeader(plan, ownerSubject("Network test", test), [
            `Before a change: sh ${name} >before.txt. After it: sh ${name} --before before.txt. Names or addresses of peers as arguments limit it to those.`,
            "It connects to no other address. A peer with iperf3 needs a running iperf3 -s, and one with connect a program that listens. The exit status is 1 where a test failed or its program is missing.",
          ]),
          specName: shellWord(plan.specName),
          ...view(test),
        }),
      },
    ];
  },
});

function view({
  peers,
  connects,
  pings,
  seconds,
  streams,
}: NetworkTest): Omit<templates.NetworkTestView, "header" | "specName"> {
  return {
    connects: String(connects),
    pings: String(pings),
    seconds: String(seconds),
    streams: String(streams),
    peers: peers.map(({ name, address, connect, iperf3, ping }) => ({
      name: shellWord(name),
      address: shellWord(address),
      connect: connect !== undefined && String(connect),
      iperf3: iperf3 !== undefined && String(iperf3),
      ping,
    })),
    known: [
      ...new Set(peers.flatMap(({ name, address }) => [name, address])),
    ].map(shellWord),
    connect: peers.some(({ connect }) => connect !== undefined),
    iperf3: peers.some(({ iperf3 }) => iperf3 !== undefined),
    ping: peers.some(({ ping }) => ping),
  };
}
