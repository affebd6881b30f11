import { expect, test } from "vitest";
import { defaultFor } from "../../src/catalogue/defaults.js";
import { facts, GiB } from "./support.js";

const ROUTES = "net.ipv6.route.max_size";
const SCTP = "net.netfilter.nf_conntrack_sctp_timeout_established";
const WATCHES = "fs.inotify.max_user_watches";

// Debian's changelogs of Linux name the patch level of each change; listings of Ubuntu 20.04 and 22.04 have these values.
test.each([
  // Between measured kernels.
  ["net.core.optmem_max", "6.6", "20480"],
  ["net.core.optmem_max", "6.8", "131072"],
  ["vm.unprivileged_userfaultfd", "5.15", "0"],
  ["net.ipv4.tcp_challenge_ack_limit", "5.15", "1000"],
  ["net.netfilter.nf_conntrack_events", "5.15", "1"],
  ["net.ipv4.tcp_limit_output_bytes", "6.14", "1048576"],
  // Within a stable series.
  [ROUTES, "5.15.39", "4096"],
  [ROUTES, "5.15.147", "2147483647"],
  [ROUTES, "6.1.72", "4096"],
  [ROUTES, "v6.1.73", "2147483647"],
  [ROUTES, "6.2", "4096"],
  [ROUTES, "6.3", "2147483647"],
  [SCTP, "5.10.165", "432000"],
  [SCTP, "5.10.166", "210"],
  [SCTP, "6.6", "210"],
  [WATCHES, "5.10.219", "8192"],
])("%s on %s is %s", (id, kernel, value) => {
  expect(defaultFor(facts(id), { kernel, memory: 8n * GiB })).toEqual({
    value,
    sure: true,
  });
});

test.each([
  [ROUTES, "5.10", "2147483647", "4096 before 5.10.208"],
  // Ubuntu and RHEL name the whole series so.
  [ROUTES, "5.15.0", "2147483647", "4096 before 5.15.147"],
  [ROUTES, undefined, "2147483647", "4096 before 6.3"],
  [SCTP, "6.1", "210", "432000 before 6.1.9"],
  [WATCHES, "5.10", "65100", "8192 before 5.10.220"],
])(
  "%s on %s is that of the last patch level, and says so",
  (id, kernel, value, note) => {
    expect(defaultFor(facts(id), { kernel, memory: 8n * GiB })).toMatchObject({
      value,
      sure: false,
      note,
    });
  },
);

test("a change is known only for its architecture", () => {
  const limit = facts("net.core.bpf_jit_limit");
  expect(defaultFor(limit, { kernel: "5.15.50", arch: "amd64" })).toEqual({
    value: "264241152",
    sure: true,
  });
  expect(defaultFor(limit, { kernel: "5.15.50", arch: "arm64" })).toMatchObject(
    { sure: false },
  );
});

test("the version of a kernel with changes of newer ones does not tell", () => {
  expect(
    defaultFor(facts(ROUTES), { kernel: "5.14", hasBackports: true }),
  ).toMatchObject({ value: "2147483647", sure: false });
});
