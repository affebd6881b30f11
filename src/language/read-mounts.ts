import type { Span } from "../core/source.js";
import { below, type Reporter } from "../core/report.js";
import type { Owner, Reference } from "../core/written.js";
import { type Mount, type MountList, mountLists } from "./model.js";
import { readReferences } from "./read-layer.js";
import { readSettings } from "./read-settings.js";
import { readReasons } from "../core/reasons.js";
import type { Entry, Tree } from "../core/tree.js";

/** The driver of SMB shares, of kubernetes-csi/csi-driver-smb. */
export const SMB_DRIVER = "smb.csi.k8s.io";

/**
 * Reads the section `mounts`, which has passed the schema.
 *
 * @param parsed the same section with the values that the schema refused
 */
export function readMounts(
  section: Tree | undefined,
  parsed: Tree | undefined,
  reporter: Reporter,
): readonly Mount[] {
  const mounts = [...(section?.entries ?? [])].map(([name, entry]) =>
    readMount(name, entry, parsed?.entries?.get(name)?.value, reporter),
  );
  reportClaimedTwice(mounts, reporter);
  return mounts;
}

function readMount(
  name: string,
  { key, value, comment }: Entry,
  parsed: Tree | undefined,
  reporter: Reporter,
): Mount {
  const { entries } = value;
  const owner: Owner = { kind: "mount", name };
  const reasons = readReasons(value, reporter);
  const driver = entries?.get("driver")?.value.data;
  const writers = entries?.get("writers")?.value.data;
  const mount: Mount = {
    ...reasons,
    why: reasons.why ?? comment,
    owner,
    name,
    span: key,
    driver: typeof driver === "string" ? driver : SMB_DRIVER,
    list: readList(entries?.get("list")?.value) ?? "append",
    settings: readSettings(
      ["mountOption"],
      owner,
      value,
      below(reporter, reasons),
    ),
    persistentVolumes: readObjects(
      entries?.get("persistentVolumes")?.value,
      reporter,
    ),
    storageClasses: readObjects(
      entries?.get("storageClasses")?.value,
      reporter,
    ),
    writers: writers === "one" || writers === "several" ? writers : undefined,
  };
  if (parsed?.entries?.has("list") !== true)
    reportNoList(name, entries?.get("options")?.key ?? key, reporter);
  const objects = ["persistentVolumes", "storageClasses"].flatMap(
    (field) => entries?.get(field)?.value.items ?? [],
  );
  if (objects.length === 0) {
    reporter.error(
      "mount-without-objects",
      key,
      `\`${name}\` names no volumes`,
      {
        why: "mount options belong to a PersistentVolume or a StorageClass",
        help: "add `persistentVolumes: [name]` or `storageClasses: [name]`",
      },
    );
  }
  return mount;
}

/** Reads what the objects have. The schema has already reported a word that it does not know. */
function readList(list: Tree | undefined): MountList | undefined {
  return mountLists.find((each) => each === list?.data);
}

/** Reports a missing `list`: no default is safe, since appending fails without a list, and replacing removes options. */
function reportNoList(name: string, span: Span, reporter: Reporter): void {
  reporter.error(
    "mount-list-missing",
    span,
    `\`${name}\` does not say whether its objects have a list of mount options`,
    {
      why: "Kustomize can append only to a list that exists, and a new list would remove options such as `uid`",
      help: "add `list: append` if they have one, `list: new` if they have none, or `list: replace` to remove their other options",
    },
  );
}

/** A DNS subdomain according to RFC 1123. Source: Kubernetes, "Object Names and IDs". */
const objectName =
  /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/u;

function readObjects(
  list: Tree | undefined,
  reporter: Reporter,
): readonly Reference[] {
  const seen = new Map<string, Reference>();
  return readReferences(list).filter((reference) => {
    const { name, span } = reference;
    if (name.length > 253 || !objectName.test(name)) {
      reporter.error(
        "malformed-name",
        span,
        `${name === "" ? "an empty text" : `\`${name}\``} cannot name an object of Kubernetes`,
        {
          help: "use at most 253 lower-case letters, digits, dashes and dots, with a letter or digit at both ends of each part",
        },
      );
      return false;
    }
    const first = seen.get(name);
    if (first !== undefined) {
      reporter.error("named-twice", span, `\`${name}\` is named twice`, {
        help: "remove one of them",
        related: [{ message: "first named here", span: first.span }],
      });
      return false;
    }
    seen.set(name, reference);
    return true;
  });
}

/** Reports volumes of two mounts: one patch would replace the other's options, or apply in an arbitrary order. */
function reportClaimedTwice(
  mounts: readonly Mount[],
  reporter: Reporter,
): void {
  for (const field of ["persistentVolumes", "storageClasses"] as const) {
    const first = new Map<string, { mount: Mount; at: Reference }>();
    for (const mount of mounts) {
      for (const at of mount[field]) {
        const before = first.get(at.name);
        if (before === undefined) first.set(at.name, { mount, at });
        else
          reporter.error(
            "conflict",
            at.span,
            `\`${mount.name}\` and \`${before.mount.name}\` both set the mount options of \`${at.name}\``,
            {
              why: "which options apply would depend on the order of the two patches",
              help: "name the volume in one of them only, with all of its options",
              related: [{ message: "the other", span: before.at.span }],
            },
          );
      }
    }
  }
}
