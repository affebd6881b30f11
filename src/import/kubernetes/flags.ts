import type { Holder } from "../types.js";
import type { Findings, Range } from "../yaml/findings.js";
import { takeKubeletFlag } from "./kubelet.js";
import { takeProxyFlag } from "./kube-proxy.js";

/** Whose flag it is: of the kubelet, of kube-proxy, or of the program that the text calls. */
export type Program = "kubelet" | "kube-proxy";

/** Takes `max-pods=250` or `--max-pods=250` for a program. Returns whether the spec has it. */
export function takeFlag(
  program: Program,
  written: string,
  item: Range,
  holder: Holder,
  findings: Findings,
): boolean {
  const text = written
    .trim()
    .replace(/^["']|["']$/gu, "")
    .replace(/^--?/u, "");
  const separator = /[= ]/u.exec(text)?.index ?? text.length;
  const name = text.slice(0, separator);
  const value = text
    .slice(separator + 1)
    .trim()
    .replace(/^["']|["']$/gu, "");
  const given = separator === text.length ? "true" : value;
  return program === "kubelet"
    ? takeKubeletFlag(name, given, item, holder, findings)
    : takeProxyFlag(name, given, item, holder, findings);
}

/** The words of a command line that carry flags of the kubelet and of kube-proxy. */
const carriers =
  /--(kubelet|kube-proxy)-arg(?:=|\s+)("[^"]*"|'[^']*'|[^\s"']+)/gu;
/** Flags of the programs themselves that only they have. */
const own =
  /--(allowed-unsafe-sysctls|pod-max-pids|protect-kernel-defaults|max-pods|conntrack-[a-z-]+|ipvs-strict-arp|iptables-localhost-nodeports)(?:[= ]("[^"]*"|'[^']*'|[^\s"']+))?/gu;

/** Takes the flags in a command line, as `--kubelet-arg max-pods=250`. Returns whether there is one. */
export function takeCommandLine(
  text: string,
  item: Range,
  holder: Holder,
  findings: Findings,
): boolean {
  if (!text.includes("--")) return false;
  let found = false;
  for (const [, program, flag = ""] of text.matchAll(carriers)) {
    const of = program === "kubelet" ? "kubelet" : "kube-proxy";
    found = takeFlag(of, flag, item, holder, findings) || found;
  }
  if (found) return true;
  for (const [, name = "", value = "true"] of text.matchAll(own)) {
    const of = /^(?:conntrack|ipvs|iptables)-/u.test(name)
      ? "kube-proxy"
      : "kubelet";
    found =
      takeFlag(
        of,
        `${name}=${value.replace(/^["']|["']$/gu, "")}`,
        item,
        holder,
        findings,
      ) || found;
  }
  return found;
}
