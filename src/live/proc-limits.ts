import type { LimitItem } from "../core/limits.js";
import type { LiveLimit } from "./observation.js";
import { own } from "../core/own.js";

/** What the kernel calls each limit. Source: Linux, fs/proc/base.c, `lnames`. */
const names: Readonly<Record<string, LimitItem>> = {
  "Max cpu time": "cpu",
  "Max file size": "fsize",
  "Max data size": "data",
  "Max stack size": "stack",
  "Max core file size": "core",
  "Max processes": "nproc",
  "Max open files": "nofile",
  "Max locked memory": "memlock",
  "Max address space": "as",
  "Max pending signals": "sigpending",
  "Max msgqueue size": "msgqueue",
  "Max realtime priority": "rtprio",
};

/** Reads /proc/PID/limits: bytes, seconds or counts. Lines about other limits are skipped. */
export function readProcLimits(
  text: string,
): ReadonlyMap<LimitItem, LiveLimit> {
  const limits = new Map<LimitItem, LiveLimit>();
  for (const [, name = "", soft = "", hard = ""] of text.matchAll(
    /^(Max [a-z ]+?) +(\d+|unlimited) +(\d+|unlimited)\b/gmu,
  )) {
    const item = own(names, name);
    if (item !== undefined) limits.set(item, { soft, hard });
  }
  return limits;
}
