import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isCommentedOut, reasonOf } from "../../src/import/comments.js";
import { sysctlD } from "../../src/import/sysctl.d/index.js";

function reasonIn(...texts: readonly string[]) {
  const source = { name: "x", text: texts.join("\n") };
  let at = 0;
  const lines = texts.map((text) => {
    const span = { source, start: at, end: at + text.length };
    at = span.end + 1;
    return { text, span };
  });
  return reasonOf(lines);
}

describe("the reason in a comment", () => {
  test.each<[readonly string[], string | undefined, readonly string[]]>([
    [[" Keep the table from filling up"], "Keep the table from filling up", []],
    [[" was 4096, default: 128 "], "was 4096, default: 128", []],
    [[" More room", "\tfor bursts"], "More room for bursts", []],
    [
      ["Listen queues", "Raised by the operators"],
      "Listen queues. Raised by the operators",
      [],
    ],
    // A line that is full is broken anywhere, and a name may be at the start of the next.
    [
      ["The default of the accept queue is too small for bursts of", "Nginx"],
      "The default of the accept queue is too small for bursts of Nginx",
      [],
    ],
    [["More room,", "Because of bursts"], "More room, Because of bursts", []],
    [["########", "# Network  #", "########"], "Network", []],
    [["----- Network -----"], "Network", []],
    [["=== Network ==="], "Network", []],
    [["┌──────┐", "│ Disk │", "└──────┘"], "Disk", []],
    [[" ** C++ and x86_64"], "C++ and x86_64", []],
    [["", "   "], undefined, []],
    [["#####"], undefined, []],
    [[], undefined, []],
    [[" https://example.org/a_(b)."], undefined, ["https://example.org/a_(b)"]],
    [
      ["Bursts (see https://example.org/1)."],
      "Bursts.",
      ["https://example.org/1"],
    ],
    [
      ["Bursts, see https://example.org/1 for details"],
      "Bursts",
      ["https://example.org/1"],
    ],
    [
      ["Bursts (default 128, see also https://example.org/1)"],
      "Bursts (default 128)",
      ["https://example.org/1"],
    ],
    [
      ["More room", "Ref: <https://example.org/1>,", "https://example.org/2"],
      "More room",
      ["https://example.org/1", "https://example.org/2"],
    ],
    [
      ["See https://example.org/1 and https://example.org/1"],
      undefined,
      ["https://example.org/1"],
    ],
    [
      ["From [the guide](https://example.org/1), section 3"],
      "From [the guide], section 3",
      ["https://example.org/1"],
    ],
    [
      ["Bursts - http://example.org/?a=1&b=2#c"],
      "Bursts",
      ["http://example.org/?a=1&b=2#c"],
    ],
    [
      ["References:", "https://example.org/1"],
      undefined,
      ["https://example.org/1"],
    ],
  ])("%j is %j, %j", (lines, text, refs) => {
    const reason = reasonIn(...lines);
    expect(reason?.text).toBe(text);
    expect(reason?.refs ?? []).toEqual(refs);
  });

  test("it has the place of all lines", () => {
    expect(reasonIn("More room", "for bursts")?.span).toMatchObject({
      start: 0,
      end: 20,
    });
  });

  test("any text is read, and no word is lost", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        reasonIn(a, b);
        const words = reasonIn("first", a, b, "last")?.text?.split(" ") ?? [];
        expect(words.at(0)?.replace(/\.$/u, "")).toBe("first");
        expect(words.at(-1)).toBe("last");
      }),
    );
  });
});

describe("a setting in a comment", () => {
  test.each([
    "net.ipv4.tcp_sack = 0",
    " net.ipv4.tcp_sack=0 # breaks some clients",
    "vm.swappiness=10",
    "vm.swappiness\t= 10",
    "net/ipv4/ip_forward = 1",
    "net.ipv4.conf.*.rp_filter = 2",
    "-net.foo.bar = 1",
    "-net.ipv4.conf.eth0.rp_filter",
    "net.ipv4.tcp_rmem = 4096 87380 16777216",
    "net.ipv4.tcp_allowed_congestion_control = reno cubic bbr",
    "kernel.core_pattern = |/usr/lib/dump %P %u %g",
    "kernel.hotplug =",
    "own.module_key = 5",
    '"net.core.somaxconn" = 1024;',
    '"net.core.somaxconn" = lib.mkForce 1024; # was 128',
    'boot.kernel.sysctl."vm.swappiness" = 10;',
    "boot.kernel.sysctl.kernel.panic = 10;",
    'boot.kernelModules = [ "tcp_bbr" "br_netfilter" ];',
    'net.core.somaxconn: "1024"',
    "net.core.somaxconn: 1024 # was 128",
    "- net.core.somaxconn=1024",
    "net.core.somaxconn = {{ somaxconn }}",
    "sysctl -w net.core.somaxconn=1024",
    "sudo sysctl net.core.somaxconn=1024",
    "echo 1 > /proc/sys/net/ipv4/ip_forward",
    "modprobe br_netfilter",
  ])("%s", (text) => {
    expect(isCommentedOut(text)).toBe(true);
  });

  test.each([
    "",
    "Keep the table from filling up",
    "net.ipv4.ip_forward",
    "net.ipv4.tcp_sack = 0 would break old clients",
    "with vm.swappiness=10 nothing is swapped",
    "vm.swappiness: lower values avoid swapping",
    "default = 128",
    "default: 128",
    "rate = window / rtt",
    "see https://example.org/?a=1",
    "https://example.org/?a=1",
    "Last modified: 2024-01-01",
    "i.e. = 5",
    "note: 5",
    "modprobe br_netfilter is needed first",
    "sysctl -w applies it at once",
  ])("%s is a sentence", (text) => {
    expect(isCommentedOut(text)).toBe(false);
  });
});

describe("a word above several settings", () => {
  const groups = (comment: string) => {
    const text = `${comment}\nvm.swappiness = 10\nvm.dirty_ratio = 5\n`;
    const { settings, remarks } = sysctlD.read({ name: "x.conf", text });
    return [settings.map(({ group }) => group?.text), remarks.length];
  };

  test.each(["# Disk", "# disk:", "# --- disk ---", "# disk and memory"])(
    "%s is their heading",
    (comment) => {
      const [found, remarks] = groups(comment);
      expect(found).not.toContain(undefined);
      expect(remarks).toBe(0);
    },
  );

  test.each(["; comment", "# comment.", "# sysctl"])(
    "%s is not, and is noted",
    (comment) => {
      expect(groups(comment)).toEqual([[undefined, undefined], 1]);
    },
  );
});
