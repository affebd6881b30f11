import { describe, expect, test } from "vitest";
import { hasProgram, requirePrograms } from "../support/programs.js";
import { queuesOf, ran, scriptOf } from "./run.js";

/** The shells that it may meet: Debian's, busybox's, and bash as NixOS runs it. */
const shells = {
  dash: ["dash"],
  busybox: ["busybox", "sh"],
  bash: ["bash", "-e"],
} as const;

function range<T>(count: number, make: (index: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

describe.each(Object.entries(shells))("%s", (program, shell) => {
  const skip = !requirePrograms && !hasProgram(program);

  test.skipIf(skip).each([
    [1, "0", "00000001"],
    [8, "0-7", "000000ff"],
    [64, "0-63", "ffffffff,ffffffff"],
    [200, "0-199", `000000ff,${range(6, () => "ffffffff").join(",")}`],
  ])("%i CPUs: every interrupt and every queue", (count, online, mask) => {
    const script = scriptOf(
      "interfaces: [eth0]",
      "affinity: spread",
      "rps: all",
      "rfs: 32768",
    );
    const { written, said, status } = ran(shell, script, {
      online,
      interfaces: [queuesOf("eth0", 95, 12), queuesOf("eth1", 300, 2)],
    });
    expect(said).toEqual([]);
    expect(status).toBe(0);
    expect(written).toEqual({
      ...Object.fromEntries(
        range(12, (index) => [`irq ${95 + index}`, String(index % count)]),
      ),
      ...Object.fromEntries(
        range(12, (index) => [
          [`eth0 rx-${index} rps_cpus`, mask],
          [`eth0 rx-${index} rps_flow_cnt`, "2730"],
        ]).flat(),
      ),
      flows: "32768",
    });
  });

  test.skipIf(skip)("CPUs that are named, with holes", () => {
    const script = scriptOf(
      "interfaces: [eth0]",
      'affinity: { spread: "1,3-4,33" }',
      'rps: "0,31-32,63,199"',
    );
    const { written, status } = ran(shell, script, {
      online: "0-199",
      interfaces: [queuesOf("eth0", 9, 6)],
    });
    expect(status).toBe(0);
    expect(written).toMatchObject({
      "irq 9": "1",
      "irq 10": "3",
      "irq 11": "4",
      "irq 12": "33",
      "irq 13": "1",
      "eth0 rx-0 rps_cpus":
        "00000080,00000000,00000000,00000000,00000000,80000001,80000001",
    });
  });

  test.skipIf(skip)("one set for all, as it is written", () => {
    const { written } = ran(
      shell,
      scriptOf("interfaces: [eth0]", 'affinity: "8,0-3"'),
      { online: "0-15", interfaces: [queuesOf("eth0", 40, 2)] },
    );
    expect(written).toEqual({ "irq 40": "0-3,8", "irq 41": "0-3,8" });
  });

  test.skipIf(skip)("several interfaces and patterns share the round", () => {
    const script = scriptOf(
      'interfaces: ["enp*", eth1, "e?h1", "wl*"]',
      "affinity: spread",
    );
    const { written, said, status } = ran(shell, script, {
      online: "0-3",
      interfaces: [
        queuesOf("enp1s0", 20, 2),
        queuesOf("enp2s0", 30, 3),
        queuesOf("eth1", 40, 1),
        queuesOf("eth10", 50, 1),
      ],
    });
    expect(status).toBe(0);
    expect(said).toEqual(["tunegen-interrupts: no interface is named wl*"]);
    expect(written).toEqual({
      "irq 20": "0",
      "irq 21": "1",
      "irq 30": "2",
      "irq 31": "3",
      "irq 32": "0",
      "irq 40": "1",
    });
  });

  test.skipIf(skip)("a virtio device has the vectors of its PCI device", () => {
    const { written } = ran(
      shell,
      scriptOf("interfaces: [eth0]", "affinity: spread"),
      {
        online: "0-1",
        interfaces: [
          {
            name: "eth0",
            vectors: "virtio",
            interrupts: [
              [24, "virtio0-config"],
              [25, "virtio0-input.0"],
              [26, "virtio0-output.0"],
            ],
          },
        ],
      },
    );
    expect(written).toEqual({ "irq 24": "0", "irq 25": "1", "irq 26": "0" });
  });

  test.skipIf(skip)("without vectors, the names in /proc/interrupts", () => {
    const none = { vectors: "none" } as const;
    const { written } = ran(
      shell,
      scriptOf("interfaces: [eth1]", "affinity: spread"),
      {
        online: "0-7",
        interfaces: [
          {
            name: "eth1",
            ...none,
            interrupts: [
              [9, "uhci_hcd, eth1"],
              [10, "eth1-rx-0"],
              [11, "i40e-eth1-TxRx-0"],
              [12, "eth1@pci:0000:00:03.0"],
            ],
          },
          { name: "eth10", ...none, interrupts: [[13, "eth10-rx-0"]] },
          { name: "veth1", ...none, interrupts: [[14, "veth1"]] },
          { name: "eth1.5", ...none, interrupts: [[15, "eth1.5"]] },
        ],
      },
    );
    expect(written).toEqual({
      "irq 9": "0",
      "irq 10": "1",
      "irq 11": "2",
      "irq 12": "3",
    });
  });

  test.skipIf(skip)(
    "what the kernel manages stays, and the rest is moved",
    () => {
      const { written, said, status } = ran(
        shell,
        scriptOf("interfaces: [eth0]", "affinity: spread"),
        {
          online: "0-3",
          managed: [21],
          unused: [22],
          interfaces: [queuesOf("eth0", 20, 4)],
        },
      );
      expect(status).toBe(0);
      expect(said).toEqual([
        "tunegen-interrupts: eth0: cannot move interrupt 21: it is managed by the kernel, or CPU 1 is offline",
      ]);
      expect(written).toEqual({ "irq 20": "0", "irq 23": "2" });
    },
  );

  test.skipIf(skip)(
    "no interrupts and no queues are said, and no failure",
    () => {
      const { written, said, status } = ran(
        shell,
        scriptOf("interfaces: [br0]", "affinity: spread", "rps: all"),
        {
          online: "0-3",
          interfaces: [{ name: "br0", vectors: "none", queues: 0 }],
        },
      );
      expect(status).toBe(0);
      expect(said).toEqual([
        "tunegen-interrupts: br0: has no interrupts of its own",
        "tunegen-interrupts: br0: has no receive queues",
      ]);
      expect(written).toEqual({});
    },
  );

  test.skipIf(skip)(
    "irqbalance is named, with how to ban the interrupts",
    () => {
      const script = scriptOf("interfaces: [eth0]", "affinity: spread");
      const machine = { online: "0-1", interfaces: [queuesOf("eth0", 20, 2)] };
      const programs = ["systemd", "irqbalance-ui", "irqbalance", "sh"];
      expect(ran(shell, script, { ...machine, programs }).said).toEqual([
        "tunegen-interrupts: irqbalance is running and will move the interrupts again: stop it, or start it with --banirq=20 --banirq=21",
      ]);
      expect(
        ran(shell, script, { ...machine, programs: ["irqbalance-ui"] }).said,
      ).toEqual([]);
    },
  );

  test.skipIf(skip)("flows are shared, and each queue has at least one", () => {
    const flowsOf = (rfs: number, queues: number): string | undefined =>
      ran(shell, scriptOf("interfaces: [eth0]", `rfs: ${rfs}`), {
        online: "0",
        interfaces: [{ name: "eth0", queues }],
      }).written["eth0 rx-0 rps_flow_cnt"];
    expect(flowsOf(32768, 16)).toBe("2048");
    expect(flowsOf(4, 8)).toBe("1");
    expect(flowsOf(0, 8)).toBe("0");
  });
});
