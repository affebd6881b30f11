import * as z from "zod/mini";
import { described, optional, reasons } from "../core/schema.js";

/** Mount options of Kubernetes' volumes: the section `mounts`. */

const names = z.array(z.string());

const mount = z.strictObject({
  ...reasons,
  driver: optional(
    described(z.string(), "The CSI driver; smb.csi.k8s.io if left out"),
  ),
  options: described(
    z.array(
      z.union([z.string(), z.strictObject({ value: z.string(), ...reasons })]),
    ),
    "All of the list: it replaces the one that the object has",
  ),
  persistentVolumes: optional(
    described(names, "The PersistentVolumes that get the options"),
  ),
  storageClasses: optional(
    described(
      names,
      "The StorageClasses, for volumes that are made from now on",
    ),
  ),
  writers: optional(
    described(
      z.enum(["one", "several"]),
      "How many machines write to the share at once",
    ),
  ),
});

export const mounts = described(
  z.record(z.string(), mount),
  "Mount options of Kubernetes' SMB volumes",
);
