import { expect, test } from "vitest";
import { serverOf } from "./fake-prometheus.js";
import { Workspace } from "./tunegen.js";

const spec = `version: 1
node: { os: linux, kernel: "6.12" }
roles:
  web: { sysctl: { net.core.somaxconn: 8192 } } # Many clients
  db: { sysctl: { vm.swappiness: 1 } } # No swap
hosts:
  web1: { role: web }
monitoring:
  roles: { db: { job: postgres } }
  recordingRules:
    "cluster:requests:rate5m": { expr: "sum(rate(requests[5m]))", why: Requests, unit: per second }
`;

const RESETS = "instance:node_netstat_Tcp_OutRsts:rate5m";
const IN_USE = "instance:node_nf_conntrack_entries_per_entries_limit:ratio";
const BYTES = "instance:node_sockstat_TCP_mem_bytes:mean5m";

/** A server with other values at one second; it gives back what it was asked. */
async function server(): Promise<{ url: string; queries: string[] }> {
  const queries: string[] = [];
  const url = await serverOf((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on("end", () => {
      const form = new URLSearchParams(body);
      const query = form.get("query") ?? "";
      const time = form.get("time") ?? "now";
      queries.push(`${time} ${query}`);
      const times = query.startsWith("max") ? 2 : 1;
      const values: Readonly<Record<string, number>> = query.includes("cluster")
        ? { "cluster:requests:rate5m": 7 }
        : time === "now"
          ? { [RESETS]: 0.12345 * times, [IN_USE]: 0.4, [BYTES]: 1536 * times }
          : { [RESETS]: 1234.5 * times, [BYTES]: Number.NaN };
      response.end(
        JSON.stringify({
          status: "success",
          data: {
            resultType: "vector",
            result: Object.entries(values).map(([name, value]) => ({
              metric: { __name__: name },
              value: [0, String(value)],
            })),
          },
        }),
      );
    });
  });
  return { url, queries };
}

test("the recording rules of all nodes, before and now", async () => {
  const workspace = new Workspace({ "tuning.yaml": spec });
  const { url, queries } = await server();
  expect(
    await workspace.start([
      "verify",
      "--prometheus",
      url,
      "--before",
      "2026-01-31T12:00Z",
    ]),
  ).toEqual({
    code: 0,
    err: "",
    out: `                                              MEAN BEFORE  HIGHEST  MEAN AFTER  HIGHEST
TCP segments sent again                                 -        -           -        -
TCP resets sent, per second                         1,235    2,469       0.123    0.247
Connection requests dropped, per second                 -        -           -        -
Packets dropped before the stack, per second            -        -           -        -
Errors of network interfaces, per second                -        -           -        -
Connection-tracking table in use                        -        -        40 %     40 %
Connection-tracking drops, per second                   -        -           -        -
Established TCP connections                             -        -           -        -
Sockets in TIME_WAIT                                    -        -           -        -
Memory of TCP sockets                                   -        -     1.5 KiB    3 KiB
Requests, per second                                    7        7           7        7
`,
  });
  const before = Date.UTC(2026, 0, 31, 12) / 1000;
  expect(
    queries.map((query) => query.replaceAll(/instance:[\w:|]+/gu, "…")),
  ).toEqual(
    [before, "now"].flatMap((time) =>
      ["avg", "max"].flatMap((most) => [
        `${time} ${most} by (__name__) ({__name__=~"…",tuning_role="web"}\nor {__name__=~"…",job="postgres"})`,
        `${time} ${most} by (__name__) ({__name__=~"cluster:requests:rate5m"})`,
      ]),
    ),
  );
});

test("those of a host, as JSON", async () => {
  const workspace = new Workspace({ "tuning.yaml": spec });
  const { url, queries } = await server();
  const ended = await workspace.start([
    ...["verify", "--prometheus", url, "--host", "web1", "--format", "json"],
    ...["--before", "2026-01-31", "--after", "2026-02-01"],
  ]);
  expect(ended).toMatchObject({ code: 0, err: "" });
  expect(JSON.parse(ended.out)).toMatchObject({
    recordings: [
      { after: null },
      {
        name: RESETS,
        title: "TCP resets sent",
        unit: "per second",
        before: { mean: 1234.5, highest: 2469 },
        after: { mean: 1234.5, highest: 2469 },
      },
      ...Array.from({ length: 8 }, () => ({ after: null })),
    ],
    errors: [],
  });
  expect(queries[0]).toContain('",tuning_host="web1"})');
});

test("a server without the rules, and one that does not answer", async () => {
  const workspace = new Workspace({ "tuning.yaml": spec });
  const empty = await serverOf((_, response) => {
    response.end(
      '{"status":"success","data":{"resultType":"vector","result":[]}}',
    );
  });
  const common = ["--role", "web", "--before", "24h"];
  const none = await workspace.start([
    ...["verify", "--prometheus", empty, ...common],
  ]);
  expect(none.code).toBe(1);
  expect(none.err)
    .toBe(`error: Prometheus has no values of role \`web\` of the recording rules before the change [no-metrics]
  help: choose a time when the server had the rules; it does not compute them for the past

error: Prometheus has no values of role \`web\` of the recording rules after the change [no-metrics]
  help: load the rules that the target \`prometheus\` writes, and see whether the scrape targets have the labels of the nodes
`);
  const broken = await serverOf((_, response) => {
    response.statusCode = 503;
    response.end();
  });
  const failed = await workspace.start([
    ...["verify", "--prometheus", broken, ...common],
  ]);
  expect(failed.code).toBe(1);
  expect(failed.err).toContain(
    "answers with an error (503) [prometheus-failed]",
  );
});

test.each([
  [
    ["--after", "1h"],
    "error: `--after` without `--before` [prometheus-option]",
  ],
  [
    ["--before", "1h"],
    "error: `--before` asks a Prometheus server, and none is named [prometheus-option]",
  ],
  [
    [
      "--before",
      "1h",
      "--format",
      "junit",
      "--prometheus",
      "http://127.0.0.1:9",
    ],
    "error: the comparison of `--before` has no format `junit` [prometheus-option]",
  ],
  [
    ["--before", "yesterday"],
    "It must be how long ago it was, such as 24h or 7d, or a time, such as 2026-01-31T12:00Z.",
  ],
])("%j", async (words, message) => {
  const workspace = new Workspace({ "tuning.yaml": spec });
  const { code, err } = await workspace.start(["verify", ...words]);
  expect(code).toBe(2);
  expect(err).toContain(message);
});
