import { expect, test } from "vitest";
import { recognise } from "../../../src/import/registry.js";
import { told } from "../told.js";

/** What is read of a file, a line for each setting and remark. */
function read(text: string, name = "file"): readonly string[] {
  const source = { name, text };
  const format = recognise(source);
  expect(format?.name).toBe("system");
  const reading = format?.read(source);
  return reading === undefined ? [] : told(reading);
}

test("/etc/default/grub", () => {
  expect(
    read(`# If you change this file, run 'update-grub' afterwards
GRUB_DEFAULT=0
GRUB_TIMEOUT=5

# Latency of the database
GRUB_CMDLINE_LINUX_DEFAULT="quiet transparent_hugepage=madvise hugepagesz=1G hugepages=16"
GRUB_CMDLINE_LINUX="root=/dev/sda1 console=tty0 console=ttyS0,115200 $GRUB_CMDLINE_LINUX odd=a;b"
`),
  ).toMatchInlineSnapshot(`
    [
      "heading: If you change this file, run 'update-grub' afterwards",
      "6:29 kernelArgs quiet = true |  | Latency of the database",
      "6:35 kernelArgs transparent_hugepage = madvise |  | Latency of the database",
      "6:64 hugepages 1G = 16 |  | Latency of the database",
      "7:36 kernelArgs console = ["tty0","ttyS0,115200"] |  | Latency of the database",
      "7:21 note: \`root=/dev/sda1\` is about this machine's disks and start, and is no tuning",
      "7:90 left: \`odd=a;b\` has a character that not every boot loader passes on",
    ]
  `);
});

test("/etc/kernel/cmdline", () => {
  expect(read("root=ZFS=rpool/ROOT/pve-1 boot=zfs mitigations=off quiet\n"))
    .toMatchInlineSnapshot(`
    [
      "1:36 kernelArgs mitigations = off",
      "1:52 kernelArgs quiet = true",
      "1:1 note: \`root=ZFS=rpool/ROOT/pve-1\` is about this machine's disks and start, and is no tuning",
      "1:27 note: \`boot=zfs\` is about this machine's disks and start, and is no tuning",
    ]
  `);
});

test("tmpfiles.d", () => {
  expect(
    read(`d /run/app 0755 root root -
# Databases stall
w! /sys/kernel/mm/transparent_hugepage/enabled - - - - never
w /proc/sys/vm/swappiness - - - - 10
w /sys/block/%b/queue/scheduler - - - - none
`),
  ).toMatchInlineSnapshot(`
    [
      "3:4 sysfs kernel/mm/transparent_hugepage/enabled = never |  | Databases stall",
      "4:3 sysctl vm.swappiness = 10 |  | Databases stall",
      "5:3 left: \`w /sys/block/%b/queue/scheduler - - - - none\` has a specifier or an escape of systemd's",
    ]
  `);
});

test("a drop-in of a service", () => {
  expect(
    read(
      `[Unit]
After=network.target

[Service]
# Many pods
LimitNOFILE=1048576
LimitMEMLOCK=infinity
LimitNPROC=4K:infinity
LimitRSS=1G
Restart=always
`,
      "etc/systemd/system/k3s.service.d/limits.conf",
    ),
  ).toMatchInlineSnapshot(`
    [
      "6:1 limits nofile = 1048576 |  | Many pods",
      "6:1 limits services k3s = true |  | Many pods",
      "7:1 limits memlock = unlimited |  | Many pods",
      "8:1 limits nproc = {"soft":4096,"hard":"unlimited"} |  | Many pods",
      "9:1 left: the spec has no limit \`LimitRSS\`",
    ]
  `);
});

test("limits of which nothing says the service", () => {
  expect(
    read(
      "[Manager]\nDefaultLimitNOFILE=1024:524288\n",
      "system.conf.d/limits.conf",
    ),
  ).toMatchInlineSnapshot(`
    [
      "2:1 left: \`DefaultLimitNOFILE\` is for every service, and the spec names services",
    ]
  `);
  expect(read("[Service]\nLimitNOFILE=65536\n", "a.conf"))
    .toMatchInlineSnapshot(`
    [
      "2:1 left: nothing says of which service \`LimitNOFILE=65536\` is",
    ]
  `);
});

test("udev rules", () => {
  expect(
    read(`# Fast disks
ACTION=="add|change", KERNEL=="nvme[0-9]*", ATTR{queue/scheduler}="none", ATTR{queue/nr_requests}="1024"
SUBSYSTEM=="net", KERNEL=="eth*", ATTR{gro_flush_timeout}="20000"
KERNEL=="sd*", ATTR{queue/rotational}=="1", ATTR{queue/scheduler}="mq-deadline"
`),
  ).toMatchInlineSnapshot(`
    [
      "2:45 sysfs block/nvme[0-9]*/queue/scheduler = none |  | Fast disks",
      "2:75 sysfs block/nvme[0-9]*/queue/nr_requests = 1024 |  | Fast disks",
      "3:35 sysfs class/net/eth*/gro_flush_timeout = 20000 |  | Fast disks",
      "4:45 left: \`ATTR{queue/scheduler}="mq-deadline"\` applies to devices that a path below /sys cannot name",
    ]
  `);
});
