import { createServer, type RequestListener } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { onTestFinished } from "vitest";

/** The labels of a series, with its value as `value of series`; 1 without one. */
export type Series = Readonly<Record<string, string>>;

export interface Fake {
  readonly url: string;
  /** The queries that it was asked. */
  readonly queries: readonly string[];
}

/**
 * Starts a server for a test; gives back its address.
 * @param tls its key and certificate, for HTTPS
 */
export async function serverOf(
  listener: RequestListener,
  tls?: { readonly key: string; readonly cert: string },
): Promise<string> {
  const server =
    tls === undefined
      ? createServer(listener)
      : createSecureServer(tls, listener);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string")
    throw new Error("no port");
  return `${tls === undefined ? "http" : "https"}://127.0.0.1:${address.port}`;
}

/** Starts a server that knows some series, and finds them by the matchers of one selector. */
export async function fakePrometheus(
  series: readonly Series[],
  warnings: readonly string[] = [],
): Promise<Fake> {
  const queries: string[] = [];
  const url = await serverOf((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on("end", () => {
      const query = new URLSearchParams(body).get("query") ?? "";
      queries.push(query);
      response.setHeader("content-type", "application/json; charset=utf-8");
      response.end(
        JSON.stringify({
          status: "success",
          data: {
            resultType: "vector",
            result: series.filter(matches(query)).map(resultOf),
          },
          ...(warnings.length > 0 && { warnings }),
        }),
      );
    });
  });
  return { url, queries };
}

function resultOf({
  "value of series": value = "1",
  ...metric
}: Series): object {
  return { metric, value: [1435781451.781, value] };
}

/** Whether a series has all labels of `{a="x",b=~"y"}`, or of one of several such selectors. */
function matches(query: string): (series: Series) => boolean {
  const selectors = query.split("\nor ").map((selector) =>
    [...selector.matchAll(/(\w+)(=~|!~|!=|=)("(?:[^"\\]|\\.)*")/gu)].map(
      ([, label = "", op = "", quoted = ""]) => {
        const text = String(JSON.parse(quoted));
        const pattern = new RegExp(
          `^(?:${op.endsWith("~") ? text : text.replaceAll(/\W/gu, String.raw`\$&`)})$`,
          "u",
        );
        return (series: Series): boolean =>
          pattern.test(series[label] ?? "") !== op.startsWith("!");
      },
    ),
  );
  return (series) =>
    selectors.some((tests) => tests.every((test) => test(series)));
}
