/** What is known about a node besides its platform; every fact is optional, and with fewer facts tunegen says less. */
export interface NodeFacts {
  /** `1.11` for Talos, `25.05` for NixOS. */
  readonly osVersion?: string | undefined;
  readonly kubeProxy?: "iptables" | "ipvs" | "nftables" | "none" | undefined;
  readonly cni?: string | undefined;
  readonly arch?: "amd64" | "arm64" | undefined;
  readonly cpus?: number | undefined;
  /** Bytes. */
  readonly memory?: bigint | undefined;
  /** Bytes; 4 KiB unless the spec says otherwise (a Raspberry Pi 5's stock kernel has 16 KiB). */
  readonly pageSize?: bigint | undefined;
  /** `6.12` */
  readonly kernel?: string | undefined;
  /** `1.34` */
  readonly kubernetes?: string | undefined;
  readonly protectKernelDefaults?: boolean | undefined;
}
