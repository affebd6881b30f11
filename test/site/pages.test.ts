import { readdirSync } from "node:fs";
import { posix } from "node:path";
import { describe, expect, test } from "vitest";
import { bundleClients } from "../../scripts/site-clients.js";
import { siteInput } from "../../scripts/site-files.js";
import { finderOf } from "../../site/client/find.js";
import { buildSite, type SiteFile } from "../../site/pages/site.js";
import { synonyms } from "../../site/pages/synonyms.js";
import type { SearchRow } from "../../site/shared/search-document.js";
import { allKeys } from "../../src/catalogue/lookup.js";
import { errorCodes } from "../../src/core/diagnostics/registry.js";
import { distros } from "../../src/platform/distro/registry.js";
import { rules } from "../../src/rules/registry.js";
import { readableText, unescaped } from "./html.js";
import { LOOKED_AT, questions } from "./questions.js";

const { scripts, packages } = await bundleClients();
const files = buildSite(siteInput(packages));
const byPath = new Map(files.map(({ path, text }) => [path, text]));
const pages = files.filter(({ path }) => path.endsWith(".html"));
/** What scripts/site.js adds to the pages. */
const besides = new Set([
  "style.css",
  "icon.svg",
  ...scripts.map(({ path }) => path),
  ...readdirSync(new URL("../../docs/pictures", import.meta.url)).map(
    (name) => `docs/pictures/${name}`,
  ),
]);

/** The text of a page as it is read. */
function textOf(path: string): string {
  return readableText(byPath.get(path) ?? "");
}

