import { digits } from "../../core/amount-text.js";
import type {
  Platform,
  Replacement,
  Write,
  Writer,
  WrittenNode,
} from "../../core/platform.js";
import {
  fieldDefaults,
  type ProxyField,
  proxyFields,
  conntrackIds,
  proxyOrder,
  defaultTimeouts,
} from "./proxy-fields.js";
import {
  defaultTableSize,
  lowers,
  mayBeDefaultTableSize,
  PER_CORE,
} from "./conntrack-table.js";
import { integerIn } from "../replacement.js";

/** kube-proxy, or the agent of K3s or RKE2 in its place, which resets connection-tracking sysctls at every start. */
export const kubeProxy: Writer = {
  source:
    "kubernetes/kubernetes 1.28.0 and 1.37.2, cmd/kube-proxy/app/server_linux.go and pkg/proxy/conntrack/sysctls.go; k3s-io/k3s, pkg/agent/run.go",
  runsOn: ({ platform }) =>
    platform.resetsConntrack === true || platform.runsKubeProxy,
  keys: new Set(
    proxyOrder
      .filter((field) => fieldDefaults[field] !== undefined)
      .flatMap(conntrackIds),
  ),
  anywhere: (id) => {
    const [field] = fieldsOf(id);
    if (field === undefined) return undefined;
    const { flag, leave } = proxyFields[field];
    if (fieldDefaults[field] === undefined)
      return { who: "kube-proxy", does: `sets it if run with --${flag}` };
    return {
      who: "kube-proxy, or K3s instead of it,",
      does: `sets ${valueWords(field)} at every start, unless run with --${flag}=${leave}`,
    };
  },
  on: (id, node) => {
    const fields = fieldsOf(id);
    const [field] = fields;
    return field && write(id, field, fields, node);
  },
};

function write(
  id: string,
  field: ProxyField,
  fields: readonly ProxyField[],
  node: WrittenNode,
): Write | undefined {
  const { facts, platform } = node;
  const writer = platform.conntrackWriter;
  if (writer === undefined) return undefined;
  const who = writer.label;
  const stays = (does: string): Write => ({
    who,
    does,
    replaces: () => undefined,
  });
  const { leave } = proxyFields[field];
  const own = platform.ownConntrack?.[field];
  const perCore =
    field === "maxPerCore" && own !== undefined && own !== leave
      ? BigInt(own)
      : PER_CORE;
  const size = defaultTableSize(writer, facts, perCore);
  const told = fields.flatMap((each) => toldOf(each, node));
  if (told.length > 0) {
    const flags = told
      .map((each) => `--${proxyFields[each.field].flag}=${each.value}`)
      .join(" ");
    if (told.some(({ because }) => because.length > 0))
      return stays(
        `would set ${valueWords(field, size, perCore)} without ${flags}`,
      );
    return told.some((each) => each.field === field && each.value === leave)
      ? stays(`does not change it, because of ${flags}`)
      : stays(`sets it at every start, because of ${flags}`);
  }
  if (own !== undefined && own === leave)
    return stays(
      `does not change it: ${platform.distributionLabel} sets ${field} ${own}`,
    );
  if (fieldDefaults[field] === undefined) return undefined;
  return {
    who,
    does: `sets ${valueWords(field, size, perCore)} at every start`,
    unit: Object.hasOwn(defaultTimeouts, id) ? "s" : "entries",
    replaces: (value) =>
      // If a target configures kube-proxy, a different value is already the error `two-owners`.
      platform.mayReplaceKubeProxy || isConfigured(platform)
        ? undefined
        : replacement(id, value, size, facts.kubernetes, perCore),
    mayReplace: (value) =>
      size === undefined ||
      platform.mayReplaceKubeProxy ||
      isConfigured(platform) ||
      lowers(id, facts.kubernetes) !== undefined
        ? undefined
        : mayLower(value, size, facts.kubernetes),
    ...(platform.fixesProxy !== true && {
      prevent: prevention(field, platform),
    }),
  };
}

/** Whether a target of tunegen configures the node's kube-proxy. */
function isConfigured({
  sharesProxyConfig,
  resetsConntrack,
}: Platform): boolean {
  return sharesProxyConfig === true || resetsConntrack === true;
}

/** Returns the settings of a field for the node's kube-proxy. Derived ones need a kube-proxy that tunegen configures. */
function toldOf(
  field: ProxyField,
  { platform, proxySettings }: WrittenNode,
): readonly Told[] {
  return proxySettings
    .filter(
      (setting) =>
        setting.id === field &&
        (isConfigured(platform) || setting.because.length === 0),
    )
    .map((setting) => ({ ...setting, field }));
}

type Told = WrittenNode["proxySettings"][number] & {
  readonly field: ProxyField;
};

/** Returns what the key has after kube-proxy has started; undefined if the node's value is kept, or may be. */
function replacement(
  id: string,
  value: string,
  size: bigint | undefined,
  kubernetes: string | undefined,
  perCore: bigint,
): Replacement | undefined {
  const number = integerIn(value);
  if (number === undefined) return undefined;
  const timeout = Object.hasOwn(defaultTimeouts, id)
    ? defaultTimeouts[id]
    : undefined;
  const wanted = timeout ?? size;
  if (wanted === number) return undefined;
  const down = lowers(id, kubernetes) === true;
  if (wanted !== undefined)
    return wanted > number || down ? { value: String(wanted) } : undefined;
  // The number of cores is not known. kube-proxy writes at least 131072, and a multiple of the size per core.
  return number < 131_072n || (down && !mayBeDefaultTableSize(number, perCore))
    ? { value: "131072", orMore: `${digits(perCore)} per CPU core` }
    : undefined;
}

/** Some releases only raise the table size in their later patch levels. */
function mayLower(
  value: string,
  size: bigint,
  kubernetes: string | undefined,
): ReturnType<NonNullable<Write["mayReplace"]>> {
  const number = integerIn(value);
  return number === undefined || number <= size
    ? undefined
    : {
        value: String(size),
        note:
          kubernetes === undefined
            ? "it depends on the release of Kubernetes whether kube-proxy lowers a larger table"
            : `some patch releases of Kubernetes ${kubernetes} lower a larger table, and later ones do not`,
      };
}

function prevention(field: ProxyField, { proxyPlace }: Platform): string {
  const { flag, leave } = proxyFields[field];
  const set = `set \`conntrack.${field}\` to ${leave} in`;
  const where =
    proxyPlace === undefined
      ? `${set} kube-proxy's configuration (the ConfigMap \`kube-proxy\` in \`kube-system\`), or start it with \`--${flag}=${leave}\``
      : `${set} ${proxyPlace}`;
  return `${where}, then add here: \`kubeProxy: { conntrack: { ${field}: node } }\``;
}

/** Returns kube-proxy's default for messages. */
function valueWords(
  field: ProxyField,
  size?: bigint,
  perCore = PER_CORE,
): string {
  if (field !== "maxPerCore")
    return shortDuration(fieldDefaults[field] ?? "its own value");
  return size === undefined
    ? `${perCore} per CPU core, at least 131072,`
    : String(size);
}

function fieldsOf(id: string): readonly ProxyField[] {
  return proxyOrder.filter((field) => conntrackIds(field).includes(id));
}

/** Shortens `24h0m0s` to `24h`. */
function shortDuration(text: string): string {
  return text.replace(/^(\d+h)0m0s$/u, "$1").replace(/^(\d+m)0s$/u, "$1");
}
