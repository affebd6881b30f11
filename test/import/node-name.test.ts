import { expect, test } from "vitest";
import { nodeName } from "../../src/import/spec/node-name.js";

test.each([
  ["/etc/sysctl.d/50-net.conf", "node"],
  ["sysctl.d/50-net.conf", "node"],
  ["nodes/web/sysctl.d/50-net.conf", "web"],
  ["nodes/web/modules-load.d/50-net.conf", "web"],
  ["nodes/web/etc/security/limits.d/90.conf", "web"],
  ["roles/database/files/sysctl.d/10-memory.conf", "database"],
  ["roles/kernel/files/sysctl.d/10-memory.conf", "node"],
  ["web.d/10-memory.conf", "web"],
  ["manifests/kube-proxy.yaml", "node"],
  ["edge/kube-proxy-config.yaml", "edge"],
  ["/etc/tuned/web/tuned.conf", "web"],
  ["hosts/web-1/default.nix", "web-1"],
  ["patches/10-web.yaml.j2", "web"],
])("the node of %s is %s", (path, name) => {
  expect(nodeName(path)).toBe(name);
});
