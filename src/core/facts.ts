import * as z from "zod/mini";
import { fact, sizeFact } from "./fact.js";
import { version } from "./schema.js";
import { bytesInWords } from "./unit-words.js";

/**
 * The facts about a node besides its platform. One entry makes a fact known to the schema, the reader, the plan and
 * explanations. Every fact is optional; tunegen checks less with fewer facts. In the order of explanations.
 */
export const nodeFacts = {
  osVersion: fact(
    'The version of the operating system, quoted: "1.11" for Talos, "25.05" for NixOS',
    version(),
    // Shown with the operating system.
    () => undefined,
  ),
  kubernetes: fact(
    'The Kubernetes release, quoted: "1.34"',
    version(),
    (release) => `Kubernetes ${release}`,
  ),
  kernel: fact(
    'The kernel, quoted: "6.12"',
    version(),
    (release) => `kernel ${release}`,
  ),
  kubeProxy: fact(
    "The mode of kube-proxy, or `none` without kube-proxy",
    z.enum(["iptables", "ipvs", "nftables", "none"]),
    (mode) => (mode === "none" ? "no kube-proxy" : `kube-proxy ${mode}`),
  ),
  cni: fact("The network plug-in: `cilium`, `flannel`", z.string(), plain),
  arch: fact("The architecture", z.enum(["amd64", "arm64"]), plain),
  cpus: fact(
    "Number of CPUs, as the kernel counts them",
    z.int().check(z.gte(1), z.lte(8192)),
    (count) => (count === 1 ? "1 CPU" : `${count} CPUs`),
  ),
  memory: sizeFact("Memory of the node, such as 4GiB", {
    what: "node's memory",
    example: "4GiB",
    accepts: (bytes) => bytes >= 16n << 20n && bytes <= 1n << 50n,
  }),
  // The default kernel of a Raspberry Pi 5 has 16 KiB.
  pageSize: sizeFact("Page size of the kernel; 4KiB by default", {
    what: "page size",
    example: "16KiB",
    accepts: (bytes) =>
      bytes >= 4096n && bytes <= 65536n && (bytes & (bytes - 1n)) === 0n,
    words: (bytes) => `${bytesInWords(bytes)} pages`,
  }),
  protectKernelDefaults: fact(
    "Whether the kubelet runs with `protectKernelDefaults`",
    z.boolean(),
    (on) => (on ? "protectKernelDefaults" : undefined),
  ),
  maxPods: fact(
    "The most pods that the kubelet runs, its `maxPods`",
    z.int().check(z.gte(1), z.lte(65535)),
    (count) => (count === 1 ? "1 pod" : `${count} pods`),
  ),
  podPidsLimit: fact(
    "The most processes and threads of a pod, the kubelet's `podPidsLimit`",
    z.int().check(z.gte(1), z.lte(4_194_304)),
    (count) =>
      count === 1 ? "1 process per pod" : `${count} processes per pod`,
  ),
} as const;

function plain(name: string): string {
  return name;
}

/** The values of a table of facts: bytes for sizes, `6.12` for versions. */
export type FactValues<Table> = {
  readonly [Name in keyof Table]?:
    | (Table[Name] extends { readonly read: (...given: never) => infer Value }
        ? Value
        : never)
    | undefined;
};

/** The facts about a node besides its platform; each is optional. */
export type NodeFacts = FactValues<typeof nodeFacts>;

/** The architectures with measured kernels. */
export type Arch = NonNullable<NodeFacts["arch"]>;
