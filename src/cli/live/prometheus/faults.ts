import { visibleLine } from "../../../encode/visible.js";
import { readError } from "../../../live/prometheus-answer.js";

/** Why a query has no answer. */
export interface Fault {
  /** What follows the address of the server: "cannot be reached: connection refused". */
  readonly what: string;
  readonly help: string;
  /** Whether other queries would have none either. */
  readonly isFinal: boolean;
}

const CA = "--prometheus-ca or TUNEGEN_PROMETHEUS_CA";
const ADDRESS = "check the address, and that the server listens there";
const CREDENTIALS =
  "set TUNEGEN_PROMETHEUS_TOKEN or --prometheus-token-file for a bearer token, or --prometheus-user with TUNEGEN_PROMETHEUS_PASSWORD or --prometheus-password-file";

/** The errors of Node.js for connections. Source: Node.js, documentation of `errors` and of `tls`, "X509 certificate error codes". */
const CONNECTION: Readonly<Record<string, string>> = {
  EAI_AGAIN: "the name server does not answer",
  ECONNABORTED: "the connection was closed",
  ECONNREFUSED: "connection refused",
  ECONNRESET: "the connection was closed",
  EHOSTUNREACH: "no route to the host",
  ENETUNREACH: "the network is unreachable",
  ENOTFOUND: "the host name does not exist",
  EPIPE: "the connection was closed",
  ETIMEDOUT: "the connection timed out",
};

const TLS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: "it has expired",
  CERT_NOT_YET_VALID: "it is not yet valid",
  DEPTH_ZERO_SELF_SIGNED_CERT: "it is self-signed",
  ERR_TLS_CERT_ALTNAME_INVALID: "it is for other names",
  SELF_SIGNED_CERT_IN_CHAIN: "its authority is not known here",
  UNABLE_TO_GET_ISSUER_CERT: "its authority is not known here",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "its authority is not known here",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its authority is not known here",
};

/** What to do about a certificate, where that is not the authority. */
const TLS_HELP: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: "renew it, or correct the clock of this machine",
  CERT_NOT_YET_VALID: "correct the clock of this machine or of the server",
  ERR_TLS_CERT_ALTNAME_INVALID: "write the address with a name that it is for",
};

/**
 * Tells why a connection failed.
 * @param hasCa whether the certificates of authorities were given
 */
export function connectionFault(code: string, hasCa: boolean): Fault {
  const certificate =
    TLS[code] ?? (code.startsWith("CERT_") ? code : undefined);
  if (certificate !== undefined)
    return {
      what: `has a certificate that cannot be verified: ${certificate}`,
      help:
        TLS_HELP[code] ??
        (hasCa
          ? `the file of ${CA} has other certificates: name that of the authority that signed it`
          : `name a file with the certificate of the authority that signed it with ${CA}`),
      isFinal: true,
    };
  if (code === "EPROTO" || code.startsWith("ERR_SSL_"))
    return {
      what: "does not speak TLS",
      help: "write http:// if the server has no TLS, or correct the port",
      isFinal: true,
    };
  if (code.startsWith("HPE_"))
    return {
      what: "does not speak HTTP",
      help: "write https:// if the server wants TLS, or correct the port",
      isFinal: true,
    };
  return {
    what: `cannot be reached: ${CONNECTION[code] ?? code}`,
    help: ADDRESS,
    isFinal: true,
  };
}

export function timeoutFault(seconds: number): Fault {
  return {
    what: `did not answer within ${seconds} s`,
    help: "check the load of the server, or give it more time with --prometheus-timeout",
    isFinal: true,
  };
}

export function tooLargeFault(mebibytes: number): Fault {
  return {
    what: `answered with more than ${mebibytes} MiB`,
    help: "compare the roles one by one with --role",
    isFinal: false,
  };
}

export function redirectFault(to: string): Fault {
  return {
    what: `redirects to another server, ${to}`,
    help: "give the address of the server that answers queries; credentials are not sent to another server, such as that of a login page",
    isFinal: true,
  };
}

export function redirectLoopFault(): Fault {
  return {
    what: "redirects in a loop",
    help: "give the address to which it redirects a browser",
    isFinal: true,
  };
}

/** Tells why a body is not the answer to a query. */
export function bodyFault(why: string, type: string): Fault {
  return {
    what: `gave an answer that is not that of Prometheus: ${why}${type === "" ? "" : ` (${type})`}`,
    help: PREFIX,
    isFinal: true,
  };
}

const PREFIX =
  "give the address as Grafana has it, with the path before /api/v1: https://mimir.example.org/prometheus";

/**
 * Tells what a status means.
 * @param text the body, which may have a message for people
 * @param hasCredentials whether any were sent
 */
export function statusFault(
  status: number,
  text: string,
  hasCredentials: boolean,
): Fault {
  const said = messageOf(text);
  const message = said === "" ? "" : `: ${said}`;
  switch (status) {
    case 401:
      return {
        what: `${hasCredentials ? "rejects the credentials" : "wants credentials"} (401)${message}`,
        help: `${CREDENTIALS}; --prometheus-tenant names a tenant`,
        isFinal: true,
      };
    case 403:
      return {
        what: `denies access (403)${message}`,
        help: hasCredentials
          ? "give these credentials the right to query, or use others"
          : CREDENTIALS,
        isFinal: true,
      };
    case 404:
      return {
        what: `is not a Prometheus: it has no /api/v1/query (404)`,
        help: PREFIX,
        isFinal: true,
      };
    case 400:
    case 422:
      return {
        what: `rejects a query (${status})${message}`,
        help: "the message is that of the server; compare the roles one by one with --role if the query is too large for it",
        isFinal: false,
      };
    default:
      return {
        what: `answers with an error (${status})${message}`,
        help:
          status < 500
            ? "the message is that of the server, or of a proxy before it"
            : "try again, or look into the log of the server",
        isFinal: false,
      };
  }
}

/** The error of an answer of Prometheus, or the first line of a plain text. */
function messageOf(text: string): string {
  const [first = ""] = text.trimStart().split("\n", 1);
  const plain = first.startsWith("<") || first.startsWith("{") ? "" : first;
  const all = visibleLine(readError(text) ?? plain);
  return all.length > MOST ? `${all.slice(0, MOST)}...` : all;
}

const MOST = 300;
