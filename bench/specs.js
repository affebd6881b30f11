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
function longMapping(settings) {
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
function manyFindings(findings) {
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
function profilesAndRoles(count) {
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

/**
 * A thousand profiles, and a thousand roles with some of them.
 *
 * @param {number} each how many a role has
 */
function profilesOfRoles(each) {
  const count = 1000;
  const profiles = Array.from(
    { length: count },
    (_, at) =>
      `  profile${at}: { why: Measured, sysctl: { net.ipv4.conf.eth${at}.rp_filter: 1, net.ipv4.neigh.eth${at}.gc_stale_time: 60 } }\n`,
  );
  const roles = Array.from({ length: count }, (_role, role) => {
    const names = Array.from(
      { length: each },
      (_, at) => `profile${(role + at) % count}`,
    );
    return `  role${role}: { node: { os: linux, kernel: "6.12" }, profiles: [${names.join(", ")}] }\n`;
  });
  return `${head}profiles:\n${profiles.join("")}roles:\n${roles.join("")}`;
}

/**
 * Specs that grow with a number, and two of its values.
 *
 * @type {readonly { title: string, spec: (size: number) => string, sizes: readonly [number, number] }[]}
 */
export const growing = [
  {
    title: "Settings in one mapping, `lint`",
    spec: longMapping,
    sizes: [1000, 10_000],
  },
  { title: "Findings, `lint`", spec: manyFindings, sizes: [10_000, 100_000] },
  {
    title: "Profiles, and roles with all of them, `lint`",
    spec: profilesAndRoles,
    sizes: [100, 300],
  },
  {
    title: "1,000 profiles, and 1,000 roles with so many of them, `lint`",
    spec: profilesOfRoles,
    sizes: [10, 50],
  },
];
