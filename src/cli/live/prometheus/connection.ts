import { X509Certificate } from "node:crypto";
import { errnoWords, isDiskError } from "../../../output/errno.js";
import type { PrometheusOptions } from "../../options.js";
import { readAtMost } from "../../read-at-most.js";

/** How a server is reached, with what must not be printed. */
export interface Connection {
  /** That of queries, without user and password. */
  readonly url: URL;
  /** As messages name the server. */
  readonly shown: string;
  readonly authorization: string | undefined;
  /** Texts that no message may have. */
  readonly secrets: readonly string[];
  readonly tenant: string | undefined;
  /** Certificates of authorities, instead of those that Node.js has. */
  readonly ca: string | undefined;
  /** Of a query, in seconds. */
  readonly timeout: number;
}

/** An option that cannot be used, as a message without a secret. */
export class OptionError extends Error {
  constructor(
    message: string,
    readonly help: string,
  ) {
    super(message);
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

const SECONDS = 30;
/** The largest file with a token, a password or certificates, in bytes. */
const LARGEST = 4 * 1024 * 1024;
const VARIABLE = "TUNEGEN_PROMETHEUS_";

/**
 * Gathers how a server is reached from options, then from the environment.
 * @throws OptionError
 */
export function connectionOf(
  address: string,
  options: PrometheusOptions,
  environment: Environment,
): Connection {
  const url = urlOf(address);
  const credentials = credentialsOf(url, options, environment);
  const ca = options.prometheusCa ?? setText(environment[`${VARIABLE}CA`]);
  url.username = "";
  url.password = "";
  return {
    url,
    shown: `${url.origin}${url.pathname.replace(/\/api\/v1\/query$/u, "")}`,
    authorization: credentials?.authorization,
    secrets: credentials?.secrets ?? [],
    tenant: headerText(
      options.prometheusTenant ?? setText(environment[`${VARIABLE}TENANT`]),
      "the tenant",
    ),
    ca: ca === undefined ? undefined : certificates(ca),
    timeout: options.prometheusTimeout ?? SECONDS,
  };
}

/** The address of queries; people also write that of the API, or of the page. */
function urlOf(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/u.test(url.protocol))
    throw new OptionError(
      `\`${address.replace(/^([a-z]+:\/\/)?.*@/isu, "$1...@")}\` is not the address of a server`,
      "write it with http:// or https://, for example http://prometheus.example.org:9090",
    );
  url.hash = "";
  url.pathname = `${url.pathname.replace(/\/+$/u, "").replace(/\/(?:api\/v1(?:\/query)?|graph|query)$/u, "")}/api/v1/query`;
  return url;
}

interface Credentials {
  readonly authorization: string;
  readonly secrets: readonly string[];
}

function credentialsOf(
  url: URL,
  options: PrometheusOptions,
  environment: Environment,
): Credentials | undefined {
  const { prometheusTokenFile: file, prometheusUser: user } = options;
  if (file !== undefined) return bearer(secretIn(file, "token"));
  if (user !== undefined) return basic(user, password(options, environment));
  if (url.username !== "")
    return basic(decoded(url.username), decoded(url.password));
  const token = setText(environment[`${VARIABLE}TOKEN`]);
  if (token !== undefined) return bearer(token);
  const name = setText(environment[`${VARIABLE}USER`]);
  return name === undefined
    ? undefined
    : basic(name, password(options, environment));
}

/** Undoes what a URL does to a name; a lone per cent sign is itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function password(
  { prometheusPasswordFile: file }: PrometheusOptions,
  environment: Environment,
): string {
  const text =
    file === undefined
      ? setText(environment[`${VARIABLE}PASSWORD`])
      : secretIn(file, "password");
  if (text !== undefined) return text;
  throw new OptionError(
    "a user of Prometheus needs a password",
    `set ${VARIABLE}PASSWORD, or name a file with --prometheus-password-file`,
  );
}

function bearer(text: string): Credentials {
  const token = text.trim();
  return {
    authorization: `Bearer ${headerText(token, "the token")}`,
    secrets: secretsOf(token),
  };
}

function basic(user: string, secret: string): Credentials {
  const encoded = Buffer.from(`${user}:${secret}`).toString("base64");
  return {
    authorization: `Basic ${encoded}`,
    secrets: secretsOf(encoded, secret),
  };
}

function secretsOf(...texts: readonly string[]): readonly string[] {
  return texts.filter((text) => text !== "");
}

function headerText<T extends string | undefined>(text: T, what: string): T {
  if (text !== undefined && !/^[\x20-\x7e]*$/u.test(text))
    throw new OptionError(
      `${what} for Prometheus has a character that a header cannot have`,
      "write it in one line, in ASCII",
    );
  return text;
}

/** An empty variable is as one that is not set. */
function setText(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}

function secretIn(path: string, what: string): string {
  const text = textIn(path).replace(/\r?\n$/u, "");
  if (text !== "") return text;
  throw new OptionError(
    `${path} is empty`,
    `write the ${what} for Prometheus into it`,
  );
}

function certificates(path: string): string {
  const text = textIn(path);
  if (hasCertificate(text)) return text;
  throw new OptionError(
    `${path} has no certificate`,
    "write the certificate of the authority into it, in the PEM format: -----BEGIN CERTIFICATE-----",
  );
}

/** Reads the first certificate of a file, which may have several. */
function hasCertificate(text: string): boolean {
  try {
    return new X509Certificate(text).raw.length > 0;
  } catch {
    return false;
  }
}

function textIn(path: string): string {
  try {
    const bytes = readAtMost(path, LARGEST);
    if (bytes.length <= LARGEST) return bytes.toString("utf8");
  } catch (thrown) {
    if (!isDiskError(thrown)) throw thrown;
    throw new OptionError(
      `${path} cannot be read: ${errnoWords(thrown)}`,
      "correct the path, or make the file readable for this user",
    );
  }
  throw new OptionError(`${path} is larger than 4 MiB`, "name another file");
}
