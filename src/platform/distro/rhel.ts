import { type Distro, numbered } from "./distro.js";

const releases = numbered("8", "9", "10");

/** Red Hat Enterprise Linux, and the distributions that are rebuilt from its sources. */
export const rhel: Distro = { label: "RHEL", releases };
export const rocky: Distro = { label: "Rocky Linux", releases };
export const almalinux: Distro = { label: "AlmaLinux", releases };
