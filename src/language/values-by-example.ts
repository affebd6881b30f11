import { distributions } from "../platform/distribution/registry.js";
import { distros } from "../platform/distro/registry.js";
import { own } from "../core/own.js";

/** How the sections are written that newcomers write as a text or a list. */
export const sectionExamples: Readonly<Record<string, string>> = {
  sysctl: "sysctl: { net.core.somaxconn: 8192 }",
  modules: "modules: { br_netfilter: {} }",
  limits: "limits: { nofile: 1048576 }",
  sysfs: "sysfs: { kernel/mm/transparent_hugepage/enabled: madvise }",
  targets: "targets: { k3s: false }",
  accept: "accept: { below-default: The value of the vendor }",
  kernelArgs: "kernelArgs: { transparent_hugepage: madvise }",
  hugepages: "hugepages: { 2M: 1024 }",
  node: "node: { os: linux }",
  roles: "roles: { worker: { node: { os: linux } } }",
  hosts: "hosts: { worker-1: { role: worker } }",
  profiles: "profiles: { network: { sysctl: { net.core.somaxconn: 8192 } } }",
};

/** What else the values of facts are called. */
const otherValues: Readonly<Record<string, Readonly<Record<string, string>>>> =
  {
    arch: {
      x86_64: "amd64",
      "x86-64": "amd64",
      x64: "amd64",
      aarch64: "arm64",
      armv8: "arm64",
    },
    distribution: { k8s: "kubeadm", kubernetes: "kubeadm", vanilla: "kubeadm" },
  };

/** Returns the fields to write instead of a value that the field does not have: `os: debian` is a distribution of Linux. */
export function insteadOf(field: string, text: string): string | undefined {
  const value = own(own(otherValues, field) ?? {}, text.toLowerCase());
  if (value !== undefined) return `${field}: ${value}`;
  if (field !== "os") return undefined;
  if (Object.hasOwn(distributions, text.toLowerCase()))
    return `os: linux, distribution: ${text.toLowerCase()}`;
  const [, name = "", release] =
    /^([a-z-]+?)[ -]?(\d[\d.]*)?$/u.exec(text.toLowerCase()) ?? [];
  const releases = distros.get(name)?.releases;
  if (!distros.has(name)) return undefined;
  const known = release ?? releases?.known.at(-1);
  return `os: linux, distro: ${releases === undefined || known === undefined ? name : `${name}-${known}`}`;
}
