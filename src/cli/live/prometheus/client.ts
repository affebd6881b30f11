import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { type Answer, readAnswer } from "../../../live/prometheus-answer.js";
import { isDiskError } from "../../../output/errno.js";
import {
  bodyFault,
  connectionFault,
  type Fault,
  redirectFault,
  redirectLoopFault,
  statusFault,
  timeoutFault,
  tooLargeFault,
} from "./faults.js";
import type { Connection } from "./connection.js";

/** The largest answer, in bytes; queries are cut so that answers are far smaller. */
const LARGEST = 128 * 1024 * 1024;
const MOST_REDIRECTS = 5;

/**
 * Asks a query.
 * @param time the moment that it is about, in seconds since 1970; by default the present one
 */
export type Ask = (query: string, time?: number) => Promise<Answer | Fault>;

interface Reply {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** A request that cannot have an answer. */
class Failed extends Error {
  constructor(readonly fault: Fault) {
    super(fault.what);
  }
}

/** Returns what asks a Prometheus server, or one that has its API. */
export function client(connection: Connection): Ask {
  // A form is not limited in length; some proxies permit only GET.
  let method: "GET" | "POST" = "POST";
  return async (query, time) => {
    const form = new URLSearchParams({
      query,
      timeout: `${connection.timeout}s`,
      ...(time !== undefined && { time: String(time) }),
    }).toString();
    try {
      let reply = await exchange(connection, method, form);
      if (reply.status === 405 && method === "POST") {
        method = "GET";
        reply = await exchange(connection, method, form);
      }
      return answerOf(reply, connection);
    } catch (thrown) {
      if (thrown instanceof Failed) return thrown.fault;
      throw thrown;
    }
  };
}

function answerOf(
  { status, type, text }: Reply,
  { authorization, secrets }: Connection,
): Answer | Fault {
  // A server may print what it was sent.
  const shown = (said: string): string =>
    secrets.reduce(
      (rest, secret) => rest.replaceAll(secret, "[redacted]"),
      said,
    );
  if (status < 200 || status > 299)
    return statusFault(status, shown(text), authorization !== undefined);
  const answer = readAnswer(text);
  return "why" in answer
    ? bodyFault(shown(answer.why), shown(type))
    : { ...answer, warnings: answer.warnings.map(shown) };
}

/** Sends a request, and follows redirects within the server. */
async function exchange(
  connection: Connection,
  method: "GET" | "POST",
  form: string,
): Promise<Reply> {
  const abort = new AbortController();
  const timer = setTimeout(() => {
    abort.abort();
  }, connection.timeout * 1000);
  try {
    let url = connection.url;
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      const response = await send(url, connection, method, form, abort.signal);
      const { statusCode = 0, headers } = response;
      const to = statusCode >= 300 && statusCode < 400 && headers.location;
      if (to === false || to === undefined || to === "")
        return {
          status: statusCode,
          type: (headers["content-type"] ?? "").replace(/;.*$/su, ""),
          text: await textOf(response),
        };
      response.resume();
      const next = URL.canParse(to, url.href) ? new URL(to, url) : url;
      if (next.origin !== url.origin)
        throw new Failed(redirectFault(next.origin));
      url = next;
    }
    throw new Failed(redirectLoopFault());
  } catch (thrown) {
    if (abort.signal.aborted)
      throw new Failed(timeoutFault(connection.timeout));
    if (!isDiskError(thrown)) throw thrown;
    throw new Failed(connectionFault(thrown.code, connection.ca !== undefined));
  } finally {
    clearTimeout(timer);
  }
}

function send(
  url: URL,
  { authorization, tenant, ca }: Connection,
  method: "GET" | "POST",
  form: string,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const target = new URL(url);
  if (method === "GET")
    for (const [name, value] of new URLSearchParams(form))
      target.searchParams.set(name, value);
  return new Promise((resolve, reject) => {
    const options = {
      method,
      signal,
      headers: {
        accept: "application/json",
        "user-agent": "tunegen",
        ...(method === "POST" && {
          "content-type": "application/x-www-form-urlencoded",
          "content-length": form.length,
        }),
        ...(authorization !== undefined && { authorization }),
        ...(tenant !== undefined && { "x-scope-orgid": tenant }),
      },
    };
    const request =
      target.protocol === "https:"
        ? httpsRequest(target, { ...options, ca }, resolve)
        : httpRequest(target, options, resolve);
    request.on("error", reject);
    request.end(method === "POST" ? form : undefined);
  });
}

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size > LARGEST) {
      response.destroy();
      throw new Failed(tooLargeFault(LARGEST / 1024 / 1024));
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
