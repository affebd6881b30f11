import { expect, test } from "vitest";
import { sysctlD } from "../../../src/import/sysctl.d/index.js";
import { told } from "../told.js";

test("a script writes files and calls sysctl", () => {
  const text = [
    "#!/bin/sh",
    "# Prepare a node",
    "",
    "cat <<EOF | sudo tee /etc/sysctl.d/k8s.conf",
    "# Bridges",
    "net.bridge.bridge-nf-call-iptables  = 1",
    "net.core.somaxconn = ${MAX}",
    "EOF",
    "cat > /etc/modules-load.d/k8s.conf <<'EOF'",
    "br_netfilter",
    "EOF",
    "",
    "# No swapping",
    'sudo sysctl -w "vm.swappiness=10"',
    "",
    'if [ "$ROUTER" = 1 ]; then',
    "  sysctl -w net.ipv4.ip_forward=1 vm.dirty_ratio=5",
    "fi",
    "echo 1 > /proc/sys/kernel/sysrq",
    'echo "vm.max_map_count=262144" >> /etc/sysctl.conf',
    "modprobe overlay",
  ].join("\r\n");
  const source = { name: "x.sh", text };
  expect(sysctlD.recognises(source)).toBe(true);
  expect(told(sysctlD.read(source))).toEqual([
    "heading: Prepare a node",
    "6:1 sysctl net.bridge.bridge-nf-call-iptables = 1 |  | Bridges",
    "10:1 modules br_netfilter = {}",
    "14:17 sysctl vm.swappiness = 10 | No swapping",
    "17:13 sysctl net.ipv4.ip_forward = 1",
    "17:35 sysctl vm.dirty_ratio = 5",
    "19:6 sysctl kernel.sysrq = 1",
    "20:7 sysctl vm.max_map_count = 262144",
    "21:10 modules overlay = {}",
    "7:1 left: the value of `net.core.somaxconn` is a variable, `${MAX}`",
    '17:13 condition: `net.ipv4.ip_forward` is set only under `if [ "$ROUTER" = 1 ]`',
    '17:35 condition: `vm.dirty_ratio` is set only under `if [ "$ROUTER" = 1 ]`',
  ]);
});

test("nothing that a script sets is lost", () => {
  const text = [
    "MAX=1048576",
    "CONF=/etc/sysctl.d/99-k8s.conf",
    "cat > $CONF <<EOF",
    "net.netfilter.nf_conntrack_max = $MAX",
    "EOF",
    "cat > \"$CONF\" <<'EOF'",
    "vm.swappiness = $MAX",
    "EOF",
    "echo never > /sys/kernel/mm/transparent_hugepage/enabled",
    'echo "$MODE" > /sys/block/sda/queue/scheduler',
    "bash -c 'sysctl -w kernel.panic=10'",
    '{ echo "vm.dirty_ratio = 5"; } > /etc/sysctl.d/x.conf',
    "# bash -c 'sysctl -w kernel.panic=10'",
    "sysctl --system",
  ].join("\n");
  expect(told(sysctlD.read({ name: "x.sh", text }))).toEqual([
    "4:1 sysctl net.netfilter.nf_conntrack_max = 1048576",
    "9:6 sysfs kernel/mm/transparent_hugepage/enabled = never",
    "7:1 left: the value of `vm.swappiness` is a variable, `$MAX`",
    "10:7 left: what is written to `/sys/block/sda/queue/scheduler` is a variable",
    "11:20 left: `kernel.panic` was not taken: tunegen does not know what this line is",
    "12:9 left: `vm.dirty_ratio` was not taken: tunegen does not know what this line is",
    "13:1 note: the comment `bash -c 'sysctl -w kernel.panic=10'` belongs to no setting",
  ]);
});
