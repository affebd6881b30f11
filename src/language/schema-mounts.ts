import * as z from "zod/mini";
import {
  copyOf,
  definition,
  described,
  optional,
  reasons,
} from "../core/schema.js";
import { mountLists } from "./model.js";
import { withSections } from "./sections.js";

const names = z.array(z.string());

const mount = withSections("mount", {
  ...reasons,
  driver: optional(
    described(z.string(), "The CSI driver; smb.csi.k8s.io if left out"),
  ),
  persistentVolumes: optional(
    described(copyOf(names), "The PersistentVolumes that get the options"),
  ),
  storageClasses: optional(
    described(
      copyOf(names),
      "The StorageClasses that get the options, for volumes created later",
    ),
  ),
  list: optional(
    described(
      z.enum(mountLists),
      "What the objects have: append to their list, new for objects without a list, or replace their list and lose its options. Required",
    ),
  ),
  writers: optional(
    described(
      z.enum(["one", "several"]),
      "How many machines write to the share at the same time",
    ),
  ),
});

/** The section `mounts`: mount options of Kubernetes volumes. */
export const mounts = definition(
  "mounts",
  described(
    z.record(z.string(), mount),
    "Mount options of SMB volumes in Kubernetes",
  ),
);
