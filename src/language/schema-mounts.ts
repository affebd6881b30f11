import * as z from "zod/mini";
import {
  definition,
  described,
  optional,
  reasons,
  text,
  texts,
} from "../core/schema.js";
import { mountLists } from "./model.js";
import { withSections } from "./sections.js";

const mount = withSections("mount", {
  ...reasons,
  driver: described(
    optional(text),
    "The CSI driver; smb.csi.k8s.io if left out",
  ),
  persistentVolumes: described(
    optional(texts),
    "The PersistentVolumes that get the options",
  ),
  storageClasses: described(
    optional(texts),
    "The StorageClasses that get the options, for volumes created later",
  ),
  list: described(
    optional(z.enum(mountLists)),
    "What the objects have: append to their list, new for objects without a list, or replace their list and lose its options. Required",
  ),
  writers: described(
    optional(z.enum(["one", "several"])),
    "How many machines write to the share at the same time",
  ),
});

/** The section `mounts`: mount options of Kubernetes volumes. */
export const mounts = definition(
  "mounts",
  described(
    z.record(text, mount),
    "Mount options of SMB volumes in Kubernetes",
  ),
);
