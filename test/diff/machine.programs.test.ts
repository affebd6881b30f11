import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { bootScript, bootTest } from "../support/boot-test.js";
import { isLive, machineTrials, type Trial } from "./trials.js";

const appliers = [
  "/usr/lib/systemd/systemd-sysctl",
  "/usr/lib/systemd/systemd-modules-load",
];
const systemd = "/usr/lib/systemd/systemd";
const programs = [systemd, "systemctl", "perl", ...appliers];
const modules = ["nbd", "dummy"];

function own(name: string): string {
  return readFileSync(new URL(name, import.meta.url), "utf8");
}

const unit = "[Unit]\nDefaultDependencies=no\n";

/** A node with a service whose limits change, which stays as it is until the end of `running.sh`. */
function running(): string {
  return bootScript(
    `mkdir -p /run; exec ${systemd} --unit=trial.target --log-level=warning --show-status=no`,
    {
      programs,
      modules,
      files: {
        "/etc/sysctl.d/tuning.conf": "",
        "/etc/modprobe.d/tuning.conf": "",
        "/etc/modules-load.d/tuning.conf": "",
        "/etc/systemd/system/trial.target": `${unit}Requires=limited.service trial.service\n`,
        "/etc/systemd/system/limited.service": `${unit}[Service]
ExecStart=/bin/busybox sleep 999
LimitNOFILE=1000
`,
        "/etc/systemd/system/trial.service": `${unit}After=limited.service
[Service]
Type=oneshot
ExecStart=/bin/busybox sh -c "{ . /running.sh; echo '@@ done'; reboot -f; } >/dev/ttyS0 2>&1"
`,
        "/running.sh": own("running.sh"),
        "/look.sh": own("look.sh"),
        "/bpf.pl": own("bpf.pl"),
      },
    },
  );
}

/** The same node after a boot with what `running.sh` has changed. */
function rebooted(): string {
  return bootScript(". /look.sh\napply\nlook new\n", {
    programs: appliers,
    modules,
    files: {
      "/etc/sysctl.d/tuning.conf": "",
      "/etc/modprobe.d/tuning.conf": "options nbd nbds_max=5\n",
      "/etc/modules-load.d/tuning.conf": "nbd\n",
      "/look.sh": own("look.sh"),
    },
    argument: "mitigations=off hugepages=4",
  });
}

function trialsIn(said: string): ReadonlyMap<string, Trial> {
  const trials = new Map<string, Trial>();
  for (const [, name = "", time = "", seen] of said.matchAll(
    /^([^\t\n]+)\t(before|after|new)\t(.*)$/gmu,
  ))
    trials.set(name, { ...trials.get(name), [time]: seen });
  return trials;
}

bootTest("what services, programs and a boot change", programs, () => {
  const trials = trialsIn(running() + rebooted());
  expect([...trials.keys()].toSorted()).toEqual(
    Object.keys(machineTrials).toSorted(),
  );
  for (const [name, trial] of trials) {
    expect(trial.new, name).toBeDefined();
    expect(trial.new, name).not.toBe(trial.before);
    expect(isLive(trial), name).toBe(machineTrials[name] === "live");
  }
  // What a restart of the Cilium agents loses.
  expect(trials.get("bpf.ctTcpMax")).toEqual({
    before: "size 16, with the entry",
    after: "size 16, with the entry",
    new: "size 32, empty",
  });
});
