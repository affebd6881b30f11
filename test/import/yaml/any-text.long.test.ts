import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { positionAt, type Span } from "../../../src/core/source.js";
import { yamlFormats } from "../../../src/import/yaml-formats.js";

const words = fc.constantFrom(
  "machine:",
  "  sysctls:",
  "    net.core.somaxconn: 1024",
  '    "vm.swappiness": "10" # end',
  "    net/ipv4/ip_forward = 1",
  "# net.ipv4.tcp_sack: 0",
  "    # words",
  "",
  "---",
  "- name: vm.dirty_ratio",
  "  value: 10",
  "patches:",
  "  - |-",
  "    machine: { sysctls: { fs.file-max: 1 } }",
  "{% if worker %}",
  "{% endif %}",
  "{{ toYaml .Values }}",
  "    kernel.pid_max: ${pids}",
  "  bpf: { ctTcpMax: 1 }",
  "\tvm.panic_on_oom: 1",
  '  "',
  "  [",
  "  - &a {vm.laptop_mode: 1}",
  "  - *a",
  "<<: *a",
  "sysctl -w vm.max_map_count=1",
  "kind: Deployment",
  "spec:",
  "  securityContext: { sysctls: [",
);

const anyText = fc
  .array(fc.oneof({ weight: 9, arbitrary: words }, fc.string()), {
    maxLength: 25,
  })
  .map((lines) => lines.join("\n"));

const [format] = yamlFormats;

describe("any text", () => {
  it("is read without an exception, and no line with a sysctl is lost", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const source = { name: "x.yaml", text };
        const reading = format?.read(source);
        if (reading === undefined) throw new Error("there is no format");
        const { settings, commentedOut, remarks, heading } = reading;
        const seen = new Set<number>();
        const see = (span: Span | undefined): void => {
          if (span === undefined) return;
          const first = positionAt(source, span.start).line;
          const last = positionAt(source, span.end).line;
          for (let line = first; line <= last; line += 1) seen.add(line);
        };
        for (const { span } of [...commentedOut, ...remarks]) see(span);
        for (const { span, reason, group } of settings)
          [span, reason?.span, group?.span].forEach(see);
        see(heading?.span);
        const lost = text.split("\n").flatMap((line, index) => {
          const isSetting =
            /(?:vm|net|fs|kernel)[./][\w./-]+["']?\s*[:=]/u.test(line) &&
            !line.includes("a {vm");
          return isSetting && !seen.has(index + 1) ? [line] : [];
        });
        expect(lost).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it("is read in linear time", () => {
    const lines = Array.from(
      { length: 20_000 },
      (_, index) => `    net.ipv4.conf.eth${index}.rp_filter: 1 # ${index}`,
    );
    const text = `machine:\n  sysctls:\n${lines.join("\n")}\n`;
    const reading = format?.read({ name: "x.yaml", text });
    expect(reading?.settings.length).toBe(20_000);
  });
});
