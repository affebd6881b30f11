import { describe, expect, test } from "vitest";
import { emitAll } from "../../src/targets/emit.js";
import { planOf } from "../support/compile.js";

/** The runbook of a role `web` of Debian machines, with the rest of a rollout. */
function runbook(rollout: string, more = ""): string {
  const plan = planOf(`version: 1
roles:
  web: { node: { os: linux, distro: debian-12 }, sysctl: { vm.swappiness: 10 } }
${more}rollout:
${rollout.replaceAll(/^/gmu, "  ")}
`);
  return (
    emitAll(plan).find(({ target }) => target === "runbook")?.text ?? "none"
  );
}

/** The commands of a runbook, block by block. */
function blocks(text: string): readonly string[] {
  return [...text.matchAll(/^```sh\n(.*?)\n```$/gmsu)].map(
    ([, block = ""]) => block,
  );
}

const hosts = (count: number): string =>
  Array.from({ length: count }, (_, at) => `web${at + 1}`).join(", ");

describe("what is watched, and what stops a rollout", () => {
  test.each([
    [
      "stop",
      "{ command: uptime, expect: nothing }",
      "The command below prints anything",
    ],
    [
      "watch",
      "{ command: uptime, expect: nothing }",
      "The command below prints nothing",
    ],
    [
      "stop",
      "{ command: uptime, expect: No output. }",
      "The command below prints anything",
    ],
    [
      "stop",
      "{ command: uptime, expect: Ready }",
      "The command below does not show: Ready",
    ],
    [
      "stop",
      "{ command: uptime, expect: no errors }",
      "The command below shows anything but: no errors",
    ],
    ["stop", "{ query: up, expect: nothing }", "Query `up` returns anything"],
    ["watch", "{ query: up, expect: nothing }", "Query `up` returns nothing"],
    ["watch", "{ query: up, expect: '1' }", "Query `up` shows: 1"],
    ["stop", "{ query: up, above: 1 }", "Query `up` is above 1"],
    [
      "stop",
      "{ query: up, above: 1, expect: nothing }",
      "Query `up` is above 1 or returns anything",
    ],
    [
      "watch",
      "{ query: up, above: 1, expect: few }",
      "Query `up` must not be above 1, and shows: few",
    ],
  ])("%s: %s", (where, signal, expected) => {
    expect(
      runbook(`hosts: { web: [web1] }
stages: [{ name: all, roles: [web], ${where}: [${signal}] }]`),
    ).toContain(`- ${expected}\n`);
  });

  test("a stage without nodes asks for the node that its commands name", () => {
    const text = runbook(
      `watch: [{ command: "ssh {address} uptime '{role}'" }]
stages: [{ name: watch, monitoring: true }]`,
      "monitoring: {}\n",
    );
    expect(blocks(text))
      .toContain(`: "\${host:?set it: this stage deploys no node}"
: "\${role:?set it: this stage deploys no node}"
ssh "$host" uptime ''"$role"''`);
  });
});

test("a command that names the file of a node without files says so", () => {
  const text = runbook(
    `hosts: { web: [web1, web2] }
deploy: ["copy {file} {host}"]
stages: [{ name: all, roles: [web], atOnce: 2 }]`,
    "targets: { sysctl.d: false }\n",
  );
  expect(blocks(text))
    .toContain(`: "\${file:?tunegen writes no file for role web}"
copy "$file" web1
copy "$file" web2`);
});

