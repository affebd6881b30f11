import { basename } from "node:path";
import type { Source } from "../../core/source.js";
import type { DistributionName } from "../../platform/facts.js";
import type { operatingSystems } from "../../platform/os/registry.js";

/** What the nodes of a spec run. */
export interface Nodes {
  readonly os: keyof typeof operatingSystems;
  readonly distribution: DistributionName;
}

/** What a repository shows of its nodes. */
export interface Detected extends Nodes {
  /** "a NixOS flake" */
  readonly what: string;
  /** The file that shows it. */
  readonly path: string;
  /** The release of the system, if a file states it: `1.11`. */
  readonly release?: string;
  /** The Kubernetes release, if a file states it: `1.34`. */
  readonly kubernetes?: string;
}

interface Sign extends Nodes {
  readonly what: string;
  readonly file: RegExp;
  readonly text?: RegExp;
  readonly release?: RegExp;
  readonly kubernetes?: RegExp;
}

/** The most certain signs first. */
const signs: readonly Sign[] = [
  {
    what: "a talhelper configuration",
    os: "talos",
    distribution: "talos",
    file: /^talconfig\.ya?ml$/u,
    release: /^talosVersion:\s*["']?v?(\d+\.\d+)/mu,
    kubernetes: /^kubernetesVersion:\s*["']?v?(\d+\.\d+)/mu,
  },
  {
    what: "a Talos machine configuration",
    os: "talos",
    distribution: "talos",
    file: /\.ya?ml$/u,
    text: /^machine:\s*$(?:\n[ #].*|\n)*?\n {2,4}(?:type|sysctls|install|kubelet|network|certSANs):/mu,
    release: /ghcr\.io\/siderolabs\/installer:v(\d+\.\d+)/u,
    kubernetes: /ghcr\.io\/siderolabs\/kubelet:v(\d+\.\d+)/u,
  },
  {
    what: "NixOS with K3s",
    os: "nixos",
    distribution: "k3s",
    file: /\.nix$/u,
    text: /\bservices\.k3s\b|\bk3s\s*=\s*\{/u,
  },
  {
    what: "a NixOS flake",
    os: "nixos",
    distribution: "none",
    file: /^flake\.nix$/u,
    text: /\bnixosConfigurations\b/u,
    release: /\bnixos-(\d\d\.\d\d)\b/u,
  },
  {
    what: "a K3s configuration",
    os: "linux",
    distribution: "k3s",
    file: /\.ya?ml(?:\.j2)?$/u,
    text: /^(?:kubelet-arg|kube-proxy-arg|flannel-backend|write-kubeconfig-mode):/mu,
  },
  {
    what: "a kubeadm configuration",
    os: "linux",
    distribution: "kubeadm",
    file: /\.ya?ml(?:\.j2)?$/u,
    text: /^apiVersion:\s*["']?kubeadm\.k8s\.io\//mu,
    kubernetes: /^kubernetesVersion:\s*["']?v?(\d+\.\d+)/mu,
  },
  {
    what: "an Ansible repository",
    os: "linux",
    distribution: "none",
    file: /^ansible\.cfg$/u,
  },
  {
    what: "an Ansible role",
    os: "linux",
    distribution: "none",
    file: /^main\.ya?ml$/u,
    text: /\bansible\.(?:posix|builtin)\./u,
  },
];

/** Finds what a repository shows of its nodes, the most certain first; each kind once. */
export function detect(files: readonly Source[]): readonly Detected[] {
  return signs.flatMap(
    ({ what, os, distribution, file, text, release, kubernetes }) => {
      const found = files.find(
        (source) =>
          file.test(basename(source.name)) && (text?.test(source.text) ?? true),
      );
      if (found === undefined) return [];
      const stated = (pattern: RegExp | undefined): string | undefined =>
        pattern?.exec(found.text)?.[1];
      const [version, ofKubernetes] = [stated(release), stated(kubernetes)];
      return [
        {
          ...{ what, os, distribution, path: found.name },
          ...(version !== undefined && { release: version }),
          ...(ofKubernetes !== undefined && { kubernetes: ofKubernetes }),
        },
      ];
    },
  );
}

/** Cilium, as a repository installs it. */
export interface DetectedCilium {
  readonly what: string;
  readonly path: string;
}

const ciliumKinds = [
  { what: "Cilium by a HelmRelease of Flux", kind: "HelmRelease" },
  { what: "Cilium by a HelmChart of K3s", kind: "HelmChart" },
  { what: "Cilium by an Application of Argo CD", kind: "Application" },
] as const;

/** Finds the object that installs the chart of Cilium: then the nodes have its network plug-in. */
export function detectCilium(
  files: readonly Source[],
): DetectedCilium | undefined {
  for (const { name, text } of files) {
    if (!/\.ya?ml(?:\.j2)?$/u.test(name)) continue;
    if (
      !/^\s*(?:- )?chart:\s*["']?(?:\S*\/)?cilium["']?\s*(?:#.*)?$/mu.test(text)
    )
      continue;
    const found = ciliumKinds.find(({ kind }) =>
      new RegExp(String.raw`^kind:\s*["']?${kind}\b`, "mu").test(text),
    );
    if (found !== undefined) return { what: found.what, path: name };
  }
  return undefined;
}
