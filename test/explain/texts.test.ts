import { expect, test } from "vitest";
import { explainWord } from "../../src/explain/explain.js";
import { rules } from "../../src/rules/registry.js";
import { explained, textOf } from "./explained.js";

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

test.each(rules.map(({ name }) => name))(
  "%s is explained with what it finds in its example",
  (name) => {
    const text = textOf(explainWord(name, undefined));
    expect(text).toMatch(/\n {2}\d+:\d+ (?:error|warning|note): /u);
  },
);
