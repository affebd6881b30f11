import type { WrittenNode } from "../core/platform.js";
import { writers } from "../platform/writers.js";

/** Who sets a key after the files of a spec were applied. */
interface WriterAfter {
  /** What the key has once it ran; undefined where that is not sure. */
  readonly value: string | undefined;
  /** A sentence without its full stop: "K3s sets 86400 s at every start". */
  readonly words: string;
}

/**
 * Finds the program that replaces a value on a node in any case, or may.
 *
 * @param value what the key has without that program
 * @param node with the settings of kube-proxy and Cilium after the rollback
 */
export function writerAfter(
  id: string,
  value: string,
  node: WrittenNode,
): WriterAfter | undefined {
  const untold = withoutFlags(node, node.platform.mayReplaceKubeProxy);
  // Where it is not stated whether there is a kube-proxy, there may be one.
  const withProxy = withoutFlags(node, false);
  const found = writers.flatMap(
    ({ keys, runsOn, on }): readonly WriterAfter[] => {
      const runs = keys.has(id) ? runsOn(node) : false;
      const write = runs === false ? undefined : on(id, withProxy);
      const replaced = write?.replaces(value);
      if (write === undefined || replaced === undefined) return [];
      const { who, does, where } = write;
      const isSure =
        runs === true &&
        where === undefined &&
        on(id, untold)?.replaces(value) !== undefined;
      return [
        isSure
          ? {
              value: replaced.orMore === undefined ? replaced.value : undefined,
              words: `${who} ${does}`,
            }
          : {
              value: undefined,
              words: `Perhaps ${who} ${does}${where === undefined ? "" : ` ${where}`}`,
            },
      ];
    },
  );
  return found.find((each) => each.value !== undefined) ?? found[0];
}

/** A node without what tunegen configures of kube-proxy because of its sysctls. */
function withoutFlags(
  node: WrittenNode,
  mayReplaceKubeProxy: boolean,
): WrittenNode {
  return {
    ...node,
    platform: {
      ...node.platform,
      mayReplaceKubeProxy,
      sharesProxyConfig: false,
      resetsConntrack: false,
    },
  };
}
