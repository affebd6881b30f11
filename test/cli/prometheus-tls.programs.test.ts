import { expect } from "vitest";
import { programTest, run } from "../support/programs.js";
import { serverOf } from "./fake-prometheus.js";
import { Workspace } from "./tunegen.js";

const spec = `version: 1
roles:
  web:
    sysctl: { net.core.somaxconn: 8192 } # Many clients
`;

/** Makes a key and a certificate for an address, signed by an authority or by itself. */
function certify(
  workspace: Workspace,
  name: string,
  address: string,
  by?: string,
): void {
  const { status, stderr } = run(
    "openssl",
    [
      ...[
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
      ],
      ...["-nodes", "-days", "2", "-subj", `/CN=${name}`],
      ...["-keyout", `${name}.key`, "-out", `${name}.pem`],
      ...(by === undefined ? [] : ["-CA", `${by}.pem`, "-CAkey", `${by}.key`]),
      ...["-addext", `subjectAltName=${address}`],
    ],
    undefined,
    { cwd: workspace.folder },
  );
  expect(status, stderr).toBe(0);
}

/** What verify says of a server with a certificate of an authority. */
async function verified(
  address: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  by = "authority",
): Promise<readonly string[]> {
  const workspace = new Workspace({ "tuning.yaml": spec });
  certify(workspace, "authority", "DNS:authority");
  certify(workspace, "other", "DNS:other");
  certify(workspace, "server", address, by === "itself" ? undefined : by);
  let asked = 0;
  const url = await serverOf(
    (_, response) => {
      asked += 1;
      response.end(
        '{"status":"success","data":{"resultType":"vector","result":[]}}',
      );
    },
    { key: workspace.read("server.key"), cert: workspace.read("server.pem") },
  );
  const { err } = await workspace.start(
    ["verify", "--prometheus", url, ...args],
    { env },
  );
  const [first = "", second = ""] = err.replaceAll(url, "URL").split("\n");
  expect(asked > 0).toBe(first.includes("no metrics"));
  return [first, second];
}

const NO_METRICS =
  "error: Prometheus has no metrics of role `web` [no-metrics]";

function distrusted(why: string): string {
  return `error: URL has a certificate that cannot be verified: ${why} [prometheus-failed]`;
}

programTest("openssl", "the authority of a server is given", async () => {
  const option = ["--prometheus-ca", "authority.pem"];
  expect((await verified("IP:127.0.0.1", option))[0]).toBe(NO_METRICS);
  expect(
    (
      await verified("IP:127.0.0.1", [], {
        TUNEGEN_PROMETHEUS_CA: "authority.pem",
      })
    )[0],
  ).toBe(NO_METRICS);
});

programTest("openssl", "a self-signed certificate is given", async () => {
  const option = ["--prometheus-ca", "server.pem"];
  expect((await verified("IP:127.0.0.1", option, {}, "itself"))[0]).toBe(
    NO_METRICS,
  );
});

programTest("openssl", "no authority is given", async () => {
  const help =
    "  help: name a file with the certificate of the authority that signed it with --prometheus-ca or TUNEGEN_PROMETHEUS_CA";
  expect(await verified("IP:127.0.0.1", [])).toEqual([
    distrusted("its authority is not known here"),
    help,
  ]);
  expect(await verified("IP:127.0.0.1", [], {}, "itself")).toEqual([
    distrusted("it is self-signed"),
    help,
  ]);
});

programTest("openssl", "another authority is given", async () => {
  const help =
    "  help: the file of --prometheus-ca or TUNEGEN_PROMETHEUS_CA has other certificates: name that of the authority that signed it";
  const option = ["--prometheus-ca", "other.pem"];
  expect(await verified("IP:127.0.0.1", option)).toEqual([
    distrusted("its authority is not known here"),
    help,
  ]);
});

programTest("openssl", "the certificate is for other names", async () => {
  const option = ["--prometheus-ca", "authority.pem"];
  expect(await verified("DNS:prometheus.example.org", option)).toEqual([
    distrusted("it is for other names"),
    "  help: write the address with a name that it is for",
  ]);
});

programTest("openssl", "a server without TLS", async () => {
  const workspace = new Workspace({ "tuning.yaml": spec });
  const url = await serverOf((_, response) => response.end());
  const { err } = await workspace.start([
    ...["verify", "--prometheus", url.replace("http:", "https:")],
  ]);
  expect(err).toContain(" does not speak TLS [prometheus-failed]\n");
});
