import { expect, test } from "vitest";
import { findDead } from "../../src/catalogue/dead-keys.js";
import { allKeys, matchKeys } from "../../src/catalogue/lookup.js";
import { isErrorCode } from "../../src/core/diagnostics/registry.js";
import { isKey, parseKey } from "../../src/core/key.js";
import { rules } from "../../src/rules/registry.js";
import * as targets from "../../src/targets/registry.js";
import { guides, proseOf } from "./pages.js";

/** Names with hyphens that are not tunegen's. */
const others = new Set(
  `allowed-unsafe-sysctls conntrack-max-per-core conntrack-tcp-timeout-established conntrack-tcp-timeout-close-wait
   k3s-agent kernel-hardening-checker kube-proxy kube-proxy-arg kube-proxy-config kubelet-arg
   kubelet-config nixos-rebuild
   node-exporter protect-kernel-defaults rke2-agent rke2-server systemd-modules-load systemd-sysctl update-grub`.split(
    /\s+/u,
  ),
);

const known = new Set<string>([
  ...rules.map(({ name }) => name),
  ...Object.values(targets).map(({ name }) => name),
  ...others,
]);

function namesIn(pattern: RegExp): readonly (readonly [string, string])[] {
  return guides().flatMap((page) =>
    Array.from(
      proseOf(page).matchAll(/`([^`\n]+)`/gu),
      ([, name = ""]): readonly [string, string] => [page.path, name],
    ).filter(([, name]) => pattern.test(name)),
  );
}

test("every rule, code and target in the guides exists", () => {
  const names = namesIn(/^[a-z0-9]+(?:-[a-z0-9]+)+$/u);
  expect(names.length).toBeGreaterThan(0);
  expect(
    names.filter(([, name]) => !known.has(name) && !isErrorCode(name)),
  ).toEqual([]);
});

test("every sysctl in the guides exists, or did once", () => {
  const names = namesIn(/^(?:fs|kernel|net|vm)\.[\w.*/{},-]+$/u);
  expect(names.length).toBeGreaterThan(0);
  expect(names.filter(([, name]) => !spelled(name).every(exists))).toEqual([]);
});

/** The names that a name with braces stands for: `conf.{all,default}.x`. */
function spelled(name: string): readonly string[] {
  const [, before = "", choices, after = ""] =
    /^([^{]*)\{([^}]*)\}(.*)$/u.exec(name) ?? [];
  return choices === undefined
    ? [name]
    : choices.split(",").map((choice) => `${before}${choice}${after}`);
}

/** Whether there is such a key, or a folder with keys. */
function exists(name: string): boolean {
  const key = parseKey(name);
  return (
    isKey(key) &&
    (matchKeys(key).length > 0 ||
      findDead(key.id) !== undefined ||
      allKeys().some((id) => id.startsWith(`${name}.`)))
  );
}
