import {
  type CpuList,
  type CpuListFault,
  cpuListText,
  isCpuList,
  readCpuList,
} from "../core/cpu-list.js";
import type { Seen } from "../live/observation.js";

type Read = CpuList | CpuListFault;

/** Rewrites a value as a list of CPUs in a normal form, or as it is. */
export function asCpuList(seen: Seen, read: (text: string) => Read): Seen {
  if (seen.state !== "value") return seen;
  const list = read(seen.text);
  return isCpuList(list)
    ? { ...seen, text: list.length === 0 ? "none" : cpuListText(list) }
    : seen;
}

/** Reads a bitmap of the kernel: `2,00000007`, the highest 32 CPUs first. */
export function readBitmap(text: string): Read {
  if (!/^[\da-f]{1,8}(?:,[\da-f]{8})*$/u.test(text))
    return { fault: "is not a bitmap of CPUs" };
  const bits = BigInt(`0x${text.replaceAll(",", "")}`);
  const cpus: number[] = [];
  for (let cpu = 0; bits >> BigInt(cpu) > 0n; cpu++)
    if ((bits >> BigInt(cpu)) & 1n) cpus.push(cpu);
  return cpus;
}

/** Whether all CPUs of a list are among others. */
export function isPart(text: string, cpus: CpuList): boolean {
  const read = readCpuList(text);
  return isCpuList(read) && read.every((cpu) => cpus.includes(cpu));
}
