import type { Reporter } from "../core/report.js";
import type { Tree } from "../core/tree.js";
import { readCommand } from "./read-command.js";
import type { WrittenAddresses } from "./rollout-model.js";

/** A host name, an address, either with a user before it, or an IPv6 address in brackets. Never an option of a program. */
const address =
  /^(?:[\w.-]+@)?(?:[A-Za-z0-9][\w.:%-]*|\[[0-9A-Fa-f:.]+(?:%[\w.-]+)?\])$/u;

/** Reads the field `address`: a pattern, or an address for each host. */
export function readAddresses(
  tree: Tree | undefined,
  reporter: Reporter,
): WrittenAddresses {
  if (tree === undefined) return { pattern: undefined, byHost: [] };
  if (tree.entries === undefined) {
    const pattern = readCommand(tree, ["host", "role"], reporter);
    const example = String(tree.data)
      .trim()
      .replaceAll(/\{(?:host|role)\}/gu, "a");
    if (pattern === undefined || isAddress(example, tree, reporter))
      return { pattern, byHost: [] };
    return { pattern: undefined, byHost: [] };
  }
  return {
    pattern: undefined,
    byHost: [...tree.entries].flatMap(([name, { key, value }]) =>
      isAddress(String(value.data), value, reporter)
        ? [{ host: { name, span: key }, address: String(value.data) }]
        : [],
    ),
  };
}

function isAddress(
  text: string,
  { span, data }: Tree,
  reporter: Reporter,
): boolean {
  if (address.test(text)) return true;
  reporter.error(
    "malformed-address",
    span,
    `\`${String(data)}\` is not the address of a host`,
    {
      help: "write a name or an IP address, also with a user: 192.0.2.7, root@{host}.example.org",
    },
  );
  return false;
}

/** Reads the address of a Prometheus server. */
export function readServer(
  tree: Tree | undefined,
  reporter: Reporter,
): string | undefined {
  if (tree === undefined) return undefined;
  const text = String(tree.data).trim();
  if (/^https?:\/\/[^\s"'`<>\\^{|}]+$/u.test(text) && URL.canParse(text)) {
    if (new URL(text).password === "") return text;
    return reporter.error(
      "malformed-address",
      tree.span,
      "the address has a password",
      {
        why: "the runbook is committed",
        help: "remove it; `tunegen verify` reads it from TUNEGEN_PROMETHEUS_PASSWORD or a file",
      },
    );
  }
  return reporter.error(
    "malformed-address",
    tree.span,
    `\`${text}\` is not the address of a server`,
    { help: "write one such as https://prometheus.example.org" },
  );
}
