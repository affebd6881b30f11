import type { Reasons } from "../core/written.js";
import type { Span } from "../core/source.js";

/** A machine that the network test connects to, and what it tests there. */
export interface NetworkPeer {
  readonly name: string;
  readonly span: Span;
  /** A name or an IP address. */
  readonly address: string;
  /** The TCP port to which connections are opened, one after the other. */
  readonly connect: number | undefined;
  /** The port of an iperf3 server. */
  readonly iperf3: number | undefined;
  readonly ping: boolean;
  readonly why: string | undefined;
}

/** The section `networkTest`: what a script measures before and after a change, within these bounds. */
export interface NetworkTest extends Reasons {
  readonly span: Span;
  readonly peers: readonly NetworkPeer[];
  /** How many connections are opened to each peer. */
  readonly connects: number;
  /** How many packets are sent to each peer. */
  readonly pings: number;
  /** How long iperf3 sends to each peer. */
  readonly seconds: number;
  /** How many streams iperf3 sends at once. */
  readonly streams: number;
}
