import { readFileSync } from "node:fs";
import { format } from "prettier";
import { expect, test } from "vitest";
import { platformsDocs } from "../../src/platform/docs.js";

const text = readFileSync(
  new URL("../../docs/platforms.md", import.meta.url),
  "utf8",
);

test("docs/platforms.md is what `npm run docs` writes", async () => {
  expect(text).toBe(await format(platformsDocs(), { parser: "markdown" }));
});

test.each([
  ["## Talos", "the kernels of Talos"],
  ["`vm.max_map_count`", "what a system sets at boot"],
  ["`99-amazon.conf`", "files that have ranks"],
  ["kube-proxy in IPVS mode", "what writes afterwards"],
  [
    "`99-k8s-general.conf`",
    "what a Kubernetes distribution writes on any node",
  ],
  [
    "systemd-networkd configures its network interfaces",
    "what configures the network",
  ],
])("it has %s: %s", (part) => {
  expect(text).toContain(part);
});
