import { describe, expect, test } from "vitest";
import { siteInput } from "../../scripts/site-files.js";
import { buildSite } from "../../site/pages/site.js";
import { readableText } from "./html.js";

const pages = new Map(
  buildSite(siteInput([])).map(({ path, text }) => [path, text]),
);

function textOf(path: string): string {
  return readableText(pages.get(path) ?? "");
}

describe("the page of a key says what `explain` says", () => {
  test.each([
    ["net.core.somaxconn", "New connections and sockets: What is open keeps"],
    ["net.core.somaxconn", "restart the servers"],
    ["vm.swappiness", "Live: It takes effect as soon as it is applied."],
    ["net.ipv4.conf.default.rp_filter", "New network interfaces:"],
  ])("of when %s takes effect: %s", (id, words) => {
    expect(textOf(`keys/${id}.html`)).toContain(words);
  });

  test("of a key that is only read, or has no effect, nothing about that", () => {
    for (const id of ["fs.file-nr", "net.ipv4.route.max_size"])
      expect(textOf(`keys/${id}.html`)).not.toContain("Applies");
  });

  test.each([
    [
      "kernel.apparmor_restrict_unprivileged_userns",
      "It exists on Ubuntu, from kernel 6.5 on.",
    ],
    ["kernel.apparmor_restrict_unprivileged_userns", "(not read in source)"],
    [
      "fs.nfs.idmap_cache_timeout",
      "It exists while the module nfsv4 is loaded.",
    ],
  ])("of %s, which no measured kernel has: %s", (id, words) => {
    expect(textOf(`keys/${id}.html`)).toContain(words);
    expect(textOf("keys/index.html")).toContain(id);
  });

  test.each([
    ["vm.max_map_count", "Bottlerocket has 1048576 from core-kit 13.1.0 on"],
    [
      "fs.inotify.max_user_instances",
      "NixOS sets 524288 by default before 25.11, on graphical systems",
    ],
    [
      "fs.inotify.max_user_instances",
      "NixOS sets 524288 by default from 25.11 on",
    ],
  ])("of %s, in which releases a platform sets it: %s", (id, words) => {
    expect(textOf(`keys/${id}.html`)).toContain(words);
  });

  test("of families of keys, in the list", () => {
    expect(textOf("keys/index.html")).toMatch(
      /net\.ax25\.\*\s*while the module is loaded/u,
    );
  });
});