describe("many nodes that differ in their names", () => {
  test("a handful has commands of its own", () => {
    expect(
      runbook(`hosts: { web: [${hosts(5)}] }
deploy: deploy {host}
stages: [{ name: all, roles: [web], atOnce: 5 }]`),
    ).not.toContain("for host in");
  });

  test("more are the rounds of a loop", () => {
    const text = runbook(`hosts: { web: [${hosts(6)}] }
address: "root@{host}2.example.org"
deploy: [update, "deploy {address} '{host}' \\"{address}\\"", "restart {host}", "finish {hosts}"]
stages: [{ name: all, roles: [web], atOnce: 6 }]`);
    expect(blocks(text)).toEqual([
      "tunegen check",
      `mkdir -p baseline
tunegen verify --print-collector > baseline/collect.sh
for host in web1 web2 web3 web4 web5 web6; do
  echo "$host"
  ssh "root@\${host}2.example.org" 'sudo sh' < baseline/collect.sh > baseline/"$host".txt
  tunegen capture --role web -o baseline/"$host".json baseline/"$host".txt
done`,
      // What names no host is run once.
      `update
for host in web1 web2 web3 web4 web5 web6; do
  echo "$host"
  deploy "root@\${host}2.example.org" ''"$host"'' "root@\${host}2.example.org"
  restart "$host"
done
finish web1 web2 web3 web4 web5 web6`,
      `for host in web1 web2 web3 web4 web5 web6; do
  echo "$host"
  ssh "root@\${host}2.example.org" 'sudo sh' < baseline/collect.sh | tunegen verify --role web -
done`,
      `for host in web1 web2 web3 web4 web5 web6; do
  echo "$host"
  tunegen rollback --role web --baseline baseline/"$host".json -o rollback/"$host" || [ $? -eq 1 ]
  cat rollback/"$host"/node-*/old-values.sh | ssh "root@\${host}2.example.org" 'sudo sh'
done`,
    ]);
  });

  test("one after the other, in lines that are not too long", () => {
    const text = runbook(`hosts: { web: [${hosts(40)}] }
deploy: deploy {host}
stages: [{ name: all, roles: [web], pause: 10m }]`);
    expect(blocks(text).filter((block) => block.includes("sleep"))).toEqual([
      `for host in \\
  web1 web2 web3 web4 web5 web6 web7 web8 web9 web10 web11 web12 web13 web14 web15 web16 web17 web18 \\
  web19 web20 web21 web22 web23 web24 web25 web26 web27 web28 web29 web30 web31 web32 web33 web34 \\
  web35 web36 web37 web38 web39 web40; do
  echo "$host"
  deploy "$host"
  ssh "$host" 'sudo sh' < baseline/collect.sh | tunegen verify --role web -
  sleep 600
done`,
    ]);
  });

  test("in groups of a large stage, a loop for each group", () => {
    const text = runbook(`hosts: { web: [${hosts(7)}] }
deploy: deploy {host}
stages: [{ name: all, roles: [web], atOnce: 3 }]`);
    expect(blocks(text).filter((block) => block.includes("deploy "))).toEqual([
      'for host in web1 web2 web3; do\n  echo "$host"\n  deploy "$host"\ndone',
      'for host in web4 web5 web6; do\n  echo "$host"\n  deploy "$host"\ndone',
      "deploy web7",
    ]);
  });

  test("a reboot is not waited for in a loop", () => {
    const text = runbook(
      `hosts: { old: [${hosts(6)}] }
deploy: deploy {host}
stages: [{ name: all, roles: [old] }]`,
      `  old: { node: { os: linux, distro: debian-12 }, kernelArgs: { mitigations: auto } }
`,
    );
    expect(text).toContain(
      "If a setting that needs a reboot is new or has changed, do this for each of them instead:",
    );
    expect(blocks(text)).toContain(
      ': "${host:?set it to a node of role old}"\ndeploy "$host"',
    );
  });

  test.each([
    [
      "own address",
      "address: { web1: a, web2: b, web3: c, web4: d, web5: e, web6: f }",
    ],
    ["one address", `address: bastion.example.org`],
  ])(
    "not those with addresses that do not follow from their names: %s",
    (_, address) => {
      const text = runbook(`hosts: { web: [${hosts(6)}] }
${address}
stages: [{ name: all, roles: [web], atOnce: 6 }]`);
      expect(text).not.toContain("for host in");
    },
  );
});

test("settings that need a reboot or a restart are named as in the spec", () => {
  const plan = planOf(`version: 1
roles:
  web:
    node: { os: linux, distro: debian-12, distribution: k3s }
    hugepages: { 2MiB: 10 }
    kernelArgs: { mitigations: auto }
    limits: { nofile: 4096, services: [nginx] }
    kubeProxy: { conntrack: { min: 1 } }
    allowedUnsafeSysctls: [net.core.somaxconn]
rollout:
  stages: [{ name: all, roles: [web] }]
`);
  const text = emitAll(plan).find(({ target }) => target === "runbook")?.text;
  expect(text).toContain(
    "- **Reboot:** `kernelArgs.mitigations` and `hugepages.2MiB`. ",
  );
  expect(text).toContain(
    "- **Restart of a service:** `allowedUnsafeSysctls net.core.somaxconn`, `allowedUnsafeSysctls net.ipv4.ip_forward`, `allowedUnsafeSysctls net.ipv6.conf.all.forwarding`, `limits.nofile`, `limits.services nginx` and `kubeProxy.conntrack.min`. ",
  );
});
