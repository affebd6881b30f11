import { describe, expect, test } from "vitest";
import { buildFromConfig } from "../../src/catalogue/builds/config.js";
import { defaultIn } from "../../src/catalogue/builds/defaults.js";
import { moduleIn } from "../../src/catalogue/builds/modules.js";
import { presenceOf } from "../../src/catalogue/builds/presence.js";
import { key } from "./support.js";

describe("a kernel configuration of one's own", () => {
  const text = [
    "# Linux/x86 6.12.48 Kernel Configuration",
    "CONFIG_X86_64=y",
    "CONFIG_HZ=300",
    "CONFIG_USER_NS=y",
    "CONFIG_NF_CONNTRACK=m",
    'CONFIG_DEFAULT_TCP_CONG="bbr"',
    "# CONFIG_DETECT_HUNG_TASK is not set",
  ].join("\n");

  test("is read", () => {
    const own = buildFromConfig(text);
    if ("fault" in own) throw new Error(own.fault);
    expect(own).toMatchObject({
      id: "custom",
      arch: "amd64",
      kernel: "6.12.48",
    });
    expect(own.option("DEFAULT_TCP_CONG")).toBe("bbr");
    expect(own.option("IP_VS")).toBe("n");
    expect(defaultIn(own, key("net.core.netdev_budget_usecs"))?.value).toBe(
      "6666",
    );
    expect(moduleIn(own, "nf_conntrack")).toBe("module");
    expect(presenceOf(own, key("kernel.hung_task_panic"))).toMatchObject({
      kind: "absent",
      option: "CONFIG_DETECT_HUNG_TASK",
    });
    // Its patches are not known.
    expect(presenceOf(own, key("kernel.unprivileged_userns_clone")).kind).toBe(
      "unknown",
    );
    expect(defaultIn(own, key("fs.protected_symlinks"))).toBeUndefined();
  });

  test.each([
    ["", "does not contain any CONFIG_ lines"],
    ["CONFIG_HZ=250", "sets neither CONFIG_X86_64=y nor CONFIG_ARM64=y"],
    ["CONFIG_ARM64=y", "does not name the version of the kernel"],
  ])("%j %s", (config, fault) => {
    expect(buildFromConfig(config)).toMatchObject({ fault });
  });

  test("the version can be given", () => {
    expect(buildFromConfig("CONFIG_ARM64=y", "6.6.10-rpi")).toMatchObject({
      arch: "arm64",
      kernel: "6.6.10",
    });
  });
});
