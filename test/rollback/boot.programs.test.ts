import { beforeAll, describe, expect, test } from "vitest";
import type { Observation } from "../../src/live/observation.js";
import { readLive } from "../../src/live/read-live.js";
import { rollbackFiles } from "../../src/rollback/forms/files.js";
import { notUndoneText } from "../../src/rollback/forms/heading.js";
import type { Undo } from "../../src/rollback/types.js";
import { undoNode } from "../../src/rollback/undo-node.js";
import { isWrong } from "../../src/verify/types.js";
import { verifyNode } from "../../src/verify/verify-node.js";
import { bootScript, canBoot, saidBy } from "../support/boot-test.js";
import { requirePrograms } from "../support/programs.js";
import { qemu } from "../support/qemu.js";
import {
  alternates,
  collecting,
  defrag,
  files,
  node,
  plan,
  programs,
  undoing,
  valuesIn,
  ways,
} from "./booted.js";

const noWayBack = [
  "kernel.kexec_load_disabled: 1 cannot be taken back before the next boot; needs a reboot",
  "kernel.yama.ptrace_scope: 3 cannot be taken back before the next boot; needs a reboot",
  "the kernel argument mitigations: it is in force until the next boot without it; needs a reboot",
];

const unknown = [
  "vm.min_free_kbytes: its old value is unknown (depends on memory zones and NUMA nodes); a reboot without the tuning restores it",
  "vm.lowmem_reserve_ratio: its old value is unknown (depends on CONFIG_ZONE_DMA, CONFIG_ZONE_DMA32, CONFIG_ZONE_DEVICE: 256 256 32 0 0 with CONFIG_ZONE_DMA=y, CONFIG_ZONE_DMA32=y, CONFIG_ZONE_DEVICE=y, 256 256 32 0 with CONFIG_ZONE_DMA=y, CONFIG_ZONE_DMA32=y, CONFIG_ZONE_DEVICE=n); a reboot without the tuning restores it",
  "kernel.panic: its old value is unknown; a reboot without the tuning restores it",
  "kernel.printk: its old value is unknown; a reboot without the tuning restores it",
  `${defrag}: its old value is unknown, since drivers decide; it was not captured; a reboot without the tuning restores it`,
];

describe.skipIf(!canBoot(programs) && !requirePrograms)(
  `${qemu}: keys of the whole node`,
  () => {
    let gathered: ReadonlyMap<string, string>;

    beforeAll(() => {
      gathered = saidBy(bootScript(collecting, { programs, files }));
    });

    test("verify finds what differs, and who did it", () => {
      const needsBoot =
        "the kernel argument mitigations: different: not on the command line: the boot loader does not set it, or the node has not rebooted since";
      expect(gathered.get("tuning")).toBe("status 0\n");
      expect(wrong(observed("tuned", gathered))).toEqual([needsBoot]);
      expect(wrong(observed("drifted", gathered))).toEqual([
        "vm.max_map_count: different: 65530: this is the kernel's default: the setting was not applied, or before the key existed",
        "kernel.pid_max: different: 4194304: systemd sets this at boot: the setting was not applied, or was overridden",
        "kernel.sem: different: 250 32000 32 128",
        needsBoot,
      ]);
    });

    test("rollback says first what it does not undo, and brings back everything else", () => {
      const undos = {
        computed: undoNode(node, plan),
        captured: undoNode(node, plan, observed("before", gathered)),
      };
      expect(lost(undos.captured)).toEqual(noWayBack);
      expect(lost(undos.computed).toSorted()).toEqual(
        [...noWayBack, ...unknown].toSorted(),
      );
      const said = saidBy(
        bootScript(undoing, {
          programs,
          files: {
            ...files,
            ...textsOf("computed", undos.computed),
            ...textsOf("captured", undos.captured),
          },
        }),
      );
      for (const [origin, undo] of Object.entries(undos)) {
        const before = valuesIn(said.get(origin));
        expect(before.size).toBeGreaterThan(30);
        for (const { name, file } of ways) {
          const way = `${origin} ${name}`;
          expect(said.get(`${way} tuning`), way).toBe("status 0\n");
          expect(said.get(`${way} undoing`), way).toMatch(/^status 0$/mu);
          const stays = new Set([
            ...undo.notUndone.map(({ what }) => pathOf(what)),
            ...(file === "old-values.conf" ? [defrag] : []),
          ]);
          const tuned = valuesIn(said.get(`${way} tuned`));
          const after = valuesIn(said.get(`${way} undone`));
          for (const [path, value] of before) {
            const old = stays.has(path) ? tuned.get(path) : value;
            expect(after.get(path), `${way}: ${path}`).toBe(old);
            // A value that was there already would prove nothing.
            if (!stays.has(path) && !alternates.includes(path))
              expect(tuned.get(path), path).not.toBe(old);
          }
        }
      }
    });
  },
);

function observed(
  name: string,
  said: ReadonlyMap<string, string>,
): Observation {
  const { observations, unread } = readLive(said.get(name) ?? "", name);
  expect(unread).toEqual([]);
  const [observation] = observations;
  if (observation === undefined) throw new Error(`no dump ${name}`);
  return observation;
}

function wrong(observation: Observation): readonly string[] {
  return verifyNode(node, plan, observation)
    .comparisons.filter(isWrong)
    .map(({ name, outcome, actual, note }) =>
      [name, outcome, actual, note]
        .filter((part) => part !== undefined)
        .join(": "),
    );
}

function lost({ notUndone }: Undo): readonly string[] {
  return notUndone.map(notUndoneText);
}

/** The files that can be applied, of which each says first what it does not undo. */
function textsOf(origin: string, undo: Undo): Readonly<Record<string, string>> {
  return Object.fromEntries(
    rollbackFiles(undo, "tuning.yaml", { gone: [], changed: [] })
      .filter(({ path }) => !path.endsWith(".md"))
      .map(({ path, text }) => {
        const [comments = ""] = text.split("\n\n");
        const words = comments.replaceAll(/\n#? */gu, " ");
        for (const each of lost(undo)) expect(words).toContain(each);
        return [path.replace(/^.*\//u, `/${origin}/`), text];
      }),
  );
}

function pathOf(what: string): string {
  return what.startsWith("/") ? what : `/proc/sys/${what.replaceAll(".", "/")}`;
}
