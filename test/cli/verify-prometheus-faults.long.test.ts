import { expect, test } from "vitest";
import { serverOf } from "./fake-prometheus.js";
import { Workspace } from "./tunegen.js";

const spec = `version: 1
node: { os: linux }
roles:
  web:
    sysctl: { net.core.somaxconn: 8192 } # Many clients
`;

function workspace(): Workspace {
  return new Workspace({ "tuning.yaml": spec });
}

const secret = { TUNEGEN_PROMETHEUS_TOKEN: "hunter2" };

test.each<[string, number, Readonly<Record<string, string>>, string, string]>([
  ["no credentials", 401, {}, "", "wants credentials (401)"],
  [
    "wrong credentials, printed by the server",
    401,
    secret,
    "no such token: Bearer hunter2",
    "rejects the credentials (401): no such token: Bearer [redacted]",
  ],
  ["no right", 403, secret, "<html>", "denies access (403)"],
  [
    "another server",
    404,
    {},
    "404 page not found",
    "is not a Prometheus: it has no /api/v1/query (404)",
  ],
  [
    "a limit of the server",
    422,
    {},
    '{"status":"error","errorType":"execution","error":"query processing would load too many samples"}',
    "rejects a query (422): query processing would load too many samples",
  ],
  [
    "a proxy without a server",
    502,
    {},
    "Bad Gateway\u001b[31m",
    String.raw`answers with an error (502): Bad Gateway\u{1b}[31m`,
  ],
  [
    "a page",
    200,
    {},
    "<html>Sign in</html>",
    "gave an answer that is not that of Prometheus: the answer is not JSON (text/html)",
  ],
  [
    "another API",
    200,
    {},
    '{"status":"success","data":{"result":[{"metric":{},"values":[]}]}}',
    "gave an answer that is not that of Prometheus: the answer has a series that is not of an instant query (text/html)",
  ],
  [
    "a redirect to a login",
    302,
    secret,
    "",
    "redirects to another server, https://login.example.org",
  ],
])("%s", async (_, status, env, body, expected) => {
  const sent: (string | undefined)[] = [];
  const url = await serverOf((request, response) => {
    sent.push(request.headers.authorization);
    response.writeHead(status, {
      "content-type": "text/html",
      ...(status === 302 && { location: "https://login.example.org/?to=x" }),
    });
    response.end(body);
  });
  const { code, out, err } = await workspace().start(
    ["verify", "--prometheus", url],
    { env },
  );
  expect(err.split("\n", 1)).toEqual([
    `error: ${url} ${expected} [prometheus-failed]`,
  ]);
  expect(err.match(/^error: /gmu)).toHaveLength(1);
  expect(code).toBe(1);
  expect(out + err).not.toContain("hunter2");
  expect(sent[0]).toBe(
    "TUNEGEN_PROMETHEUS_TOKEN" in env ? "Bearer hunter2" : undefined,
  );
});

test("a server that never answers, and one that stops in the middle", async () => {
  const silent = await serverOf(() => undefined);
  const cut = await serverOf((_, response) => {
    response.writeHead(200, { "content-length": 1000 });
    response.write("{");
    setTimeout(() => response.destroy(), 50);
  });
  const options = ["--prometheus-timeout", "1"];
  const [first, second] = await Promise.all(
    [silent, cut].map((url) =>
      workspace().start(["verify", "--prometheus", url, ...options]),
    ),
  );
  expect(first?.err).toBe(
    `error: ${silent} did not answer within 1 s [prometheus-failed]\n  help: check the load of the server, or give it more time with --prometheus-timeout\n`,
  );
  expect(second?.err).toContain(
    `error: ${cut} cannot be reached: the connection was closed [prometheus-failed]\n`,
  );
});

test("an answer without end is not read to its end", async () => {
  const chunk = Buffer.alloc(1024 * 1024, " ");
  const url = await serverOf((_, response) => {
    const write = (): void => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on("drain", write);
    write();
  });
  const { code, err } = await workspace().start([
    ...["verify", "--prometheus", url],
  ]);
  expect(code).toBe(1);
  expect(err).toBe(
    `error: ${url} answered with more than 128 MiB [prometheus-failed]\n  help: compare the roles one by one with --role\n`,
  );
});

test("redirects within the server, a proxy that permits only GET, a user and a tenant", async () => {
  const seen: string[] = [];
  const url = await serverOf((request, response) => {
    const { method = "", headers } = request;
    const path = (request.url ?? "").replace(/\?.*/u, "");
    seen.push(
      [method, path, headers.authorization, headers["x-scope-orgid"]].join(" "),
    );
    if (path === "/api/v1/query")
      response.writeHead(308, { location: "/p/api/v1/query" }).end();
    else if (method === "POST") response.writeHead(405).end();
    else
      response.end(
        '{"status":"success","data":{"resultType":"vector","result":[]}}',
      );
  });
  const { err } = await workspace().start(
    [
      ...["verify", "--role", "web", "--prometheus"],
      url.replace("//", "//me:p%40ss@"),
      ...["--prometheus-tenant", "team"],
    ],
    { env: { TUNEGEN_PROMETHEUS_TOKEN: "unused" } },
  );
  expect(err).toMatch(/^error: Prometheus has no metrics of role `web` /u);
  const sent = `Basic ${Buffer.from("me:p@ss").toString("base64")} team`;
  expect(seen.slice(0, 4)).toEqual([
    `POST /api/v1/query ${sent}`,
    `POST /p/api/v1/query ${sent}`,
    `GET /api/v1/query ${sent}`,
    `GET /p/api/v1/query ${sent}`,
  ]);
});

test.each([
  [
    "an address without a scheme",
    ["--prometheus", "me:hunter2@prometheus:9090"],
    "error: `...@prometheus:9090` is not the address of a server [prometheus-option]",
  ],
  [
    "an address that is not one",
    ["--prometheus", "http://me:hunter2@a b"],
    "error: `http://...@a b` is not the address of a server [prometheus-option]",
  ],
  [
    "a user without a password",
    ["--prometheus", "http://a", "--prometheus-user", "me"],
    "error: a user of Prometheus needs a password [prometheus-option]",
  ],
  [
    "an empty file",
    ["--prometheus", "http://a", "--prometheus-token-file", "empty"],
    "error: empty is empty [prometheus-option]",
  ],
  [
    "a certificate that is none",
    ["--prometheus", "https://a", "--prometheus-ca", "tuning.yaml"],
    "error: tuning.yaml has no certificate [prometheus-option]",
  ],
  [
    "a token of two lines",
    ["--prometheus", "http://a", "--prometheus-token-file", "lines"],
    "error: the token for Prometheus has a character that a header cannot have [prometheus-option]",
  ],
  [
    "files, too",
    ["--prometheus", "http://a", "dumps"],
    "error: dumps and a Prometheus server cannot be read in one run [prometheus-option]",
  ],
  [
    "no server",
    ["--prometheus-tenant", "team"],
    "error: options for a Prometheus server, but no server [prometheus-option]",
  ],
  [
    "no time",
    ["--prometheus", "http://a", "--prometheus-timeout", "0"],
    "error: option '--prometheus-timeout <seconds>' argument '0' is invalid. It must be a number of seconds, 1 to 9999.",
  ],
])("%s", (_, args, expected) => {
  const { code, err } = new Workspace({
    "tuning.yaml": spec,
    empty: "\n",
    lines: "hunter2\nhunter3\n",
  }).run(["verify", ...args]);
  expect(err.split("\n", 1)).toEqual([expected]);
  expect(code).toBe(2);
  expect(err).not.toContain("hunter");
});
