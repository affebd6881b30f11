import { describe, expect, test } from "vitest";
import {
  buildPlatforms,
  findBuilds,
  releasesOf,
} from "../../src/catalogue/builds/find.js";
import { allBuilds } from "../../src/catalogue/builds/table.js";
import { build, catalogueFile } from "./support.js";

describe("the builds of a node", () => {
  test.each([
    // The options moved within 1.12: all are possible, unless the patch release is stated.
    [
      { platform: "talos", release: "1.12" },
      ["talos/1.12", "talos/1.12.0", "talos/1.12.1"],
    ],
    [{ platform: "talos", release: "v1.12.0" }, ["talos/1.12.0"]],
    [{ platform: "talos", release: "1.12.5" }, ["talos/1.12"]],
    [{ platform: "talos", release: "1.11.2" }, ["talos/1.11"]],
    [{ platform: "talos", release: "1.16" }, []],
    [{ platform: "debian", release: "12.5" }, ["debian/12", "debian/12-cloud"]],
    [{ platform: "debian", release: "12-cloud" }, ["debian/12-cloud"]],
    [
      { platform: "debian", release: "13", kernel: "6.18.15" },
      ["debian/13-backports-6.18"],
    ],
    [
      { platform: "ubuntu", release: "24.04.1", kernel: "6.14" },
      ["ubuntu/24.04-hwe-6.14"],
    ],
    [
      { platform: "ubuntu", release: "24.04", kernel: "7.0" },
      ["ubuntu/24.04-hwe"],
    ],
    [
      { platform: "ubuntu", release: "22.04", kernel: "5.15.0-1122-gcp" },
      ["ubuntu/22.04-gcp"],
    ],
    [
      { platform: "ubuntu", release: "22.04", kernel: "6.8.0-1074-gcp" },
      ["ubuntu/22.04-gcp-6.8"],
    ],
    [
      {
        platform: "debian",
        release: "12",
        kernel: "6.1.0-56-cloud-amd64",
      },
      ["debian/12-cloud"],
    ],
    [
      { platform: "ubuntu", release: "20.04", kernel: "5.15" },
      ["ubuntu/20.04-hwe"],
    ],
    [{ platform: "nixos", release: "25.11" }, ["nixos/25.11-lts"]],
    [{ platform: "nixos", release: "hardened" }, ["nixos/25.11-hardened"]],
    [{ platform: "rhel", release: "9.4" }, ["rhel/9"]],
    [{ platform: "flatcar", release: "3815.2.5" }, ["flatcar/3815"]],
    [{ platform: "cos" }, ["cos/kernel-5.10", "cos/kernel-6.1"]],
    [{ platform: "plan9" }, []],
  ] as const)("%j", (query, ids) => {
    expect(findBuilds({ ...query, arch: "amd64" }).map(({ id }) => id)).toEqual(
      ids.map((id) => `${id}/amd64`),
    );
  });

  test("no configuration of NixOS on arm64 is known", () => {
    expect(findBuilds({ platform: "nixos", arch: "arm64" })).toEqual([]);
  });

  test("a kernel that the release is not known with is assumed to have its options", () => {
    const [found] = findBuilds({
      platform: "al2023",
      arch: "amd64",
      kernel: "6.12.40-63.amzn2023",
    });
    expect(found).toMatchObject({ kernel: "6.12.40", certainty: "overlay" });
    expect(found?.option("HZ")).toBe("100");
    // The configuration of 6.1 does not name it, as it came later.
    expect(build("al2023/2023/amd64").option("MAX_SKB_FRAGS")).toBe("n");
    expect(found?.option("MAX_SKB_FRAGS")).toBeUndefined();
  });

  test("releases are listed oldest first", () => {
    expect(releasesOf("debian")).toEqual(["11", "12", "13"]);
    expect(releasesOf("talos").slice(-4)).toEqual([
      "1.13",
      "1.14",
      "1.15.0-alpha.0",
      "1.15-alpha",
    ]);
    expect(releasesOf("plan9")).toEqual([]);
  });

  test("each platform has a build, and each build a unique id and a source", () => {
    expect(
      buildPlatforms.filter(
        (platform) => findBuilds({ platform }).length === 0,
      ),
    ).toEqual([]);
    const ids = allBuilds().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(allBuilds().filter(({ source }) => source === "")).toEqual([]);
  });

  test("the options survive being stored", () => {
    const [head = "", ...lines] = catalogueFile("builds/kernels.tsv")
      .trimEnd()
      .split("\n");
    const names = head.split("\t");
    const wrong = lines.flatMap((line) => {
      const row = Object.fromEntries(
        line.split("\t").map((cell, at) => [names[at] ?? "", cell]),
      );
      const [release = ""] = (row["releases"] ?? "").split(" ");
      const flavour = row["flavour"] === "" ? "" : `-${row["flavour"] ?? ""}`;
      const own = build(
        `${row["platform"] ?? ""}/${release}${flavour}/${row["arch"] ?? ""}`,
      );
      return names
        .slice(names.indexOf("note") + 1)
        .filter((name) => row[name] !== "")
        .filter((name) => (own.option(name) ?? "?") !== row[name])
        .map((name) => `${own.id} ${name}`);
    });
    expect(wrong).toEqual([]);
  });
});
