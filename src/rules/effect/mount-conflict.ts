import type { MountOption, MountPlan } from "../../plan/mounts.js";
import { cifsSubject } from "../../platform/cifs.js";
import { aboutOption, smbMounts } from "../support/mounts.js";
import { defineRule, type Report } from "../rule.js";

export const mountConflict = defineRule({
  name: "mount-conflict",
  scope: "plan",
  severity: "error",
  group: "effect",
  summary: "Two mount options of which only one can count",
  explanation:
    "Of an option that stands twice the last one counts, and of `serverino` and `noserverino` as well, without a word. `actimeo` stands for both `acregmax` and `acdirmax`: after one of them cifs passes it over, before them it is overwritten.",
  source:
    "torvalds/linux, fs/smb/client/fs_context.c, smb3_fs_context_parse_param()",
  failing: {
    spec: `version: 1
mounts:
  media:
    persistentVolumes: [media-smb]
    writers: one
    options:
      - cache=strict
      - cache=loose
`,
    at: "8:9",
  },
  passing: {
    spec: `version: 1
mounts:
  media:
    persistentVolumes: [media-smb]
    options:
      - acregmax=60 # Files
      - acdirmax=30 # Folders
`,
  },
  check: (plan) =>
    smbMounts(plan).flatMap((mount) => [
      ...repeated(mount),
      ...attributeTimes(mount),
    ]),
});

function repeated(mount: MountPlan): readonly Report[] {
  const first = new Map<string, MountOption>();
  return mount.options.flatMap((option) => {
    const { subject } = cifsSubject(option.name);
    const before = first.get(subject);
    if (before === undefined) {
      first.set(subject, option);
      return [];
    }
    const same = before.text === option.text;
    return [
      {
        about: aboutOption(mount, option),
        span: option.span,
        message: same
          ? `\`${option.text}\` stands twice`
          : `\`${option.text}\` contradicts \`${before.text}\``,
        why: same
          ? "one of them is enough"
          : "the last one counts, and nobody is told",
        help: "keep one of them",
        related: [{ message: "the other", span: before.span }],
      },
    ];
  });
}

function attributeTimes(mount: MountPlan): readonly Report[] {
  const both = mount.options.find(({ name }) => name === "actimeo");
  const single = mount.options.find(
    ({ name }) => name === "acregmax" || name === "acdirmax",
  );
  if (both === undefined || single === undefined) return [];
  return [
    {
      about: aboutOption(mount, both),
      span: both.span,
      message: `\`${both.text}\` and \`${single.text}\` set the same time`,
      why: "actimeo stands for acregmax and acdirmax; cifs passes it over behind one of them",
      help: "write either actimeo, or acregmax and acdirmax",
      related: [{ message: "the other", span: single.span }],
    },
  ];
}
