import { isKey, parseKey, type SysctlKey } from "../core/key.js";
import {
  bySysctl,
  type Gathered,
  type LiveFormat,
  MISSING,
  type Observation,
  type Seen,
  seen,
  type Unread,
} from "./observation.js";
import { dataOf, documentsOf } from "./yaml-documents.js";

/**
 * What `talosctl get kernelparamstatus -o yaml` or `-o json` prints: a document for each parameter that the machine
 * configuration or Talos itself sets. Source: Talos 1.11, pkg/machinery/resources/runtime/kernel_param_status.go, and
 * internal/app/machined/pkg/controllers/runtime/kernel_param_spec.go (ids begin with `proc.sys.` or `sys.`).
 */
export const talosStatus: LiveFormat = {
  title: "the output of `talosctl get kernelparamstatus`",
  recognises: (text) => text.includes("KernelParamStatus"),
  read: readStatuses,
};

function readStatuses(text: string, source: string): Gathered {
  const unread: Unread[] = [];
  const nodes = new Map<
    string,
    {
      readonly sysctls: Map<
        string,
        { readonly key: SysctlKey; readonly seen: Seen }
      >;
      readonly files: Map<string, Seen>;
    }
  >();
  for (const { line, value, fault } of documentsOf(text)) {
    if (fault !== undefined) {
      unread.push({ line, why: fault });
      continue;
    }
    const { node, metadata, spec } = dataOf(value);
    const { id } = dataOf(metadata);
    const { current, unsupported } = dataOf(spec);
    if (typeof id !== "string" || typeof current !== "string") {
      unread.push({
        line,
        why: "it is not a KernelParamStatus, or has no current value",
      });
      continue;
    }
    const host = typeof node === "string" ? node : "";
    const found = nodes.get(host) ?? { sysctls: new Map(), files: new Map() };
    nodes.set(host, found);
    const value_ = unsupported === true ? MISSING : seen(current);
    const [, path] = /^sys\.(.+)$/u.exec(id) ?? [];
    if (path !== undefined) {
      const key = parseKey(path);
      if (isKey(key)) found.files.set(key.segments.join("/"), value_);
      continue;
    }
    const key = parseKey(id.replace(/^proc\.sys\./u, ""));
    if (isKey(key)) found.sysctls.set(key.id, { key, seen: value_ });
    else unread.push({ line, why: `\`${id}\` ${key.fault}` });
  }
  const observations = [...nodes].map(
    ([host, { sysctls, files }]): Observation => ({
      source,
      host: host === "" ? undefined : host,
      kernel: undefined,
      ...bySysctl(sysctls),
      silence: "not asked",
      ...(files.size > 0 && { files }),
    }),
  );
  return { observations, unread };
}
