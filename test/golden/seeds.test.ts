import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compile } from "../../src/index.js";

/**
 * Five published tuning documents, compiled as they stand. Each row is a mistake in them that a tool can see, with the
 * rule that finds it and the line of the spec that it stands on.
 */
const text = readFileSync(
  join(import.meta.dirname, "seeds-as-written", "tuning.yaml"),
  "utf8",
);
const lines = text.split("\n");
const { findings } = compile(text);

describe("the documents' mistakes are found at their lines", () => {
  test.each([
    [
      "mapMax sizes no map of a stock chart, 524288 is no increase",
      "cilium-size-fixed",
      "tcp: 524288",
    ],
    ["nat 262144 halves the map", "cilium-size-below-default", "nat: 262144"],
    [
      "a Talos patch of bare keys",
      "unknown-field",
      'net.ipv4.tcp_keepalive_time: "600" # A patch',
    ],
    [
      "keepalive 600 is Talos' default",
      "equals-default",
      'net.ipv4.tcp_keepalive_time: "600" # Send',
    ],
    [
      "keepalive interval 60 is Talos' default",
      "equals-default",
      "net.ipv4.tcp_keepalive_intvl",
    ],
    [
      "pods do not inherit the queue",
      "pod-not-inherited",
      "net.core.somaxconn: 32768 #",
    ],
    [
      "tcp_tw_reuse is 2 by default, not 0",
      "misquoted-default",
      "net.ipv4.tcp_tw_reuse: 1 # Default",
    ],
    [
      "somaxconn is 4096 by default, not 128",
      "misquoted-default",
      "net.core.somaxconn: 65535",
    ],
    [
      "tcp_rmem 87380 is below the default",
      "below-default",
      'net.ipv4.tcp_rmem: "4096 87380',
    ],
    [
      "tcp_rmem 65536 is below the default",
      "below-default",
      "net.ipv4.tcp_rmem: 4096 65536",
    ],
    ["a comment within a value", "comment-in-value", "tcp_congestion_control"],
    [
      "kube-proxy writes the table's size",
      "reset-by-kube-proxy",
      "net.netfilter.nf_conntrack_max: 1048576",
    ],
    [
      "kube-proxy writes the established timeout",
      "reset-by-kube-proxy",
      "nf_conntrack_tcp_timeout_established: 1200",
    ],
    [
      "kube-proxy writes the close_wait timeout",
      "reset-by-kube-proxy",
      "nf_conntrack_tcp_timeout_close_wait: 15",
    ],
    [
      "route.gc_timeout is without effect",
      "no-effect",
      "net.ipv4.route.gc_timeout",
    ],
    [
      "route.max_size is without effect",
      "no-effect",
      "net.ipv4.route.max_size",
    ],
    [
      "kube-proxy's values lack their parent",
      "unknown-field",
      "      maxPerCore: 32768",
    ],
    [
      "kube-proxy's values are its defaults",
      "equals-default",
      "        maxPerCore: 32768",
    ],
    ["a key without its prefix", "unknown-key", "ipv4.tcp_timestamps"],
    [
      "another key without its prefix",
      "unknown-key",
      "      nf_conntrack_max: 2097152",
    ],
    ["tcp_tw_recycle is gone", "key-gone", "net.ipv4.tcp_tw_recycle"],
    [
      "TIME_WAIT is forgotten too soon behind NAT",
      "conntrack-time-wait",
      "nf_conntrack_tcp_timeout_time_wait: 30 # Faster",
    ],
    ["cifs mounts without access times anyway", "mount-no-effect", "- noatime"],
  ])("%s", (_row, rule, line) => {
    const at = lines.findIndex(
      (each) => each.includes(line) && !each.trim().startsWith("#"),
    );
    expect(at).toBeGreaterThan(0);
    expect(
      findings
        .filter((finding) => finding.rule === rule)
        .flatMap(({ line: first, related = [] }) => [
          first,
          ...related.map((place) => place.line),
        ]),
    ).toContain(at + 1);
  });
});

test.each([
  ["limits.conf reaches no service", "limits-logins-only", "nofile: 1048576"],
  ["NixOS turns forwarding off", "forwarding-missing", "  k3s-worker:"],
])(
  "once the errors are gone, what the documents lack is found: %s",
  (_row, rule, line) => {
    const mended = withoutErrors(lines);
    const at = mended.findIndex((each) => each.includes(line));
    expect(at).toBeGreaterThan(0);
    expect(
      compile(mended.join("\n"))
        .findings.filter((finding) => finding.rule === rule)
        .flatMap(({ line: first, related = [] }) => [
          first,
          ...related.map((place) => place.line),
        ]),
    ).toContain(at + 1);
  },
);

/** Removes the lines with errors, and those that then have one. */
function withoutErrors(text: readonly string[]): readonly string[] {
  const wrong = new Set(
    compile(text.join("\n"))
      .findings.filter(({ severity }) => severity === "error")
      .map((finding) => finding.line),
  );
  return wrong.size === 0
    ? text
    : withoutErrors(text.filter((_, at) => !wrong.has(at + 1)));
}
