import { describe, expect, test } from "vitest";
import { findKey } from "../../src/catalogue/lookup.js";
import { baselineOf } from "../../src/platform/baseline.js";
import {
  factsOf,
  type StatedFacts,
  withImplied,
} from "../../src/platform/facts.js";
import { platformOf } from "../../src/platform/platform-of.js";
import { key } from "../catalogue/support.js";

function baseline(id: string, stated: StatedFacts) {
  const facts = withImplied({ kernel: "6.12", arch: "amd64", ...stated });
  return baselineOf(findKey(key(id)), id, {
    facts: factsOf(facts),
    platform: platformOf(facts),
  });
}

const BUDGET = "net.core.netdev_budget_usecs";

describe("a default that follows the kernel's options is nobody's without a known kernel", () => {
  test.each<[StatedFacts]>([[{ os: "linux" }], [{}]])(
    "%j: it depends on the option, and the values are those of all known kernels",
    (stated) => {
      const found = baseline(BUDGET, stated);
      expect(found).toMatchObject({
        value: undefined,
        sure: false,
        note: "depends on CONFIG_HZ",
        longNote:
          "depends on CONFIG_HZ: 8000 with 250, 2000 with 1000, 20000 with 100",
      });
      expect(found?.candidates.map(({ value }) => value)).toEqual([
        "8000",
        "2000",
        "20000",
      ]);
    },
  );

  test("what a distribution may set is told beside it", () => {
    const found = baseline("net.core.default_qdisc", { os: "linux" });
    expect(found?.value).toBeUndefined();
    expect(found?.longNote).toMatch(
      /^depends on CONFIG_DEFAULT_NET_SCH: pfifo_fast, fq_codel; Debian 13 has fq_codel/u,
    );
  });

  test.each<[string, StatedFacts, string | undefined]>([
    ["net.ipv4.tcp_congestion_control", { os: "linux" }, "cubic"],
    ["net.ipv4.tcp_congestion_control", { arch: undefined }, "cubic"],
    ["net.ipv4.tcp_congestion_control", { arch: "arm64" }, "cubic"],
    ["net.ipv4.tcp_congestion_control", { kernel: undefined }, "cubic"],
    ["kernel.randomize_va_space", { os: "linux" }, "2"],
    ["kernel.randomize_va_space", { os: "linux", arch: "arm64" }, undefined],
    ["kernel.randomize_va_space", { arch: undefined }, undefined],
  ])("%s on %j: what all known kernels have is the default", (...each) => {
    const [id, stated, value] = each;
    expect(baseline(id, stated)).toMatchObject({
      value,
      sure: value !== undefined,
    });
  });

  test("a known kernel still tells", () => {
    expect(
      baseline(BUDGET, { os: "linux", distro: "ubuntu-24.04" }),
    ).toMatchObject({ value: "2000", sure: true });
  });

  test("pages have 4 KiB unless the facts state otherwise", () => {
    expect(baseline("net.ipv4.udp_rmem_min", { os: "linux" })).toMatchObject({
      value: "4096",
      sure: true,
    });
  });
});
