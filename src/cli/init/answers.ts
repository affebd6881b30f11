import type { Detected, Nodes } from "./detect.js";
import type { Ci } from "./extras.js";

/** What init has to know before it writes. */
export interface Answers {
  os: Nodes["os"];
  distribution: Nodes["distribution"];
  release: string | undefined;
  /** Whether to import the settings in the files. */
  import: boolean;
  /** Where to write the spec. */
  output: string;
  ci: Ci;
  preCommit: boolean;
}

/** What the questions depend on. */
export interface Asked {
  readonly detected: readonly Pick<Detected, "what" | "path">[];
  /** How many settings there are to import. */
  readonly importable: number;
  /** What the command line answers. */
  readonly given: ReadonlySet<keyof Answers>;
}

/** The kinds of nodes to choose from. */
export const nodeChoices: readonly (Nodes & { readonly label: string })[] = [
  { os: "nixos", distribution: "k3s", label: "NixOS with K3s" },
  { os: "nixos", distribution: "none", label: "NixOS" },
  { os: "talos", distribution: "talos", label: "Talos" },
  { os: "linux", distribution: "k3s", label: "K3s on another Linux" },
  { os: "linux", distribution: "rke2", label: "RKE2" },
  { os: "linux", distribution: "kubeadm", label: "kubeadm" },
  { os: "linux", distribution: "eks", label: "EKS" },
  { os: "linux", distribution: "none", label: "Linux without Kubernetes" },
];
