import { describe, expect, test } from "vitest";
import { found, planOf } from "../support/compile.js";

const head = `version: 1
roles:
  worker: { node: { os: nixos }, sysctl: { net.core.somaxconn: 8192 } }
  talos: { node: { os: talos }, sysctl: { net.core.somaxconn: 8192 } }
  pool: { node: { os: linux, distribution: eks }, sysctl: { net.core.somaxconn: 8192 } }
hosts:
  big: { role: worker, sysctl: { net.core.somaxconn: 16384 } }
workloads:
  web: { sysctl: { net.core.somaxconn: 8192 } }
monitoring:
  alerts: { listen-drops: null }
rollout:
`;

const errors = (text: string): readonly string[] =>
  found(head + text).filter((each) => !/rollout-|reason-missing/u.test(each));

const stage = "stages: [{ name: all, roles: [worker] }]";

describe("what is refused, and where", () => {
  test.each([
    ["stages: []", "13:3 empty-stage"],
    ["stages: [{ name: a }]", "13:20 empty-stage"],
    ["stages: [{ roles: [worker] }]", "13:12 missing-field"],
    ["deploy: a", "12:1 missing-field"],
    ["stages: [{ name: '', roles: [worker] }]", "13:20 malformed-name"],
    [
      "stages: [{ name: a, roles: [worker] }, { name: a, roles: [talos] }]",
      "13:50 named-twice",
    ],
    ["stages: [{ name: a, roles: [wrker] }]", "13:31 unknown-role"],
    ["stages: [{ name: a, hosts: [bg] }]", "13:31 unknown-host"],
    ["stages: [{ name: a, hosts: [big, big] }]", "13:36 staged-twice"],
    ["stages: [{ name: a, roles: [talos, talos] }]", "13:38 staged-twice"],
    [
      "stages: [{ name: a, hosts: [big] }, { name: b, hosts: [big] }]",
      "13:58 staged-twice",
    ],
    [
      `hosts: { worker: [big] }
  stages: [{ name: a, hosts: [big] }, { name: b, roles: [worker] }]`,
      "14:58 empty-stage",
    ],
    [`hosts: { wrker: [a] }\n  ${stage}`, "13:12 unknown-role"],
    [`hosts: { talos: [big] }\n  ${stage}`, "13:20 named-twice"],
    [`hosts: { worker: [a, a] }\n  ${stage}`, "13:24 named-twice"],
    [`hosts: { worker: ["a b"] }\n  ${stage}`, "13:21 malformed-name"],
    [`hosts: { worker: [--help] }\n  ${stage}`, "13:21 malformed-name"],
    [`address: { bg: 192.0.2.1 }\n  ${stage}`, "13:14 unknown-host"],
    [`address: { big: -oProxyCommand }\n  ${stage}`, "13:19 malformed-address"],
    [`address: "{hst}.example"\n  ${stage}`, "13:13 unknown-placeholder"],
    [`address: "{host};reboot"\n  ${stage}`, "13:12 malformed-address"],
    [`prometheus: ftp://a\n  ${stage}`, "13:15 malformed-address"],
    [`prometheus: https://a:b@c\n  ${stage}`, "13:15 malformed-address"],
    [`prepare: [git pull, "{host}"]\n  ${stage}`, "13:24 unknown-placeholder"],
    [`deploy: just deploy {hots}\n  ${stage}`, "13:23 unknown-placeholder"],
    [
      `deploy: "a {host}, {hostt}, {hostt}"\n  ${stage}`,
      "13:22 unknown-placeholder",
      "13:31 unknown-placeholder",
    ],
    [`deploy: { wrker: a }\n  ${stage}`, "13:13 unknown-role"],
    [`deploy: echo "\n  ${stage}`, "13:11 malformed-command"],
    [`deploy: it's\n  ${stage}`, "13:11 malformed-command"],
    [`deploy: []\n  ${stage}`, "13:11 malformed-command"],
    [`deploy: [""]\n  ${stage}`, "13:12 malformed-command"],
    [`deploy: "a\\u202eb"\n  ${stage}`, "13:11 malformed-command"],
    [`deploy: 5\n  ${stage}`, "13:11 wrong-shape"],
    ["stages: [{ name: a, roles: [pool] }]", "13:20 deploy-missing"],
    ["stages: [{ name: a, workloads: [web] }]", "13:20 deploy-missing"],
    [
      "deployCluster: x {host}\n  stages: [{ name: a, workloads: [web] }]",
      "13:20 unknown-placeholder",
      // The command with the error is not missing, too.
    ],
    ["stages: [{ name: a, workloads: [wb], deploy: x }]", "13:35 unknown-part"],
    ["stages: [{ name: a, mounts: [m], deploy: x }]", "13:32 unknown-part"],
    ["stages: [{ name: a, cilium: true }]", "13:23 unknown-part"],
    ["stages: [{ name: a, cilium: false }]", "13:31 wrong-shape"],
    [
      "stages: [{ name: a, roles: [worker], monitoring: true }]",
      "13:20 mixed-stage",
    ],
    ["stages: [{ name: a, roles: [worker], soak: 24 }]", "13:46 wrong-shape"],
    [
      "stages: [{ name: a, roles: [worker], soak: 1 day }]",
      "13:46 malformed-duration",
    ],
    [
      "stages: [{ name: a, roles: [worker], soak: 48h to 24h }]",
      "13:46 malformed-duration",
    ],
    [
      "stages: [{ name: a, roles: [worker], pause: 0s }]",
      "13:47 malformed-duration",
    ],
    ["stages: [{ name: a, roles: [worker], atOnce: 0 }]", "13:48 out-of-range"],
    [
      "stages: [{ name: a, roles: [worker], atOnce: 1.5 }]",
      "13:48 out-of-range",
    ],
    [`watch: [listen-overflow]\n  ${stage}`, "13:11 unknown-alert"],
    [`watch: [{ alert: NodeDown }]\n  ${stage}`, "13:20 unknown-alert"],
    [`stop: [listen-drops]\n  ${stage}`, "13:10 alert-not-written"],
    [`stop: [cilium-map-pressure]\n  ${stage}`, "13:10 alert-not-written"],
    [`watch: [{ why: x }]\n  ${stage}`, "13:11 malformed-signal"],
    [
      `watch: [{ alert: drift, query: x }]\n  ${stage}`,
      "13:11 malformed-signal",
    ],
    [
      `watch: [{ alert: drift, above: 1 }]\n  ${stage}`,
      "13:11 malformed-signal",
    ],
    [`watch: [""]\n  ${stage}`, "13:11 malformed-signal"],
    [`watch: [{ query: "" }]\n  ${stage}`, "13:11 malformed-signal"],
    [
      `watch: [{ command: "ssh {adress} x" }]\n  ${stage}`,
      "13:27 unknown-placeholder",
    ],
    [`stage: []\n  ${stage}`, "13:3 unknown-field"],
  ])("%s", (text, ...at) => {
    expect(errors(`  ${text}\n`)).toEqual(at);
  });

  test("rollouts of a list have names", () => {
    expect(
      errors(
        `  - { ${stage} }\n  - { name: b, ${stage} }\n  - { name: b, ${stage} }\n`,
      ),
    ).toEqual(["13:5 missing-field", "15:13 named-twice"]);
  });
});

