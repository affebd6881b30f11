import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { shellWords } from "../support/loaders.js";
import { programTest, run } from "../support/programs.js";
import { bin, small, Workspace } from "./tunegen.js";

const counts = `
import sys, xml.etree.ElementTree as tree
root = tree.fromstring(sys.stdin.buffer.read())
cases = root.findall("./testsuite/testcase")
print(root.tag, root.get("tests"), len(cases), len(root.findall(".//failure")))
for case in cases: print(case.get("classname"), case.find("failure").get("message"))
`;

programTest(
  "python3",
  "JUnit is XML to a parser, with any text of a spec",
  () => {
    const space = new Workspace({
      "tuning.yaml": `${small}  '<&"]]>': {}\n`,
    });
    const { out } = space.run(["lint", "--format", "junit"]);
    const { status, stdout } = run("python3", ["-c", counts], out);
    expect(status).toBe(0);
    expect(stdout).toBe(
      'testsuites 1 1 1\nmalformed-name `<&"]]>` cannot name a role\n',
    );
  },
);

/** Prints what lint says at a pseudo-terminal of some width. */
const atTerminal = `
import fcntl, os, pty, struct, sys, termios
pid, fd = pty.fork()
if pid == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, int(sys.argv[1]), 0, 0))
    os.execvp(sys.argv[2], sys.argv[2:])
seen = b""
while True:
    try:
        data = os.read(fd, 4096)
    except OSError:
        break
    if not data:
        break
    seen += data
os.waitpid(pid, 0)
sys.stdout.buffer.write(seen)
`;

programTest(
  "python3",
  "findings are wrapped to the width of a terminal",
  () => {
    const space = new Workspace({
      "tuning.yaml": small.replace("net.core.somaxconn", "net.core.somaxcon"),
    });
    const widest = (columns: number): number => {
      const { stdout } = run(
        "python3",
        ["-c", atTerminal, String(columns), process.execPath, bin, "lint"],
        undefined,
        { cwd: space.folder },
      );
      // eslint-disable-next-line no-control-regex -- the colours
      const plain = stdout.replaceAll(/\u001b\[[0-9;]*m|\r/gu, "");
      expect(plain).toContain("silently skip unknown");
      const told = plain
        .split("\n")
        .filter((line) => /^ {2,}[a-z]/u.test(line));
      return Math.max(...told.map((line) => line.length));
    };
    expect(widest(60)).toBeLessThanOrEqual(60);
    expect(widest(200)).toBeGreaterThan(60);
  },
);

programTest(
  "python3",
  "what goes to a file has no colours, and errors at the terminal beside it have",
  () => {
    const space = new Workspace({ "tuning.yaml": small });
    const at = (command: string): string =>
      run(
        "python3",
        ["-c", atTerminal, "100", "/bin/sh", "-c", command],
        undefined,
        { cwd: space.folder },
      ).stdout;
    const tunegen = shellWords([process.execPath, bin]);
    const escape = "\u001b[";
    expect(at(`${tunegen} explain somaxconn`)).toContain(escape);
    expect(at(`${tunegen} explain somaxconn > out.txt`)).toBe("");
    expect(readFileSync(space.path("out.txt"), "utf8")).not.toContain(escape);
    expect(at(`${tunegen} diff none > out.txt`)).toContain(escape);
  },
);
