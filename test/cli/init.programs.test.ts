import { expect } from "vitest";
import { programTest, run } from "../support/programs.js";
import { bin, Workspace } from "./tunegen.js";

/** Runs init at a pseudo-terminal, and presses a key whenever it has asked something and waits. */
const driver = `
import fcntl, os, pty, select, struct, sys, termios
keys = sys.argv[1].encode().decode("unicode_escape").split("|")
pid, fd = pty.fork()
if pid == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    os.execvp(sys.argv[2], sys.argv[2:])
seen = b""
while True:
    ready, _, _ = select.select([fd], [], [], 1.5)
    if ready:
        try:
            data = os.read(fd, 4096)
        except OSError:
            break
        if not data:
            break
        seen += data
    elif keys:
        os.write(fd, keys.pop(0).encode())
_, status = os.waitpid(pid, 0)
sys.stdout.buffer.write(seen)
sys.exit(os.waitstatus_to_exitcode(status))
`;

function drive(
  space: Workspace,
  keys: readonly string[],
): { readonly status: number | null; readonly shown: string } {
  const { status, stdout } = run(
    "python3",
    ["-c", driver, keys.join("|"), process.execPath, bin, "init"],
    undefined,
    { cwd: space.folder },
  );
  return { status, shown: stdout };
}

const ENTER = "\\r";

programTest("python3", "init asks six questions at a terminal", () => {
  const space = new Workspace({ "flake.nix": "{ nixosConfigurations = {}; }" });
  space.write("sysctl.d/50.conf", "# Bursts\nvm.swappiness = 10\n");
  const { status, shown } = drive(space, [
    "n", // no import
    ENTER, // NixOS
    "25.11\\r",
    ENTER, // tuning.yaml
    `\\x1b[B${ENTER}`, // GitHub
    "y", // pre-commit
  ]);
  expect(shown).toContain("a NixOS flake (flake.nix)");
  expect(status).toBe(0);
  expect(space.read("tuning.yaml")).toContain('osVersion: "25.11"');
  expect(space.read(".github/workflows/tunegen.yml")).toContain("check");
  expect(space.read(".pre-commit-config.yaml")).toContain("tunegen check");
});

for (const [name, key] of [
  ["Ctrl-C", "\\x03"],
  ["Ctrl-D", "\\x04"],
] as const)
  programTest("python3", `${name} leaves nothing behind`, () => {
    const space = new Workspace();
    const { status, shown } = drive(space, [ENTER, key]);
    expect(shown).toContain("cancelled: nothing was written");
    expect(shown).not.toContain("error:");
    expect(status).toBe(1);
    expect(space.files()).toEqual([]);
  });
