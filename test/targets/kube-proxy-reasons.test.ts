import { expect, test } from "vitest";
import { compiled } from "../support/compile.js";

const spec = (distribution: string): string => `version: 1
profiles:
  table:
    why: Sized by cores
    refs: [https://a.example/1]
    kubeProxy:
      conntrack:
        maxPerCore: 65536
        udpTimeout: { value: 10s, why: DNS, refs: [https://a.example/1, https://a.example/2] }
  idle:
    why: Idle clients
    sysctl: { net.netfilter.nf_conntrack_tcp_timeout_close_wait: 60 }
    kubeProxy: { conntrack: { tcpEstablishedTimeout: 1h } }
roles:
  web:
    node: { os: linux, distro: debian-12, distribution: ${distribution}, kubernetes: "1.34", kubeProxy: iptables }
    profiles: [table, idle]
`;

/** The last part of a file of kube-proxy's settings. */
function part(distribution: string, path: RegExp, from: string): string {
  const file = compiled(spec(distribution)).files.find((each) =>
    path.test(each.path),
  );
  return file?.text.split(from)[1] ?? "";
}

test("the first field of a profile has its reason and references, each once", () => {
  expect(part("kubeadm", /kube-proxy\.yaml$/u, "conntrack:\n"))
    .toBe(`  # Profile table: Sized by cores
  # See https://a.example/1
  maxPerCore: 65536
  # Profile idle: Idle clients
  tcpEstablishedTimeout: "1h0m0s"
  # Keeps kube-proxy from overwriting net.netfilter.nf_conntrack_tcp_timeout_close_wait.
  tcpCloseWaitTimeout: "0s"
  # DNS
  # See https://a.example/2
  udpTimeout: "10s"
`);
});

test("a reason of its own follows that of the profile", () => {
  const text = spec("eks").replace(
    "maxPerCore: 65536",
    "maxPerCore: { value: 65536, why: Bigger }",
  );
  expect(
    compiled(text).files.find(({ path }) => path === "out/eks/kube-proxy.yaml")
      ?.text,
  ).toContain(`conntrack:
  # Profile table: Sized by cores
  # See https://a.example/1
  #
  # Bigger
  maxPerCore: 65536
`);
});

test("flags of K3s", () => {
  expect(part("k3s", /90-tuning\.yaml$/u, "kube-proxy-arg+:\n"))
    .toContain(`  # Profile table: Sized by cores
  # See https://a.example/1
  - "conntrack-max-per-core=65536"
`);
});
