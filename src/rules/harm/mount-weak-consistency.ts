import type { Mount } from "../../language/model.js";
import { aboutOption, lastOption, smbMounts } from "../support/mounts.js";
import { defineRule, type Report } from "../rule.js";
import { own } from "../../core/own.js";

/** What each cache mode assumes. */
const caching: Readonly<Record<string, string>> = {
  loose:
    "the node uses its cached data without the server's permission (oplock or lease), and writes back late",
  singleclient:
    "cifs assumes that no other client writes to the share, and caches without asking the server",
  ro: "cifs assumes that nobody writes to the share",
};

/** The option of a mount with which several writers may see different data, and why. */
function weakOption(mount: Mount): Omit<Report, "about"> | undefined {
  const cache = lastOption(mount, "cache");
  const why =
    typeof cache?.value !== "string" ? undefined : own(caching, cache.value);
  return cache === undefined || why === undefined
    ? undefined
    : {
        span: cache.origin.span,
        message: `\`${cache.text}\` is not safe if several machines write to the share`,
        why,
        help: "write `cache=strict`, the default, or accept this finding if no two machines write to the same file",
      };
}

export const mountWeakConsistency = defineRule({
  name: "mount-weak-consistency",
  scope: "plan",
  severity: "warning",
  group: "harm",
  summary: "A cache mode for a single writer, on a share with several writers",
  page: () => ({
    explanation:
      "With `cache=loose` and `cache=singleclient` a node caches data without the server's permission. If another machine writes to the same file, one of them reads old data, or overwrites new data with it. `cache=strict`, the default, caches only what the server permits by an oplock or lease.",
    source:
      "mount.cifs(8), cache; torvalds/linux, fs/smb/client/fs_context.c, cifs_parse_cache_flavor()",
    failing: {
      spec: `version: 1
mounts:
  media:
    persistentVolumes: [media-smb]
    list: append
    writers: several
    options:
      - cache=loose # Fewer round trips
`,
      at: "8:9",
    },
    passing: {
      spec: `version: 1
mounts:
  media:
    persistentVolumes: [media-smb]
    list: append
    writers: one
    options:
      - cache=loose # Fewer round trips
`,
    },
  }),
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
    "A cache mode for a single writer, on a share whose writers the spec does not state",
  page: () => ({
    explanation:
      "Whether `cache=loose` is safe depends on how many machines write to the share at the same time. State this by `writers: one` or `writers: several`. The pods of a Deployment on two nodes are several writers, and so are a pod and a desktop computer.",
    source: "mount.cifs(8), cache",
    failing: {
      spec: `version: 1
mounts:
  media:
    persistentVolumes: [media-smb]
    list: append
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
    list: append
    options:
      - cache=strict # The default
`,
    },
  }),
  check: (plan) =>
    smbMounts(plan)
      .filter(({ writers }) => writers === undefined)
      .flatMap((mount) =>
        reportOf(mount).map((report) => ({
          ...report,
          help: "add `writers: one` or `writers: several` to the mount",
        })),
      ),
});

function reportOf(mount: Mount): readonly Report[] {
  const weak = weakOption(mount);
  const cache = lastOption(mount, "cache");
  return weak === undefined || cache === undefined
    ? []
    : [{ ...weak, about: aboutOption(mount, cache) }];
}
