import { keysOf } from "../../core/keys-of.js";
import {
  type ProxyField,
  proxyFields,
} from "../../platform/component/proxy-fields.js";
import type { SpecValue } from "../types.js";
import { inString } from "./coerce.js";
import { type Context, definitionsOf, textOf } from "./context.js";
import type { Findings, Range } from "./findings.js";
import { textItems, type TextItem } from "./kernel.js";
import type { Options, SetOption } from "./option.js";
import type { Node } from "./syntax.js";
import type { Attribute } from "./value.js";

/** The options of `services.k3s` and `services.rke2`. Source: NixOS/nixpkgs 25.11, nixos/modules/services/cluster/rancher. */
export const agentOptions: Options = {
  enable: readEnable,
  extraFlags: readFlags,
  extraKubeletConfig: ({ lazy, context, findings }) =>
    eachField(lazy, context, (attribute, around) =>
      readKubeletField(attribute, around, findings),
    ),
  extraKubeProxyConfig: ({ lazy, context, findings }) =>
    eachField(lazy, context, (attribute, around) =>
      readProxyField(attribute, around, findings),
    ),
};

function readEnable({ lazy, context, names, findings }: SetOption): void {
  const [, name = ""] = names;
  for (const { value, node } of definitionsOf(lazy, context))
    if (value.kind === "bool" && value.value)
      findings.fact("distribution", name, node);
}

function eachField(
  lazy: SetOption["lazy"],
  context: Context,
  read: (attribute: Attribute, context: Context) => void,
): void {
  for (const { value, context: around } of definitionsOf(lazy, context))
    if (value.kind === "set")
      for (const attribute of value.attributes) read(attribute, around);
}

/** A flag of an agent, and the words that it is made of. */
export interface Flag {
  readonly name: string;
  readonly value: string | undefined;
  readonly item: TextItem;
}

function readFlags({ lazy, context, names, findings }: SetOption): void {
  const option = names.join(".");
  const flags = flagsIn(textItems(lazy, context, option, findings));
  const others = flags.filter((flag) => !takeFlag(flag, findings));
  if (others.length > 0)
    findings.remark(
      "note",
      lazy.node,
      `${others.length === 1 ? "1 flag is" : `${others.length} flags are`} no part of the tuning: ${others.map(({ name }) => `\`--${name}\``).join(", ")}`,
    );
}

function flagsIn(items: readonly TextItem[]): readonly Flag[] {
  const words = items.flatMap((item) =>
    wordsIn(item.text).map((text) => ({ text, item })),
  );
  const flags: Flag[] = [];
  for (const { text, item } of words) {
    const last = flags.at(-1);
    if (text.startsWith("-")) {
      flags.push({ ...split(text.replace(/^-+/u, "")), item });
    } else if (last !== undefined && last.value === undefined) {
      flags[flags.length - 1] = { ...last, value: text };
    }
  }
  return flags;
}

/** The words of a command line. systemd expands `%` and `$`, which are doubled. Source: systemd.service(5). */
function wordsIn(text: string): readonly string[] {
  const words = text.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/gu) ?? [];
  return words.map((word) =>
    word.replaceAll(/["']/gu, "").replaceAll("%%", "%").replaceAll("$$", "$"),
  );
}

function split(text: string): Pick<Flag, "name" | "value"> {
  const at = text.indexOf("=");
  return at === -1
    ? { name: text, value: undefined }
    : { name: text.slice(0, at), value: text.slice(at + 1) };
}

/** Takes what the spec has of a flag. Returns false for a flag that is no part of it. */
export function takeFlag(
  { name, value, item }: Flag,
  findings: Findings,
): boolean {
  const inner = split((value ?? "").replace(/^-+/u, ""));
  const { context, node, place = node } = item;
  const at = { context, node, place };
  switch (name) {
    case "kubelet-arg":
      return takeKubelet(inner.name, inner.value ?? "", at, findings);
    case "kube-proxy-arg": {
      const field = keysOf(proxyFields).find(
        (known) => proxyFields[known].flag === inner.name,
      );
      if (field !== undefined)
        takeProxy(field, inner.value ?? "", at, findings);
      else if (inner.name === "proxy-mode")
        findings.fact("kubeProxy", inner.value ?? "", item.node);
      return field !== undefined || inner.name === "proxy-mode";
    }
    case "disable-kube-proxy":
      if (value !== "false") findings.fact("kubeProxy", "none", item.node);
      return true;
    case "protect-kernel-defaults":
      findings.fact("protectKernelDefaults", value !== "false", item.node);
      return true;
    default:
      return false;
  }
}

interface At {
  readonly context: Context;
  readonly node: Node;
  readonly place?: Range;
}

function takeKubelet(
  flag: string,
  value: string,
  { context, node, place = node }: At,
  findings: Findings,
): boolean {
  switch (flag) {
    case "allowed-unsafe-sysctls":
      for (const glob of value.split(",").map((text) => text.trim()))
        if (glob !== "") allow(glob, { context, node, place }, findings);
      return true;
    case "max-pods":
      if (!/^[0-9]{1,5}$/u.test(value)) return false;
      findings.fact("maxPods", Number(value), place);
      return true;
    case "protect-kernel-defaults":
      findings.fact("protectKernelDefaults", value !== "false", node);
      return true;
    default:
      return false;
  }
}

function allow(
  glob: string,
  { context, node, place = node }: At,
  findings: Findings,
): void {
  findings.add({
    path: ["allowedUnsafeSysctls", glob],
    value: true,
    context,
    span: findings.span(place),
    anchor: node,
  });
}

function takeProxy(
  field: ProxyField,
  text: string,
  { context, node, place = node }: At,
  findings: Findings,
): void {
  const { section, kind } = proxyFields[field];
  let value: SpecValue = text;
  if (kind === "count" && /^[0-9]{1,15}$/u.test(text)) value = Number(text);
  if (kind === "switch") value = text !== "false";
  findings.add({
    path: ["kubeProxy", section, field],
    value,
    context,
    span: findings.span(place),
    anchor: node,
  });
}

function readKubeletField(
  { name, lazy, bind }: Attribute,
  context: Context,
  findings: Findings,
): void {
  findings.read(bind);
  if (name === "allowedUnsafeSysctls") {
    for (const item of textItems(lazy, context, name, findings))
      allow(item.text, item, findings);
    return;
  }
  const [first] = definitionsOf(lazy);
  if (name === "maxPods" && first?.value.kind === "int")
    findings.fact(name, Number(first.value.value), lazy.node);
  if (name === "protectKernelDefaults" && first?.value.kind === "bool")
    findings.fact(name, first.value.value, lazy.node);
}

function readProxyField(
  { name, lazy, bind }: Attribute,
  context: Context,
  findings: Findings,
): void {
  findings.read(bind);
  const mode = name === "mode" ? textOf(lazy) : undefined;
  if (mode !== undefined) findings.fact("kubeProxy", mode, lazy.node);
  eachField(lazy, context, (inner, around) => {
    const field = keysOf(proxyFields).find(
      (known) => known === inner.name && proxyFields[known].section === name,
    );
    if (field === undefined) return;
    for (const { value, context: at } of definitionsOf(inner.lazy, around)) {
      const text =
        value.kind === "bool" ? String(value.value) : inString(value);
      if (text !== undefined)
        takeProxy(field, text, { context: at, node: inner.bind }, findings);
    }
  });
}
