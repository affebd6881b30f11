import { readReasons } from "../core/reasons.js";
import type { Reporter } from "../core/report.js";
import type { Entry, Tree } from "../core/tree.js";
import type { NetworkPeer, NetworkTest } from "./network-test-model.js";
import { isPlain } from "./plain-name.js";

/**
 * Reads the section `networkTest` of a spec.
 *
 * @param tree what has passed the schema
 * @param written the same, with what the schema refused
 */
export function readNetworkTest(
  tree: Tree,
  written: Tree,
  reporter: Reporter,
): NetworkTest | undefined {
  const entry = tree.entries?.get("networkTest");
  if (entry === undefined) return undefined;
  const { value, key, comment } = entry;
  const reasons = readReasons(value, reporter);
  const number = (field: string, standard: number): number =>
    numberOf(value, field) ?? standard;
  const peers = value.entries?.get("peers");
  const writtenPeers = written.entries
    ?.get("networkTest")
    ?.value.entries?.get("peers");
  if (peers !== undefined && writtenPeers?.value.entries?.size === 0)
    reporter.error("missing-field", peers.key, "there is no peer to test", {
      help: "add one, such as store: { address: 192.0.2.7, connect: 443 }",
    });
  return {
    ...reasons,
    why: reasons.why ?? comment,
    span: key,
    peers: [...(peers?.value.entries ?? [])].flatMap(
      ([name, each]) => readPeer(name, each, reporter) ?? [],
    ),
    connects: number("connects", 200),
    pings: number("pings", 20),
    seconds: number("seconds", 10),
    streams: number("streams", 1),
  };
}

function readPeer(
  name: string,
  { key, value, comment }: Entry,
  reporter: Reporter,
): NetworkPeer | undefined {
  if (!isPlain(name))
    return reporter.error(
      "malformed-name",
      key,
      `\`${name}\` is not a valid name`,
      { help: "use letters, digits, dots, dashes and underscores" },
    );
  const address = readAddress(value, reporter);
  if (address === undefined) return undefined;
  const connect = numberOf(value, "connect");
  const iperf3 = numberOf(value, "iperf3");
  const ping = value.entries?.get("ping")?.value.data !== false;
  if (!ping && connect === undefined && iperf3 === undefined)
    return reporter.error(
      "missing-field",
      key,
      `nothing is tested at \`${name}\``,
      {
        help: "add `connect` or `iperf3` with a port, or remove `ping: false`",
      },
    );
  return {
    name,
    span: key,
    address,
    connect,
    iperf3,
    ping,
    why: readReasons(value, reporter).why ?? comment,
  };
}

/** A host name, an IPv4 address, or an IPv6 address, maybe with its zone. Never an option of a program. */
const ADDRESS =
  /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*(?:%[A-Za-z0-9._-]+)?)$/u;

function readAddress(peer: Tree, reporter: Reporter): string | undefined {
  const entry = peer.entries?.get("address");
  if (entry === undefined) return undefined;
  const { span, data } = entry.value;
  const address = String(data);
  return ADDRESS.test(address)
    ? address
    : reporter.error(
        "malformed-address",
        span,
        `\`${address}\` is not the address of a host`,
        {
          help: "write a name or an IP address: 192.0.2.7, node.example.org, 2001:db8::7",
        },
      );
}

function numberOf(tree: Tree, field: string): number | undefined {
  const data = tree.entries?.get(field)?.value.data;
  return typeof data === "number" ? data : undefined;
}
