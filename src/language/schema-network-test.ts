import * as z from "zod/mini";
import {
  definition,
  described,
  flag,
  onUse,
  optional,
  reasons,
  strictObject,
  text,
} from "../core/schema.js";

function bounded(most: number, description: string) {
  return described(optional(z.int().check(z.gte(1), z.lte(most))), description);
}

/** The section `networkTest`: the machines and the bounds of a test of the network. */
export const networkTest = onUse(() => {
  const port = z.int().check(z.gte(1), z.lte(65535));
  const peer = strictObject({
    address: described(z.string(), "A name or an IP address"),
    connect: described(optional(port), "A TCP port to connect to"),
    iperf3: described(
      optional(port),
      "The port of an iperf3 server, often 5201",
    ),
    ping: described(optional(flag), "Whether it is pinged; true by default"),
    why: reasons.why,
  });
  return definition(
    "network-test",
    described(
      strictObject({
        ...reasons,
        peers: described(
          z.record(text, peer),
          "The only machines that the script connects to",
        ),
        connects: bounded(
          10_000,
          "Connections to each peer, one after the other; 200 by default",
        ),
        pings: bounded(1000, "Packets to each peer; 20 by default"),
        seconds: bounded(
          60,
          "How long iperf3 sends to each peer; 10 by default",
        ),
        streams: bounded(16, "Streams of iperf3; 1 by default"),
      }),
      "A script that measures the network before and after a change",
    ),
  );
});