const membersOf = (text: string): readonly (readonly string[])[] =>
  (planOf(`${head}${text}`).rollouts ?? []).flatMap(({ stages }) =>
    stages.map(({ members }) =>
      members.map(
        ({ node, host }) =>
          `${node.kind} ${node.name}: ${host === undefined ? "others" : `${host.name} at ${host.address}`}`,
      ),
    ),
  );

test("a role stands for its hosts that no stage names, and for those that nobody lists", () => {
  expect(membersOf(`  stages: [{ name: a, roles: [worker] }]\n`)).toEqual([
    ["host big: big at big", "role worker: others"],
  ]);
  expect(
    membersOf(
      `  stages: [{ name: a, hosts: [big] }, { name: b, roles: [worker] }]\n`,
    ),
  ).toEqual([["host big: big at big"], ["role worker: others"]]);
});

test("a rollout lists the machines of a role that have no settings of their own", () => {
  expect(
    membersOf(`  hosts: { worker: [a, b], talos: [t] }
  address: "root@{host}.{role}.example"
  stages:
    - { name: a, hosts: [b, t] }
    - { name: b, roles: [worker] }
`),
  ).toEqual([
    [
      "role worker: b at root@b.worker.example",
      "role talos: t at root@t.talos.example",
    ],
    [
      "host big: big at root@big.worker.example",
      "role worker: a at root@a.worker.example",
    ],
  ]);
});

test("addresses by host", () => {
  expect(
    membersOf(`  hosts: { talos: [a, b, c] }
  address: { a: 192.0.2.1, b: "[2001:db8::1]" }
  stages: [{ name: a, roles: [talos] }]
`),
  ).toEqual([
    [
      "role talos: a at 192.0.2.1",
      "role talos: b at [2001:db8::1]",
      "role talos: c at c",
    ],
  ]);
});

test("braces of shells and templates are no placeholders", () => {
  expect(
    errors(`  deploy: >-
    x \${HOME} {a,b} {} {{host}} {{.Names}} '{print $1}' --output=jsonpath='{.status}' # don't
  ${stage}
`),
  ).toEqual([]);
});

test("without `watch`, all alerts that are written", () => {
  const [rollout] = planOf(`${head}  ${stage}\n`).rollouts ?? [];
  expect(
    rollout?.stages[0]?.watch.map((signal) =>
      signal.kind === "alert" ? signal.own : signal.kind,
    ),
  ).toEqual([
    "listen-overflows",
    "ena-conntrack-drops",
    "drift",
    "sysctl-collector",
    "sysctl-unwatched",
  ]);
});
