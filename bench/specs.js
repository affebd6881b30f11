// Specs of any size, made of keys with values that every kernel takes.
import { keys } from "./many-hosts.js";

const head = "version: 1\n";

/**
 * Hosts that have what their role has.
 *
 * @param {number} hosts
 */
export function alikeHosts(hosts) {
  const settings = keys.map(([key, value]) => `      ${key}: ${value}\n`);
  const names = Array.from(
    { length: hosts },
    (_, host) => `  host${host}: { role: worker }\n`,
  );
  return `${head}roles:\n  worker:\n    why: Measured\n    node: { os: linux, kernel: "6.12" }\n    sysctl:\n${settings.join("")}hosts:\n${names.join("")}`;
}

/**
 * Settings of network interfaces, all in one mapping.
 *
 * @param {number} settings
 */
export function longMapping(settings) {
  const lines = Array.from(
    { length: settings },
    (_, at) => `      net.ipv4.conf.eth${at}.rp_filter: ${1 + (at % 2)}\n`,
  );
  return `${head}roles:\n  worker:\n    why: Measured\n    node: { os: linux, kernel: "6.12" }\n    sysctl:\n${lines.join("")}`;
}

/**
 * Settings of interfaces that may not exist yet, each of which is a finding.
 *
 * @param {number} findings
 */
export function manyFindings(findings) {
  const keysOfRole = 100;
  const roles = Array.from({ length: findings / keysOfRole }, (_, role) => {
    const lines = Array.from(
      { length: keysOfRole },
      (_each, at) =>
        `      net.ipv4.conf.eth${at}.arp_ignore: ${1 + (role % 2)}\n`,
    );
    return `  role${role}:\n    why: Measured\n    node: { os: linux, kernel: "6.12" }\n    sysctl:\n${lines.join("")}`;
  });
  return `${head}roles:\n${roles.join("")}`;
}

/**
 * Profiles and roles, each role with all profiles.
 *
 * @param {number} count of profiles, and of roles
 */
export function profilesAndRoles(count) {
  const profiles = Array.from(
    { length: count },
    (_, at) =>
      `  profile${at}: { why: Measured, sysctl: { net.ipv4.conf.eth${at}.rp_filter: 1 } }\n`,
  );
  const names = Array.from({ length: count }, (_, at) => `profile${at}`);
  const roles = names.map(
    (_, at) =>
      `  role${at}: { node: { os: linux, kernel: "6.12" }, profiles: *all }\n`,
  );
  // The first role lists them, and the others refer to its list.
  const [, ...others] = roles;
  return `${head}profiles:\n${profiles.join("")}roles:\n  role0: { node: { os: linux, kernel: "6.12" }, profiles: &all [${names.join(", ")}] }\n${others.join("")}`;
}
