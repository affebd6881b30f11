import { shellWord } from "../encode/shell.js";
import { grouped } from "../explain/grouped.js";
import { listed } from "../explain/layout.js";
import { targets } from "../targets/emit.js";
import type { Install, OutputFile } from "../targets/types.js";
import type { OutputGroup, OutputReport } from "./types.js";

/** More names of nodes than these are counted. */
const NAMED = 4;

/** Stands for the path of each of several files. */
const EACH = "FILE";

/** Lists the generated files by target, with how they get to their nodes; those that are used alike are one group. */
export function outputsOf(
  files: readonly OutputFile[],
  shownPath: (path: string) => string,
): readonly OutputReport[] {
  return grouped(files, ({ target }) => target).map((same): OutputReport => {
    const [{ target }] = same;
    const record = targets.find(({ name }) => name === target);
    const outputs = record?.outputs ?? {};
    return {
      target,
      summary: record?.summary ?? "",
      groups: grouped(same, (file) =>
        JSON.stringify([file.output, useOf(file, EACH)]),
      ).map((alike) => {
        const [first, ...others] = alike;
        const path = others.length === 0 ? shownPath(first.path) : EACH;
        return {
          description: outputs[first.output]?.description ?? "",
          ...useOf(first, path),
          files: alike.map((file) => ({
            path: shownPath(file.path),
            nodes: nodesOf(file),
          })),
        };
      }),
    };
  });
}

function nodesOf({ nodes, owner }: OutputFile): string {
  if (owner !== undefined) return `${owner.kind} ${owner.name}`;
  return listed(
    nodes.map(({ kind, name }) => `${kind} ${name}`),
    NAMED,
  );
}

type Use = Pick<OutputGroup, "use" | "commands">;

function useOf({ install, text }: OutputFile, path: string): Use {
  return install === undefined ? headerOf(text) : usedBy(install, path);
}

function usedBy(install: Install, path: string): Use {
  switch (install.by) {
    case "copy": {
      const { to, apply, isProgram } = install;
      const mode = isProgram === true ? "0755" : "0644";
      return {
        use: `Copy it to ${to} on the node, and run there as root:`,
        commands: [
          `install -D -m ${mode} ${shellWord(path)} ${shellWord(to)}`,
          ...apply,
        ],
      };
    }
    case "patch":
      return {
        use: "Apply it as a patch of the machine configuration:",
        commands: [
          `talosctl --nodes NODE patch machineconfig --patch ${shellWord(`@${path}`)}`,
        ],
      };
    case "import":
      return {
        use: "Import it in the configuration of the machine, then run:",
        commands: ["nixos-rebuild switch"],
      };
  }
}

/** What the header of a file says after who generated it: how the file is used, in lines as they are there. */
function headerOf(text: string): Use {
  const lines = text.split("\n");
  const end = lines.findIndex((line) => !line.startsWith("#"));
  const paragraphs = lines
    .slice(0, Math.max(end, 0))
    .map((line) => line.replace(/^# ?/u, ""))
    .join("\n")
    .split(/\n\s*\n/u);
  return paragraphs.length > 1
    ? { use: "Its header says:", commands: [(paragraphs.at(-1) ?? "").trim()] }
    : { use: "Its own text says how it is used.", commands: [] };
}
