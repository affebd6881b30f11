import { largest } from "./largest.js";
import { isCpuList, type CpuListFault, readCpuList } from "./cpu-list.js";

/**
 * Finds the highest CPU in a list of the kernel's command line: `1-3,8`, `N` for the last CPU, `all`, and `0-31:2/4` for
 * the first two of every four. Undefined if it names only the last CPU, whatever that is.
 * Source: Linux 6.12, Documentation/admin-guide/kernel-parameters.rst, "cpu lists".
 */
export function highestCpu(text: string): number | undefined | CpuListFault {
  let highest: number | undefined;
  for (const range of text.split(",")) {
    if (/^(?:all|N)$/u.test(range)) continue;
    const [, plain = range, start, used, group] =
      /^((?:(\d{1,6})-)?(?:\d{1,6}|N))(?::(\d{1,6})\/(\d{1,6}))?$/u.exec(
        range,
      ) ?? [];
    if (
      used !== undefined &&
      (Number(group) === 0 || Number(used) > Number(group))
    )
      return { fault: `has a stride that selects no CPUs: \`${range}\`` };
    const read = readCpuList(
      plain.endsWith("N") && start !== undefined ? start : plain,
    );
    if (!isCpuList(read)) return read;
    highest = largest(read, highest ?? 0);
  }
  return highest;
}
