/** What an empty value means for a key that accepts one. */
export interface EmptyValue {
  /** "the kernel loads no module on demand" */
  readonly means: string;
  /** A value with the same effect, for systems that cannot write an empty one; undefined where there is none. */
  readonly instead: string | undefined;
  readonly source: string;
}

/** The texts that the kernel takes as they are; it refuses an empty name of an algorithm, and reads a mask as numbers. */
const values: Readonly<Record<string, EmptyValue>> = {
  "kernel.modprobe": {
    means: "the kernel loads no module on demand",
    instead: "/nonexistent",
    source: "Documentation/admin-guide/sysctl/kernel.rst",
  },
  "kernel.core_pattern": {
    means: "no core file is written where `kernel.core_uses_pid` is 0",
    instead: "|/nonexistent",
    source: "man-pages, core(5)",
  },
  "kernel.hotplug": {
    means: "the kernel starts no program for the events of devices",
    instead: "/nonexistent",
    source:
      "lib/kobject_uevent.c, kobject_usermode_filter and call_usermodehelper",
  },
  "kernel.domainname": {
    means: "the node has no NIS domain",
    instead: "(none)",
    source: "kernel/utsname_sysctl.c; include/linux/uts.h",
  },
};

/** Returns what an empty value of a key means; undefined where the kernel refuses it, or where that is not known. */
export function emptyValue(id: string): EmptyValue | undefined {
  return Object.hasOwn(values, id) ? values[id] : undefined;
}
