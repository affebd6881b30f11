import { expect, it, vi } from "vitest";
import { readModule } from "./read.js";

it("reads modules, arguments of the kernel and the kernel", () => {
  expect(
    readModule(`{ pkgs, lib, config, ... }: {
  boot.kernelPackages = lib.mkDefault pkgs.linuxPackages_6_12;
  boot.kernelModules = [ "tcp_bbr" ] ++ lib.optional config.wg "wireguard" ++ config.more;
  boot.extraModprobeConfig = ''
    options nf_conntrack hashsize=65536
    blacklist pcspkr
  '';
  boot.kernelParams = [ "quiet" "console=tty0" "console=ttyS0" "hugepagesz=1G" "hugepages=4" ];
}`),
  ).toEqual([
    "2:39 kernel: 6.12",
    "3:26 modules tcp_bbr = {}",
    "3:64 modules wireguard = {}",
    '5:5 modules nf_conntrack = {"parameters":{"hashsize":"65536"}}',
    "8:25 kernelArgs quiet = true",
    '8:33 kernelArgs console = ["tty0","ttyS0"]',
    "8:64 hugepages 1G = 4",
    "3:54 condition: set only under `config.wg`: `wireguard`",
    "3:79 left: a part of `boot.kernelModules` is not taken: `config.more` needs evaluation",
    "6:5 left: `blacklist pcspkr` sets no parameter of a module, which is all that the spec has of modprobe.d",
  ]);
});

it.each([
  [
    '[ "--kubelet-arg=allowed-unsafe-sysctls=net.*,kernel.msg*" "--disable=traefik" ]',
  ],
  [
    '"--kubelet-arg=allowed-unsafe-sysctls=net.*,kernel.msg* --disable=traefik"',
  ],
  [
    '[ "--kubelet-arg allowed-unsafe-sysctls=net.*,kernel.msg*" "--disable traefik" ]',
  ],
  [
    'toString [ "--kubelet-arg=allowed-unsafe-sysctls=net.*,kernel.msg*" "--disable=traefik" ]',
  ],
  [
    'lib.concatStringsSep " " [ "--kubelet-arg=allowed-unsafe-sysctls=net.*,kernel.msg*" "--disable" "traefik" ]',
  ],
  [
    'map (x: "--${x}") [ "kubelet-arg=allowed-unsafe-sysctls=net.*,kernel.msg*" "disable=traefik" ]',
  ],
])("reads flags of K3s: %s", (flags) => {
  expect(
    readModule(
      `{ lib, ... }: { services.k3s = { enable = true; role = "agent"; extraFlags = ${flags}; }; }`,
    ).map((line) => line.replace(/^\S+ /u, "")),
  ).toEqual([
    "distribution: k3s",
    "allowedUnsafeSysctls net.* = true",
    "allowedUnsafeSysctls kernel.msg* = true",
    "note: 1 other option is no tuning, and left where it is",
    "note: 1 flag is no part of the tuning: `--disable`",
  ]);
});

it("reads kube-proxy's flags and configuration", () => {
  expect(
    readModule(`{
  services.k3s.extraFlags = [ "--kube-proxy-arg=conntrack-max-per-core=0" "--kube-proxy-arg" "proxy-mode=ipvs" ];
  services.k3s.extraKubeletConfig = { allowedUnsafeSysctls = [ "net.*" ]; maxPods = 250; };
}`),
  ).toEqual([
    "2:75 kubeProxy: ipvs",
    "3:85 maxPods: 250",
    "2:31 kubeProxy conntrack maxPerCore = 0",
    "3:64 allowedUnsafeSysctls net.* = true",
  ]);
});

it("reads limits and sysfs", () => {
  expect(
    readModule(`{ lib, ... }: {
  systemd.services.k3s.serviceConfig.LimitNOFILE = lib.mkForce "65536:1048576";
  security.pam.loginLimits = [
    { domain = "*"; type = "-"; item = "memlock"; value = "65536"; }
    { domain = "@audio"; type = "-"; item = "rtprio"; value = 99; }
  ];
  systemd.tmpfiles.rules = [
    "w /sys/kernel/mm/transparent_hugepage/enabled - - - - madvise"
    "d /var/lib/x 0755 root root -"
  ];
}`),
  ).toEqual([
    '2:38 limits nofile = {"soft":65536,"hard":1048576}',
    "2:38 limits services k3s = true",
    "4:33 limits memlock = 65536KiB",
    "8:5 sysfs kernel/mm/transparent_hugepage/enabled = madvise",
    "5:5 left: the limit of `rtprio` applies only to `@audio`, and those of the spec apply to every login",
  ]);
});

it("counts what is no tuning", () => {
  expect(
    readModule(
      '{ imports = [ ./sysctl.nix ]; boot.kernelModules = [ "tls" ]; services.openssh.enable = true; networking.hostName = "a"; }',
    ),
  ).toEqual([
    "1:54 modules tls = {}",
    "1:1 note: 2 other options are no tuning, and left where they are",
  ]);
});

it("reads the configuration file of K3s that a module writes", () => {
  expect(
    readModule(`{
  environment.etc."rancher/k3s/config.yaml.d/90-tuning.yaml".text = ''
    kubelet-arg+:
      # the ingress
      - "allowed-unsafe-sysctls=net.*"
    kube-proxy-arg:
      - conntrack-max-per-core=0
    disable-kube-proxy: true
  '';
}`),
  ).toEqual([
    "2:69 kubeProxy: none",
    "5:7 allowedUnsafeSysctls net.* = true",
    "7:7 kubeProxy conntrack maxPerCore = 0",
  ]);
});

it("says nothing on the console of a tag in that file", () => {
  const warn = vi.spyOn(process, "emitWarning");
  const read = readModule(
    `{ environment.etc."rancher/k3s/config.yaml".text = "disable-kube-proxy: !- true"; }`,
  );
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
  expect(read).toEqual(["1:52 kubeProxy: none"]);
});

it("takes what is known of flags of which one is under a condition", () => {
  expect(
    readModule(
      `{ lib, config, ... }: { services.k3s.extraFlags = lib.concatStringsSep " " ([ "--kubelet-arg=allowed-unsafe-sysctls=net.*" ] ++ lib.optional config.y "--kubelet-arg=allowed-unsafe-sysctls=kernel.msg*"); }`,
    ),
  ).toEqual([
    "1:79 allowedUnsafeSysctls net.* = true",
    "1:151 allowedUnsafeSysctls kernel.msg* = true",
    "1:142 condition: set only under `config.y`: `kernel.msg*`",
  ]);
});
