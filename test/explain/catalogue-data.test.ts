import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { allKeys } from "../../src/catalogue/lookup.js";
import { catalogueData } from "../../src/explain/key/catalogue-data.js";

const catalogue = catalogueData();

describe("the catalogue as data", () => {
  test("has every measured key, and survives JSON", () => {
    expect(Object.keys(catalogue.keys)).toEqual(allKeys());
    expect(JSON.parse(JSON.stringify(catalogue))).toEqual(catalogue);
  });

  test("has the example of docs/catalogue.md", () => {
    const text = readFileSync(
      new URL("../../docs/catalogue.md", import.meta.url),
      "utf8",
    );
    const [, example = ""] = /```json\n([\s\S]*?)```/u.exec(text) ?? [];
    expect(catalogue.keys["net.core.somaxconn"]).toEqual(JSON.parse(example));
  });

  test("tells kernels apart, and amounts of memory", () => {
    const { range, default: known } =
      catalogue.keys["net.netfilter.nf_conntrack_max"] ?? {};
    expect(range?.at(-1)).toEqual({
      kernels: ["7.2"],
      fields: [[1, 2147483647]],
    });
    expect(known?.[0]?.kernels).toEqual(["5.10"]);
    expect(known?.[0]?.byMemory).toContainEqual({
      mebibytes: 4096,
      value: "65536",
    });
  });

  test("has numbers that JavaScript would round as strings", () => {
    expect(catalogue.keys["net.ipv4.tcp_mem"]?.range?.[0]?.fields[0]).toEqual([
      0,
      "18446744073709551615",
    ]);
  });

  test("names kernels only where they differ", () => {
    for (const [key, facts] of Object.entries(catalogue.keys))
      for (const list of [facts.range, facts.default, facts.scope]) {
        const named = (list ?? []).filter(({ kernels }) => kernels);
        expect([key, named.length]).toEqual([
          key,
          (list ?? []).length > 1 ? list?.length : 0,
        ]);
      }
  });
});
