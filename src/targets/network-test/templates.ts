import { spec as scriptSpec } from "../../../templates/network-test/script.hbs";
import { template } from "../shared/template.js";
import type { Comment } from "../shared/views.js";

export interface NetworkTestView {
  readonly header: Comment;
  readonly connects: string;
  readonly pings: string;
  readonly seconds: string;
  readonly streams: string;
  /** The spec, as a word of the shell. */
  readonly specName: string;
  /** The names and addresses of peers, each once, as words of the shell. */
  readonly known: readonly string[];
  /** Every field is a word of the shell. */
  readonly peers: readonly {
    readonly name: string;
    readonly address: string;
    readonly connect: false | string;
    readonly iperf3: false | string;
    readonly ping: boolean;
  }[];
  /** Whether any peer has such a test. */
  readonly connect: boolean;
  readonly iperf3: boolean;
  readonly ping: boolean;
}

export const script = template<NetworkTestView>(
  "network-test/script",
  scriptSpec,
);
