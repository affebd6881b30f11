import type { Context } from "./context.js";
import type { Findings } from "./findings.js";
import { agentOptions } from "./k3s.js";
import { readConfigText } from "./k3s-config.js";
import {
  readKernelPackages,
  readKernelParams,
  readModprobe,
  readModules,
} from "./kernel.js";
import { readLoginLimits, readServiceConfig } from "./limits.js";
import type { Options, SetOption } from "./option.js";
import { readSysctls } from "./sysctl.js";
import { readSysfs, readTmpfiles } from "./sysfs.js";
import type { Lazy } from "./value.js";

type Read = (lazy: Lazy, context: Context, findings: Findings) => void;

function reads(read: Read): (option: SetOption) => void {
  return ({ lazy, context, findings }) => read(lazy, context, findings);
}

/** The options of NixOS that tune the kernel, or say on what the tuning depends. Source: NixOS/nixpkgs 25.11, nixos/modules. */
export const options: Options = {
  boot: {
    extraModprobeConfig: reads(readModprobe),
    kernel: { sysctl: reads(readSysctls), sysfs: reads(readSysfs) },
    kernelModules: reads(readModules),
    kernelPackages: reads(readKernelPackages),
    kernelParams: reads(readKernelParams),
  },
  environment: { etc: { "*": { text: readConfigText } } },
  security: { pam: { loginLimits: reads(readLoginLimits) } },
  services: { k3s: agentOptions, rke2: agentOptions },
  systemd: {
    services: { "*": { serviceConfig: readServiceConfig } },
    tmpfiles: { rules: reads(readTmpfiles) },
  },
};
