import { slashed } from "../core/key.js";
import { DUMP_END, DUMP_HEADER } from "./dump.js";
import { isSecret, type Reads } from "./reads.js";

/**
 * Writes a program for any POSIX shell that prints a dump of a node: for nodes without Node.js, over ssh, in `kubectl
 * debug`, under dash and BusyBox. It is one line without quotes of its own kind, so that it can be quoted once more.
 */
export function collectorScript({
  sysctls,
  files,
  modules,
  services,
  interfaces,
}: Reads): string {
  const keys = sysctls.filter((key) => !isSecret(key)).map(slashed);
  return [
    "LC_ALL=C",
    `echo ${DUMP_HEADER}`,
    'echo "host $(uname -n)"',
    'echo "kernel $(uname -r)"',
    'c=$(cat /proc/cmdline 2>/dev/null) && printf "%s\\n" "cmdline $c"',
    ...(modules.length === 0
      ? []
      : [MODULES, `for m in ${safe(modules)}; do m; done`]),
    SHOW,
    each("sysctl", "/proc/sys/", keys),
    each("file", "/sys/", files),
    ...(services.length === 0
      ? []
      : [LIMITS, `for s in ${safe(services)}; do l; done`]),
    ...(interfaces.length === 0
      ? []
      : [
          INTERRUPTS,
          `cd /sys/class/net || exit; for i in ${safe(interfaces)}; do q; done`,
        ]),
    `echo ${DUMP_END}`,
  ]
    .filter((line) => line !== "")
    .join("; ");
}

/** Prints the value of the file $p, whose kind is $k and whose name is $n, in one line. */
const SHOW =
  'v() { if [ ! -e "$p" ]; then echo "$k $n missing"; elif t=$(cat "$p" 2>/dev/null); then set -f; set -- $t; set +f; printf "%s\\n" "$k $n = $*"; else echo "$k $n unreadable"; fi; }';

/**
 * Prints whether the module $m is there. What is built in without parameters stands only in a list beside the modules,
 * which NixOS has elsewhere, and which a container sees through process 1.
 */
const MODULES =
  'b=; for f in /proc/1/root/lib/modules /lib/modules /proc/1/root/run/booted-system/kernel-modules/lib/modules /run/booted-system/kernel-modules/lib/modules; do f=$f/$(uname -r)/modules.builtin; if [ -z "$b" ] && [ -r "$f" ]; then b=$f; fi; done; m() { if [ -d "/sys/module/$m" ] && [ -e "/sys/module/$m/initstate" ]; then echo "module $m loaded"; elif [ -d "/sys/module/$m" ]; then echo "module $m built in"; elif [ -n "$b" ] && tr - _ <"$b" | grep -q "/${m}[.]ko"; then echo "module $m built in"; else echo "module $m missing"; fi; }';

/** Prints the limits of the first process of the service $s: its cgroup ends with the name of the unit. */
const LIMITS =
  'l() { m=; for g in /proc/[0-9]*/cgroup; do i=${g#/proc/}; i=${i%/cgroup}; if [ -n "$m" ] && [ "$i" -ge "$m" ]; then continue; fi; while read -r c; do case $c in */"$s".service) m=$i;; esac; done 2>/dev/null <"$g"; done; if [ -z "$m" ]; then echo "service $s missing"; elif t=$(cat "/proc/$m/limits" 2>/dev/null); then echo "$t" | while read -r c; do case $c in Max*) echo "limit $s $c";; esac; done; else echo "service $s unreadable"; fi; }';

/** Prints the CPUs of each interrupt of the interface $i, which it finds as the script of the target does. */
const INTERRUPTS =
  'q() { k=irq; x=; f=; a=; d=/sys/class/net/$i/device; w=$d/msi_irqs; if [ -r "$d/modalias" ]; then read -r a <"$d/modalias"; fi; case $a in virtio:*) w=$d/../msi_irqs;; esac; for n in "$w"/*; do if [ -e "$n" ]; then x="$x ${n##*/}"; fi; done; if [ -z "$x" ]; then while read -r n c; do n=${n%:}; case $n in *[!0-9]*|"") continue;; esac; case " $c " in *[!A-Za-z0-9._]"$i"[!A-Za-z0-9._]*) x="$x $n";; esac; done 2>/dev/null </proc/interrupts; fi; for n in $x; do p=/proc/irq/$n/smp_affinity_list; if [ -e "$p" ]; then f=1; n=$i/$n; v; fi; done; if [ -z "$f" ]; then echo "irq $i missing"; fi; }';

/** The shell expands the patterns; what matches nothing stays as it is, and is missing. */
function each(kind: string, root: string, names: readonly string[]): string {
  return names.length === 0
    ? ""
    : `k="${kind}"; cd ${root} || exit; for n in ${safe(names)}; do p=${root}$n; v; done`;
}

/** Names have only characters that no shell has a meaning for, but those of patterns; a value never gets here. */
function safe(names: readonly string[]): string {
  return names
    .map((name) =>
      name.replaceAll(/[^\w.,:@+%*?[\]/^!-]/gu, (other) => `\\${other}`),
    )
    .join(" ");
}
