import { expect, test } from "vitest";
import { explainWord } from "../../src/explain/explain.js";
import { explained, textOf, viewOf } from "./explained.js";

test.each([
  "net.core.somaxconn",
  "net.netfilter.nf_conntrack_max",
  "net.ipv4.tcp_rmem",
  "net.ipv4.tcp_mem",
  "net.ipv4.conf.eth0.rp_filter",
  "net.ipv4.ip_local_reserved_ports",
  "net.core.rmem_max",
  "vm.swappiness",
  "net.ipv4.tcp_tw_recycle",
  "worker",
  "big",
  "proxied",
  "no-effect",
])("%s", async (word) => {
  const text = textOf(explained(word));
  await expect(text).toMatchFileSnapshot(`files/${word}.txt`);
});

test.each(["net.core.somaxconn", "no-effect"])(
  "%s without a spec",
  async (word) => {
    const text = textOf(explainWord(word, undefined));
    await expect(text).toMatchFileSnapshot(`files/${word}-without-spec.txt`);
  },
);

test("what the catalogue knows of a key is a screenful, whatever the key", () => {
  const view = viewOf(`version: 1\nroles: {}\n`);
  for (const word of [
    "net.core.somaxconn",
    "net.ipv4.tcp_mem",
    "net.netfilter.nf_conntrack_max",
    "kernel.pid_max",
    "vm.overcommit_memory",
  ]) {
    const lines = textOf(explainWord(word, view)).split("\n");
    expect(lines.length).toBeLessThan(30);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(100);
  }
});
