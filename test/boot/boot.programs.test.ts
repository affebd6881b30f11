import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { NodePlan } from "../../src/plan/types.js";
import { canBoot, kernelFolder } from "../support/boot-test.js";
import { loaders } from "../support/loaders.js";
import { requirePrograms } from "../support/programs.js";
import {
  expectApplied,
  type Proof,
  readProof,
  unscrambled,
  valuesByPath,
  wantedOf,
} from "../support/proof.js";
import { boot, type BootImage, qemu } from "../support/qemu.js";
import {
  bootPrograms,
  buildMachine,
  partWithModules,
  partWithoutModules,
  proofName,
} from "./machine.js";
import { planForKernel } from "./nodes.js";

const plan = planForKernel("6.1");
const nodes = plan.nodes.filter((node) => wantedOf(node).length > 0);

/** The proofs that a machine printed, by name, and what stands before the first. */
function proofsIn(said: string): {
  readonly start: string;
  readonly proofs: ReadonlyMap<string, Proof>;
} {
  const [start = "", ...parts] = said.split(/^@@ proof (.*)\n/mu);
  const proofs = new Map<string, Proof>();
  for (let at = 0; at < parts.length; at += 2)
    proofs.set(parts[at] ?? "", readProof(parts[at + 1] ?? ""));
  return { start, proofs };
}

function proofOf(proofs: ReadonlyMap<string, Proof>, name: string): Proof {
  const proof = proofs.get(name);
  if (proof === undefined) throw new Error(`no proof of ${name}`);
  return proof;
}

describe.skipIf(!canBoot(bootPrograms) && !requirePrograms)(
  `${qemu}: Linux 6.1`,
  () => {
    let folder: string;
    let image: BootImage;

    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), "tunegen-boot-"));
      if (kernelFolder === "")
        throw new Error(
          "TUNEGEN_BOOT_KERNEL is not set: test/boot/fetch-kernel.sh FOLDER",
        );
      image = buildMachine(folder, kernelFolder, plan);
    }, 120_000);

    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    test.each(
      nodes.map((node) => [`${node.kind} ${node.name}`, node] as const),
    )(
      "%s has all its modules and settings",
      (_, node) => {
        const { start, proofs } = proofsIn(boot(image, partWithModules(node)));
        const [, status, loaded = ""] =
          /^@@ modules ([0-9]+) (.*)$/mu.exec(start) ?? [];
        expect(status, start).toBe("0");
        const there = new Set(loaded.split(" "));
        expect(moduleNames(node).filter((name) => !there.has(name))).toEqual(
          [],
        );
        for (const loader of loaders)
          expectApplied(
            proofOf(proofs, proofName(node, loader)),
            wantedOf(node),
          );
      },
      120_000,
    );

    test("without modules-load.d the keys of modules are lost, which only procps calls a failure", () => {
      const { proofs } = proofsIn(boot(image, partWithoutModules));
      const lost = new Set<string>();
      for (const node of nodes) {
        const keys = wantedOf(node);
        const left = keys.filter(
          ({ sysctl }) => sysctl.known?.module === undefined,
        );
        for (const loader of loaders) {
          const name = proofName(node, loader);
          const proof = proofOf(proofs, name);
          // A module that a value needs (tcp_bbr) is no matter here: the kernel loads it itself when the value is written.
          expect(proof.after, name).toEqual(valuesByPath(left));
          expect(unscrambled(proof, left), name).toEqual([]);
          const fails = loader.name === "procps" && left.length < keys.length;
          expect(proof.status, name).toBe(fails ? 1 : 0);
        }
        for (const key of keys)
          if (!left.includes(key)) lost.add(key.sysctl.id);
      }
      // Were nothing lost, nothing would have been shown.
      expect([...lost]).toEqual(
        expect.arrayContaining([
          "net.netfilter.nf_conntrack_max",
          "net.bridge.bridge-nf-call-iptables",
        ]),
      );
    }, 120_000);
  },
);

/** As the kernel spells them. */
function moduleNames(node: NodePlan): readonly string[] {
  return node.settings.module.map(({ id }) => id.replaceAll("-", "_"));
}
