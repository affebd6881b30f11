import {
  buildFromConfig,
  isCompleteConfig,
} from "../../catalogue/builds/config.js";
import { type Diagnostic, error } from "../../core/diagnostic.js";
import type { KernelBuild } from "../../core/kernel-build.js";
import { isSource } from "../../language/decode.js";
import { kernelBuildText } from "../../platform/kernel-build/text.js";
import { openConsole } from "../console.js";
import { EXIT, type ExitCode } from "../exit.js";
import { printDiagnostics } from "../formats/text.js";
import type { KernelBuildOptions } from "../options.js";
import { readConfig } from "../read-config.js";

/** Runs `tunegen kernel-build`: prints the file for `kernelBuild` that a kernel configuration amounts to. */
export async function kernelBuild(
  config: string,
  options: KernelBuildOptions,
): Promise<ExitCode> {
  const terminal = openConsole(options);
  const build = await readBuild(config, options.kernel);
  if (!("option" in build)) {
    printDiagnostics([build], terminal);
    return EXIT.usage;
  }
  terminal.out.print(kernelBuildText(build));
  return EXIT.fine;
}

async function readBuild(
  config: string,
  kernel: string | undefined,
): Promise<KernelBuild | Diagnostic> {
  const [file, name, origin] =
    config === "-"
      ? [0, "<stdin>", "standard input"]
      : [config, config, config];
  const source = await readConfig(file, name);
  if (!isSource(source)) return source;
  const build = buildFromConfig(source.text, kernel);
  if ("fault" in build)
    return error("not-a-kernel-config", undefined, `${name} ${build.fault}`, {
      help: build.help,
    });
  if (!isCompleteConfig(source.text))
    return error(
      "not-a-kernel-config",
      undefined,
      `${name} is only a part of a kernel configuration`,
      {
        why: "options that it does not mention would count as off",
        help: "complete it in the kernel's source (make olddefconfig), or use the configuration of a built kernel",
      },
    );
  return { ...build, source: origin };
}
