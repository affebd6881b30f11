import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

/** An interface of a pretended machine. */
export interface Interface {
  readonly name: string;
  /** Its interrupts, each with its name in /proc/interrupts. */
  readonly interrupts?: readonly (readonly [number: number, name: string])[];
  /** Where the kernel lists the vectors: on its own PCI device, on that of its virtio device, or nowhere. */
  readonly vectors?: "pci" | "virtio" | "none";
  readonly queues?: number;
}

/** The files below /proc and /sys of a machine, as far as the script looks at them. */
export interface Machine {
  /** As /sys/devices/system/cpu/online has it: `0-7`. */
  readonly online: string;
  readonly interfaces: readonly Interface[];
  /** Interrupts that the kernel manages itself: writing their affinity fails. */
  readonly managed?: readonly number[];
  /** Vectors that nothing has asked for: they are listed, and have no /proc/irq folder. */
  readonly unused?: readonly number[];
  /** Names of running programs. */
  readonly programs?: readonly string[];
}

const UNTOUCHED = "untouched\n";

export function makeTree(root: string, machine: Machine): void {
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const cpus = machine.online.split(/[-,]/u).map(Number);
  const counts = "0 ".repeat(Math.max(...cpus) + 1);
  write("sys/devices/system/cpu/online", `${machine.online}\n`);
  write("sys/class/net/bonding_masters", "\n");
  write("proc/sys/net/core/rps_sock_flow_entries", UNTOUCHED);
  const lines: string[] = [];
  for (const [index, each] of machine.interfaces.entries()) {
    const { name, interrupts = [], vectors = "pci", queues = 1 } = each;
    const pci = `sys/devices/pci0000:00/0000:00:${index}.0`;
    const device = vectors === "virtio" ? `${pci}/virtio${index}` : pci;
    const modalias =
      vectors === "virtio" ? "virtio:d00000001v00001AF4" : "pci:v00008086";
    write(`${device}/modalias`, `${modalias}\n`);
    mkdirSync(join(root, device, "net", name), { recursive: true });
    symlinkSync("../..", join(root, device, "net", name, "device"));
    symlinkSync(
      join("../..", device.slice("sys/".length), "net", name),
      join(root, "sys/class/net", name),
    );
    for (const [number, words] of interrupts) {
      if (vectors !== "none") write(`${pci}/msi_irqs/${number}`, "msix\n");
      lines.push(`${number}: ${counts} IR-PCI-MSI 1-edge ${words}`);
      if (machine.unused?.includes(number)) continue;
      const file = `proc/irq/${number}/smp_affinity_list`;
      write(file.replace("_list", ""), UNTOUCHED);
      // A file that opens and refuses each write is what a managed interrupt is to a shell, for root too.
      if (machine.managed?.includes(number))
        symlinkSync("/dev/full", join(root, file));
      else write(file, UNTOUCHED);
    }
    for (let queue = 0; queue < queues; queue++) {
      write(`${device}/net/${name}/queues/rx-${queue}/rps_cpus`, UNTOUCHED);
      write(`${device}/net/${name}/queues/rx-${queue}/rps_flow_cnt`, UNTOUCHED);
      write(`${device}/net/${name}/queues/tx-${queue}/xps_cpus`, UNTOUCHED);
    }
  }
  write(
    "proc/interrupts",
    `      CPU0\n${lines.join("\n")}\nNMI: 0 Non-maskable\n`,
  );
  for (const [index, program] of (machine.programs ?? []).entries())
    write(`proc/${index + 100}/comm`, `${program}\n`);
}

/** What the script wrote, by what it is: `irq 24`, `eth0 rx-0 rps_cpus`, `flows`. */
export function writtenIn(root: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  const note = (what: string, path: string): void => {
    // A managed interrupt's file is /dev/full, which has no end.
    if (!existsSync(path) || lstatSync(path).isSymbolicLink()) return;
    const text = readFileSync(path, "utf8");
    if (text !== UNTOUCHED && text !== "") found[what] = text.trimEnd();
  };
  const irqs = join(root, "proc/irq");
  for (const irq of existsSync(irqs) ? readdirSync(irqs) : []) {
    note(`mask of ${irq}`, join(irqs, irq, "smp_affinity"));
    note(`irq ${irq}`, join(irqs, irq, "smp_affinity_list"));
  }
  for (const name of readdirSync(join(root, "sys/class/net"))) {
    const queues = join(root, "sys/class/net", name, "queues");
    for (const queue of existsSync(queues) ? readdirSync(queues) : [])
      for (const file of readdirSync(join(queues, queue)))
        note(`${name} ${queue} ${file}`, join(queues, queue, file));
  }
  note("flows", join(root, "proc/sys/net/core/rps_sock_flow_entries"));
  return found;
}
