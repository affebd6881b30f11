import type { MountPlan } from "../../plan/mounts.js";
import { aboutOption, lastOption, smbMounts } from "../support/mounts.js";
import { defineRule, type Report } from "../rule.js";

/** What a way of caching takes for granted. */
const caching: Readonly<Record<string, string>> = {
  loose:
    "a node goes on reading what it has cached, also where the server no longer grants that, and writes back late",
  singleclient:
    "cifs takes it that nobody else writes to the share, and caches without asking the server",
  ro: "cifs takes it that nobody at all writes to the share",
};

/** The option of a mount that lets several writers see different files, and why. */
function weakOption(mount: MountPlan): Omit<Report, "about"> | undefined {
  const cache = lastOption(mount, "cache");
  const why = cache?.value === undefined ? undefined : caching[cache.value];
  return cache === undefined || why === undefined
    ? undefined
    : {
        span: cache.span,
        message: `\`${cache.text}\` is not safe where several machines write to the share`,
        why,
        help: "write cache=strict, the default, or accept it where no two of them write to one file",
      };
}

export const mountWeakConsistency = defineRule({
  name: "mount-weak-consistency",
  scope: "plan",
  severity: "warning",
  group: "harm",
  summary: "A cache that is right for one writer, on a share that has several",
  explanation:
    "`cache=loose` and `cache=singleclient` keep data on a node beyond what the server promises it. Where another machine writes to the same file, one of them reads old data, or overwrites new data with it. `cache=strict`, the default, caches only while the server grants that nobody else has the file open.",
  source:
    "mount.cifs(8), cache; torvalds/linux, fs/smb/client/fs_context.c, cifs_parse_cache_flavor()",
  failing: {
    spec: `version: 1
mounts:
  media:
    persistentVolumes: [media-smb]
    writers: several
    options:
      - cache=loose # Fewer round trips
`,
    at: "7:9",
  },
  passing: {
    spec: `version: 1
mounts:
  media:
    persistentVolumes: [media-smb]
    writers: one
    options:
      - cache=loose # Fewer round trips
`,
  },
  check: (plan) =>
    smbMounts(plan)
      .filter(({ writers }) => writers === "several")
      .flatMap((mount) => reportOf(mount)),
});

export const mountWritersUnknown = defineRule({
  name: "mount-writers-unknown",
  scope: "plan",
  severity: "note",
  group: "hygiene",
  summary:
    "A cache that is right for one writer, where the spec does not say how many there are",
  explanation:
    "Whether `cache=loose` is safe depends on how many machines write to the share at once. `writers: one` or `writers: several` says so; the pods of a Deployment on two nodes are several, and so is one pod beside somebody's desktop.",
  source: "mount.cifs(8), cache",
  failing: {
    spec: `version: 1
mounts:
  media:
    persistentVolumes: [media-smb]
    options:
      - cache=loose # Fewer round trips
`,
    at: "6:9",
  },
  passing: {
    spec: `version: 1
mounts:
  media:
    persistentVolumes: [media-smb]
    options:
      - cache=strict # The default, written down
`,
  },
  check: (plan) =>
    smbMounts(plan)
      .filter(({ writers }) => writers === undefined)
      .flatMap((mount) =>
        reportOf(mount).map((report) => ({
          ...report,
          help: 'add "writers: one" or "writers: several" to the mount',
        })),
      ),
});

function reportOf(mount: MountPlan): readonly Report[] {
  const weak = weakOption(mount);
  const cache = lastOption(mount, "cache");
  return weak === undefined || cache === undefined
    ? []
    : [{ ...weak, about: aboutOption(mount, cache) }];
}
