import { describe, expect, test } from "vitest";
import { compiled, planOf } from "../support/compile.js";
import { valueText } from "../../src/settings/sysctl/value.js";

const RESERVED = "net.ipv4.ip_local_reserved_ports";
const EKS_PORTS = "2703,9808-9809,10249-10250,10256,61678-61679";

function role(facts: string, settings: readonly string[]): string {
  return `version: 1
roles:
  node:
    node: { ${facts} }
    sysctl:
${settings.map((line) => `      ${line}\n`).join("")}`;
}

/** The ports that a node reserves. */
function reserved(
  facts: string,
  settings: readonly string[],
): string | undefined {
  const value = planOf(role(facts, settings)).nodes[0]?.settings.sysctl.find(
    ({ id }) => id === RESERVED,
  )?.value;
  return value && valueText(value);
}

describe("a list that the platform sets, too", () => {
  const eks = 'os: linux, distribution: eks, kubernetes: "1.34"';
  const range = "net.ipv4.ip_local_port_range: [10000, 65535] # More ports";
  test.each<[string, string, readonly string[], string | undefined]>([
    [
      "is united with the derived one",
      `distro: al2023, ${eks}`,
      [range],
      "2703,9808-9809,10248-10250,10256-10257,10259,30000-32767,61678-61679",
    ],
    [
      "is united with a written one",
      `distro: al2023, ${eks}`,
      [`${RESERVED}: [8080] # The proxy`],
      `2703,8080,9808-9809,10249-10250,10256,61678-61679`,
    ],
    [
      "is united where only the distribution is known",
      eks,
      [`${RESERVED}: [9808] # The proxy`],
      EKS_PORTS,
    ],
    [
      "is united on another operating system",
      'os: talos, osVersion: "1.13"',
      [`${RESERVED}: [8080] # The proxy`],
      "8080,50000-50001",
    ],
    [
      "is not invented for a release without it",
      'os: talos, osVersion: "1.11"',
      [`${RESERVED}: [8080] # The proxy`],
      "8080",
    ],
    [
      "is not invented for an image without it",
      `distro: bottlerocket, ${eks}`,
      [`${RESERVED}: [8080] # The proxy`],
      "8080",
    ],
    [
      "stays as it is with null",
      `distro: al2023, ${eks}`,
      [`${RESERVED}: null # The AMI's`],
      undefined,
    ],
  ])("%s", (_, facts, settings, expected) => {
    expect(reserved(facts, settings)).toBe(expected);
  });

  test("is named in the comment of the file", () => {
    const { files } = compiled(
      role(`distro: al2023, ${eks}`, [`${RESERVED}: [8080] # The proxy`]),
    );
    expect(files.map(({ text }) => text).join("")).toContain(
      "# The proxy. With what the EKS AMI sets: a write replaces it.",
    );
  });
});
