import { expect, test } from "vitest";
import { lineFindings } from "../rules/line-findings.js";
import { compiled } from "../support/compile.js";

const spec = (distro: string): string => `version: 1
roles:
  node:
    node: { os: linux${distro === "" ? "" : `, distro: ${distro}`} }
    kernelArgs: { mitigations: auto } # Said aloud
    hugepages:
      2M: 1024 # The database
`;

/** The files with kernel arguments, below the node's folder. */
const paths = (distro: string): readonly string[] =>
  compiled(spec(distro)).files.flatMap(({ target, path }) =>
    ["system", "bottlerocket"].includes(target)
      ? [path.replace("out/system/role-node/", "")]
      : [],
  );

test.each([
  ["", ["default/grub.d/90-tuning.cfg"]],
  ["debian-13", ["default/grub.d/90-tuning.cfg"]],
  ["ubuntu-24.04", ["default/grub.d/90-tuning.cfg"]],
  ["sle-15", ["default/grub.d/90-tuning.cfg"]],
  ["azurelinux-2", ["tunegen-kernel-arguments"]],
  ["azurelinux-3", ["default/grub.d/90-tuning.cfg"]],
  ["rhel-9", ["tunegen-kernel-arguments"]],
  ["fedora-43", ["tunegen-kernel-arguments"]],
  ["al2023", ["tunegen-kernel-arguments"]],
  ["raspberry-pi-os-13", ["tunegen-kernel-arguments"]],
  ["proxmox-9", ["default/grub.d/90-tuning.cfg", "tunegen-kernel-arguments"]],
  ["flatcar", ["butane.yaml"]],
  ["bottlerocket", ["out/bottlerocket/role-node.toml"]],
  ["cos-125", []],
])("kernel arguments on %s: %j", (distro, expected) => {
  expect(paths(distro)).toEqual(expected);
});

test.each([
  ["debian-13", []],
  ["bottlerocket", ["7:7 reaches-no-file"]],
  ["cos-125", ["5:19 reaches-no-file", "7:7 reaches-no-file"]],
])("what reaches no file on %s", (distro, expected) => {
  expect(
    lineFindings(spec(distro), (rule) => rule === "reaches-no-file"),
  ).toEqual(expected);
});

test("on Bottlerocket, huge pages are not among the arguments", () => {
  const [file] = compiled(spec("bottlerocket")).files.filter(
    ({ target }) => target === "bottlerocket",
  );
  expect(file?.text).toContain('"mitigations" = ["auto"]\n');
  expect(file?.text).not.toContain("hugepages");
});
