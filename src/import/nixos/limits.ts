import { type LimitItem, limitItems, limitNames } from "../../core/limits.js";
import { loginBound, rangeOf, systemdRange } from "../limit-values.js";
import type { SpecValue } from "../types.js";
import { inString } from "./coerce.js";
import { type Context, definitionsOf, textOf } from "./context.js";
import type { Findings } from "./findings.js";
import { itemsOf } from "./items.js";
import type { SetOption } from "./option.js";
import type { Node } from "./syntax.js";
import type { Lazy, SetValue } from "./value.js";

/** Reads `systemd.services.NAME.serviceConfig`: the limits of the service. Source: systemd.exec(5), "Process Properties". */
export function readServiceConfig({
  lazy,
  context,
  names: [, , service = ""],
  findings,
}: SetOption): void {
  for (const { value, context: around } of definitionsOf(lazy, context)) {
    if (value.kind !== "set") continue;
    for (const attribute of value.attributes) {
      const item = limitNames.find(
        (name) => limitItems[name].directive === attribute.name,
      );
      if (item === undefined) continue;
      const { key, bind } = attribute;
      findings.read(bind);
      for (const found of definitionsOf(attribute.lazy, around)) {
        if (found.value.kind === "null") continue;
        const text = inString(found.value);
        if (text === undefined) {
          leave(attribute.name ?? "", found.value, key, findings);
          continue;
        }
        const value = systemdRange(item, text);
        const at = { key, bind, context: found.context };
        if (addLimit(item, value, at, findings))
          findings.add({
            path: ["limits", "services", service],
            value: true,
            context: found.context,
            span: findings.span(key),
            anchor: bind,
          });
      }
    }
  }
}

/** Reads `security.pam.loginLimits`. Source: limits.conf(5). */
export function readLoginLimits(
  lazy: Lazy,
  context: Context,
  findings: Findings,
): void {
  const found = new Map<LimitItem, LoginLimit>();
  for (const item of itemsOf(lazy)) {
    for (const { value, node, context: around } of definitionsOf(
      item,
      context,
    )) {
      if (value.kind === "set") readLine(value, node, around, found, findings);
      else leave("security.pam.loginLimits", value, node, findings);
    }
  }
  for (const [name, { soft, hard, ...at }] of found) {
    const [low = hard, high = soft] = [soft, hard];
    if (low !== undefined && high !== undefined)
      addLimit(name, rangeOf(low, high), at, findings);
  }
}

interface LoginLimit {
  readonly key: Node;
  readonly bind: Node;
  readonly context: Context;
  readonly soft?: SpecValue;
  readonly hard?: SpecValue;
}

function readLine(
  { attributes }: SetValue,
  bind: Node,
  context: Context,
  found: Map<LimitItem, LoginLimit>,
  findings: Findings,
): void {
  const field = (wanted: string) =>
    attributes.find(({ name }) => name === wanted);
  const [domain, type, item] = ["domain", "type", "item"].map((name) =>
    textOf(field(name)?.lazy),
  );
  const given = field("value")?.lazy;
  const [definition] = given === undefined ? [] : definitionsOf(given);
  const text = definition && inString(definition.value);
  const name = limitNames.find((known) => known === item);
  const key = field("item")?.key ?? bind;
  if (name === undefined || text === undefined || type === undefined) {
    findings.remark(
      "left",
      bind,
      `\`${findings.quote(bind)}\` is not a limit that the spec has`,
      "keep it where it is",
    );
    return;
  }
  if (domain !== "*" && domain !== "root") {
    findings.remark(
      "left",
      bind,
      `the limit of \`${name}\` applies only to \`${domain ?? "some"}\`, and those of the spec apply to every login`,
      "keep it where it is",
    );
    return;
  }
  const earlier = found.get(name) ?? { key, bind, context };
  const bound = loginBound(name, text);
  const given2 = {
    ...(type !== "hard" && { soft: bound }),
    ...(type !== "soft" && { hard: bound }),
  };
  // The asterisk stands for all users but root.
  found.set(
    name,
    domain === "root" ? { ...given2, ...earlier } : { ...earlier, ...given2 },
  );
}

function addLimit(
  name: LimitItem,
  value: SpecValue,
  {
    key,
    bind,
    context,
  }: { readonly key: Node; readonly bind: Node; readonly context: Context },
  findings: Findings,
): boolean {
  const other = findings.candidates.find(
    ({ path }) => path[0] === "limits" && path[1] === name,
  );
  if (other !== undefined) {
    if (JSON.stringify(other.value) === JSON.stringify(value)) return true;
    findings.remark(
      "left",
      key,
      `the limit of \`${name}\` is ${JSON.stringify(value)} here, and ${JSON.stringify(other.value)} elsewhere in the file`,
      "give the service a profile of its own, or keep this one where it is",
    );
    return false;
  }
  findings.add({
    path: ["limits", name],
    value,
    context,
    span: findings.span(key),
    anchor: bind,
  });
  return true;
}

function leave(
  name: string,
  value: { readonly kind: string; readonly why?: string },
  node: Node,
  findings: Findings,
): void {
  const why = value.why === undefined ? "" : `: ${value.why}`;
  findings.remark("left", node, `\`${name}\` is not taken${why}`);
}
