import { segmentTest } from "../../catalogue/glob.js";
import { MISSING, type Seen } from "../../live/observation.js";
import { list, readSeen, readText } from "./kernel-files.js";

/**
 * Reads the CPUs of the interrupts of interfaces, by `eth0/24`; an interface or a pattern without interrupts is missing.
 * They are found as the target's script finds them: the MSI vectors, or what has the name in /proc/interrupts.
 *
 * @param patterns names of interfaces, or patterns
 * @param root empty but in tests
 */
export function readInterrupts(
  patterns: readonly string[],
  root = "",
): ReadonlyMap<string, Seen> {
  const names = list(`${root}/sys/class/net`);
  return new Map(
    patterns.flatMap((pattern) => {
      const matched = names.filter(segmentTest(pattern));
      return matched.length === 0
        ? [[pattern, MISSING] as const]
        : matched.flatMap((name) => {
            const found = ofInterface(name, root);
            return found.length === 0 ? [[name, MISSING] as const] : found;
          });
    }),
  );
}

function ofInterface(
  name: string,
  root: string,
): readonly (readonly [string, Seen])[] {
  const device = `${root}/sys/class/net/${name}/device`;
  // The vectors of a virtio device belong to its parent PCI device.
  const isVirtio = readText(`${device}/modalias`)?.startsWith("virtio:");
  const vectors = list(`${device}${isVirtio === true ? "/.." : ""}/msi_irqs`);
  return (vectors.length > 0 ? vectors : named(name, root)).flatMap(
    (number) => {
      const seen = readSeen(`${root}/proc/irq/${number}/smp_affinity_list`);
      // An unused vector has no such file.
      return seen.state === "missing" ? [] : [[`${name}/${number}`, seen]];
    },
  );
}

function named(name: string, root: string): readonly string[] {
  return (readText(`${root}/proc/interrupts`) ?? "")
    .split("\n")
    .flatMap((line) => {
      const [, number, words = ""] = /^\s*(\d+):(.*)$/u.exec(line) ?? [];
      return number !== undefined && mentions(words, name) ? [number] : [];
    });
}

/** `eth1` is in `eth1-rx-0` and `i40e-eth1-TxRx-0`, but not in `eth10` or `veth1`. */
function mentions(words: string, name: string): boolean {
  return ` ${words} `
    .split(name)
    .some(
      (before, at, parts) =>
        /[^\w.]$/u.test(before) && /^[^\w.]/u.test(parts[at + 1] ?? ""),
    );
}
