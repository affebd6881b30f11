const names: Readonly<Record<string, string>> = {
  debian: "Debian",
  ubuntu: "Ubuntu",
  proxmox: "Proxmox VE",
  nixos: "NixOS",
  rhel: "RHEL",
  sle: "SUSE Linux Enterprise",
  opensuse: "openSUSE",
  "raspberry-pi-os": "Raspberry Pi OS",
};

/** Lists who patches a key into Linux, for messages: `Debian, NixOS hardened` of `debian` and `nixos/hardened`. */
export function patcherNames(platforms: readonly string[]): string {
  return platforms
    .map((each) => {
      const [platform = "", ...flavour] = each.split("/");
      return [names[platform] ?? platform, ...flavour].join(" ");
    })
    .join(", ");
}
