import { type Diagnostic, error } from "../core/diagnostic.js";
import { endComment } from "./end-comment.js";
import type { Reference } from "../core/written.js";
import type { WrittenMount, WrittenMountOption } from "./mounts-model.js";
import { readReferences } from "./read-layer.js";
import { acceptFaults, readReasons } from "../core/reasons.js";
import type { Entry, Tree } from "../core/tree.js";

/** The driver of SMB shares, of kubernetes-csi/csi-driver-smb. */
export const SMB_DRIVER = "smb.csi.k8s.io";

/** The section `mounts`. It has passed the schema. */
export function readMounts(
  section: Tree | undefined,
  faults: Diagnostic[],
): readonly WrittenMount[] {
  const mounts = [...(section?.entries ?? [])].map(([name, entry]) =>
    readMount(name, entry, faults),
  );
  faults.push(...claimedTwice(mounts));
  return mounts;
}

function readMount(
  name: string,
  { key, value, comment }: Entry,
  faults: Diagnostic[],
): WrittenMount {
  const { entries } = value;
  const reasons = readReasons(value);
  faults.push(...acceptFaults(reasons));
  const driver = entries?.get("driver")?.value.data;
  const writers = entries?.get("writers")?.value.data;
  const mount: WrittenMount = {
    ...reasons,
    why: reasons.why ?? comment,
    name,
    span: key,
    driver: typeof driver === "string" ? driver : SMB_DRIVER,
    options: readOptions(entries?.get("options")?.value, faults),
    persistentVolumes: readObjects(
      entries?.get("persistentVolumes")?.value,
      faults,
    ),
    storageClasses: readObjects(entries?.get("storageClasses")?.value, faults),
    writers: writers === "one" || writers === "several" ? writers : undefined,
  };
  const objects = ["persistentVolumes", "storageClasses"].flatMap(
    (field) => entries?.get(field)?.value.items ?? [],
  );
  if (objects.length === 0)
    faults.push(
      error("mount-without-objects", key, `\`${name}\` is for no volume`, {
        why: "mount options stand in a PersistentVolume or a StorageClass",
        help: "add persistentVolumes: [the-name-of-one], or storageClasses",
      }),
    );
  return mount;
}

function readOptions(
  list: Tree | undefined,
  faults: Diagnostic[],
): readonly WrittenMountOption[] {
  if (list?.items?.length === 0)
    faults.push(
      error("malformed-option", list.span, "no mount option is written", {
        help: "write at least one, such as [cache=loose]",
      }),
    );
  return (list?.items ?? []).flatMap((item) => readOption(item, faults) ?? []);
}

function readOption(
  item: Tree,
  faults: Diagnostic[],
): WrittenMountOption | undefined {
  const inner = item.entries?.get("value")?.value ?? item;
  const text = String(inner.data);
  const reasons = readReasons(item);
  faults.push(...acceptFaults(reasons));
  const fault = optionFault(text);
  if (fault !== undefined) {
    faults.push(
      error(
        "malformed-option",
        inner.span,
        `${text === "" ? "an empty text" : `\`${text}\``} cannot be one mount option: ${fault.why}`,
        { help: fault.help },
      ),
    );
    return undefined;
  }
  const equals = text.indexOf("=");
  return {
    ...reasons,
    why: reasons.why ?? endComment(inner.span, inner),
    text,
    name: equals === -1 ? text : text.slice(0, equals),
    value: equals === -1 ? undefined : text.slice(equals + 1),
    span: inner.span,
  };
}

/** The driver joins the list with commas and hands it to mount(8). */
function optionFault(
  text: string,
): { readonly why: string; readonly help: string } | undefined {
  if (text === "")
    return { why: "it has no name", help: "remove it from the list" };
  if (text.includes(","))
    return {
      why: "a comma begins the next one",
      help: "write an item of the list for each",
    };
  if (/[\s\p{Cc}]/u.test(text))
    return {
      why: "it holds a blank",
      help: "write name or name=value, without blanks",
    };
  return text.startsWith("=") || text.startsWith("-")
    ? { why: "it has no name", help: "write name or name=value" }
    : undefined;
}

/** A DNS subdomain as RFC 1123 has it. Source: Kubernetes, "Object Names and IDs". */
const objectName =
  /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/u;

function readObjects(
  list: Tree | undefined,
  faults: Diagnostic[],
): readonly Reference[] {
  const seen = new Map<string, Reference>();
  return readReferences(list).filter((reference) => {
    const { name, span } = reference;
    if (name.length > 253 || !objectName.test(name)) {
      faults.push(
        error(
          "malformed-name",
          span,
          `${name === "" ? "an empty text" : `\`${name}\``} cannot name an object of Kubernetes`,
          {
            help: "use small letters, digits, dashes and dots, with a letter or digit at both ends of each part, and at most 253",
          },
        ),
      );
      return false;
    }
    const first = seen.get(name);
    if (first !== undefined) {
      faults.push(
        error("named-twice", span, `\`${name}\` is named twice`, {
          help: "remove one of them",
          related: [{ message: "first named here", span: first.span }],
        }),
      );
      return false;
    }
    seen.set(name, reference);
    return true;
  });
}

/** Each list replaces the object's own: of two, one would be lost. */
function claimedTwice(mounts: readonly WrittenMount[]): readonly Diagnostic[] {
  const faults: Diagnostic[] = [];
  for (const field of ["persistentVolumes", "storageClasses"] as const) {
    const first = new Map<string, { mount: WrittenMount; at: Reference }>();
    for (const mount of mounts) {
      for (const at of mount[field]) {
        const before = first.get(at.name);
        if (before === undefined) first.set(at.name, { mount, at });
        else
          faults.push(
            error(
              "conflict",
              at.span,
              `\`${mount.name}\` and \`${before.mount.name}\` both give \`${at.name}\` its mount options`,
              {
                why: "each is the whole list, and would replace the other",
                help: "name the volume in one of them, with all of its options",
                related: [{ message: "the other", span: before.at.span }],
              },
            ),
          );
      }
    }
  }
  return faults;
}
