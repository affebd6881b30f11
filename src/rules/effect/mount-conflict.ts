import type { Mount } from "../../language/model.js";
import type { MountOption } from "../../settings/mount-option.js";
import { cifsSubject } from "../../platform/component/cifs.js";
import { aboutOption, smbMounts } from "../support/mounts.js";
import { defineRule, type Report } from "../rule.js";

export const mountConflict = defineRule({
  name: "mount-conflict",
  scope: "plan",
  severity: "error",
  group: "effect",
  summary: "Two mount options of which only one takes effect",
  page: () => ({
    explanation:
      "If an option is given twice, or together with its opposite (`serverino` and `noserverino`), the last one silently wins. `actimeo` sets both `acregmax` and `acdirmax`: cifs ignores `actimeo` after one of these two, and a later one of them overrides it.",
    source:
      "torvalds/linux, fs/smb/client/fs_context.c, smb3_fs_context_parse_param()",
    failing: {
      spec: `version: 1
mounts:
  media:
    persistentVolumes: [media-smb]
    list: append
    writers: one
    options:
      - cache=strict
      - cache=loose
`,
      at: "9:9",
    },
    passing: {
      spec: `version: 1
mounts:
  media:
    persistentVolumes: [media-smb]
    list: append
    options:
      - acregmax=60 # Files
      - acdirmax=30 # Folders
`,
    },
  }),
  check: (plan) =>
    smbMounts(plan).flatMap((mount) => [
      ...repeated(mount),
      ...attributeTimes(mount),
    ]),
});

function repeated(mount: Mount): readonly Report[] {
  const first = new Map<string, MountOption>();
  return mount.settings.mountOption.flatMap((option) => {
    const { subject } = cifsSubject(option.id);
    const before = first.get(subject);
    if (before === undefined) {
      first.set(subject, option);
      return [];
    }
    const same = before.text === option.text;
    return [
      {
        about: aboutOption(mount, option),
        span: option.origin.span,
        message: same
          ? `\`${option.text}\` is given twice`
          : `\`${option.text}\` contradicts \`${before.text}\``,
        why: same ? "one of them is enough" : "cifs silently uses the last one",
        help: "remove one of them",
        related: [{ message: "the other option", span: before.origin.span }],
      },
    ];
  });
}

function attributeTimes(mount: Mount): readonly Report[] {
  const both = mount.settings.mountOption.find(({ id }) => id === "actimeo");
  const single = mount.settings.mountOption.find(
    ({ id }) => id === "acregmax" || id === "acdirmax",
  );
  if (both === undefined || single === undefined) return [];
  return [
    {
      about: aboutOption(mount, both),
      span: both.origin.span,
      message: `\`${both.text}\` and \`${single.text}\` set the same attribute cache time`,
      why: "`actimeo` sets both `acregmax` and `acdirmax`; cifs ignores it after one of them",
      help: "write either `actimeo`, or `acregmax` and `acdirmax`",
      related: [{ message: "the other option", span: single.origin.span }],
    },
  ];
}