describe("the site", () => {
  test.each([
    [
      "key",
      [
        ...allKeys(),
        "net.ipv4.tcp_tw_recycle",
        "kernel.apparmor_restrict_unprivileged_userns",
        "fs.nfs.idmap_cache_timeout",
      ].map((id) => `keys/${id}.html`),
    ],
    ["rule", rules.map(({ name }) => `rules/${name}.html`)],
    [
      "error code",
      Object.keys(errorCodes).map((code) => `errors/${code}.html`),
    ],
    [
      "platform",
      ["talos", "nixos", ...distros.keys()].map(
        (name) => `platforms/${name}.html`,
      ),
    ],
    [
      "document",
      [
        "docs/spec.html",
        "docs/tutorials/index.html",
        "docs/tutorials/nixos-k3s.html",
        "docs/readme.html",
        "docs/contributing.html",
      ],
    ],
  ])("has a page for each %s", (_, paths) => {
    expect(paths.filter((path) => !byPath.has(path))).toEqual([]);
  });

  test("has no link that leads nowhere", () => {
    const ids = new Map(
      pages.map(({ path, text }) => [
        path,
        new Set([...text.matchAll(/ id="([^"]*)"/gu)].map(([, id]) => id)),
      ]),
    );
    const broken = pages.flatMap(({ path, text }) =>
      addressesIn(text).flatMap((address) => {
        if (address.startsWith("https://")) return [];
        const [file = "", anchor] = address.split("#");
        const to = file === "" ? path : posix.join(posix.dirname(path), file);
        const isThere = byPath.has(to) || besides.has(to);
        const isAnchored =
          anchor === undefined ||
          anchor.startsWith("spec=") ||
          ids.get(to)?.has(anchor) === true;
        return isThere && isAnchored ? [] : [`${path}: ${address}`];
      }),
    );
    expect([...new Set(broken)]).toEqual([]);
  });

  test("asks nothing of another host, and needs no server", () => {
    const foreign = pages.filter(({ text }) =>
      /<(?:script|link|img)[^>]*(?:src|href)="(?:https?:)?\/\//u.test(text),
    );
    expect(foreign).toEqual([]);
    expect(pages.filter(({ text }) => text.includes('type="module"'))).toEqual(
      [],
    );
  });

  test.each([
    ["index.html", " measured keys"],
    ["docs/readme.html", " sysctls, measured on nine kernels"],
    ["docs/faq.html", " keys, measured on nine kernels"],
  ])("counts in %s the measured keys", (path, words) => {
    expect(textOf(path)).toContain(
      `${allKeys().length.toLocaleString("en")}${words}`,
    );
  });

  test.each(rules.map(({ name }) => name))("says how to accept %s", (name) => {
    expect(textOf(`rules/${name}.html`)).toContain(
      `accept: { ${name}: the reason }`,
    );
  });

  test("has one title and one first heading on each page, and no empty one", () => {
    const odd = pages.filter(
      ({ text }) =>
        [...text.matchAll(/<h1[ >]/gu)].length !== 1 ||
        !/<title>[^<]{3,}<\/title>/u.test(text),
    );
    expect(odd.map(({ path }) => path)).toEqual([]);
  });

  test("has headings in order", () => {
    const jumps = pages.filter(({ text }) => {
      const levels = [...text.matchAll(/<h([1-6])[ >]/gu)].map(([, level]) =>
        Number(level),
      );
      return levels.some((level, at) => level > (levels[at - 1] ?? 0) + 1);
    });
    expect(jumps.map(({ path }) => path)).toEqual([]);
  });

  test("shows no template's gaps", () => {
    const gaps = pages.filter(({ text }) =>
      /undefined|\[object|\{\{|NaN/u.test(
        text.replaceAll(
          /<pre[\s\S]*?<\/pre>|<code>[^<]*<\/code>|<textarea[\s\S]*?<\/textarea>/gu,
          "",
        ),
      ),
    );
    expect(gaps.map(({ path }) => path)).toEqual([]);
  });

  test("tells of a key what is known of it", () => {
    const text = textOf("keys/net.netfilter.nf_conntrack_max.html");
    for (const part of [
      "/proc/sys/net/netfilter/nf_conntrack_max",
      "0 to 2147483647 on 5.10 to 6.18; 1 to 2147483647 from 7.2",
      "about 14300",
      "1048576",
      "Bottlerocket",
      "unless run with --conntrack-max-per-core=0",
      "reset-by-kube-proxy",
      "256 bytes",
    ])
      expect(text).toContain(part);
    expect(textOf("keys/kernel.hung_task_timeout_secs.html")).toMatch(
      /no such key.*Talos/u,
    );
  });
});

describe("a hostile text", () => {
  const evil = `<img src=x onerror=alert(1)> "&' </script> [a](javascript:alert(1)) {{x}}`;
  const input = siteInput(packages);
  const made = buildSite({
    ...input,
    version: evil,
    documents: [
      {
        path: "docs/spec.md",
        text: `# ${evil}\n\n${evil}\n\n\`\`\`yaml\n${evil}\n\`\`\`\n`,
      },
    ],
    packages: [{ name: evil, version: evil, license: evil, text: evil }],
    examples: [{ name: evil, spec: `${evil}</textarea><b>` }],
  });
  const page = (path: string) =>
    made.find((file: SiteFile) => file.path === path)?.text ?? "";

  test.each([
    "docs/spec.html",
    "playground.html",
    "index.html",
    "licences.html",
  ])("stays a text in %s", (path) => {
    expect(page(path)).not.toContain("<img src=x");
    expect(page(path)).not.toContain("<b>");
    expect(page(path)).not.toMatch(/href="javascript:/u);
  });

  test.each(["search-data.js", "playground-examples.js"])(
    "stays a text in %s",
    (path) => {
      expect(page(path)).not.toBe("");
      expect(page(path)).not.toContain("</script>");
    },
  );
});

describe("the search", () => {
  const find = finderOf(rowsOf(byPath.get("search-data.js") ?? ""));

  test.each(questions)("answers: $ask", ({ ask, page, answer }) => {
    const found = find(ask)
      .slice(0, LOOKED_AT)
      .map(({ path }) => path.replace(/#.*$/u, ""));
    expect(found).toContain(page);
    expect(textOf(page)).toContain(answer);
  });

  test("has synonyms for pages that exist", () => {
    const rows = rowsOf(byPath.get("search-data.js") ?? "");
    const found = new Set(rows.map(([, , path]) => path));
    const missing = synonyms
      .flatMap(({ pages: own }) => own)
      .filter((page) => !found.has(page));
    expect(missing).toEqual([]);
  });
});

function addressesIn(html: string): readonly string[] {
  return [...html.matchAll(/ (?:href|src)="([^"]*)"/gu)].map(
    ([, address = ""]) => unescaped(address),
  );
}

function rowsOf(script: string): readonly SearchRow[] {
  const json = script.replace(/^[^=]*=/u, "").replace(/;\s*$/u, "");
  return JSON.parse(json) as readonly SearchRow[];
}
