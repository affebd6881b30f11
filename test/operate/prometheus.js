import { createServer } from "node:http";
import { URLSearchParams } from "node:url";

/*
 * A stub of Prometheus on port 9090 of the loopback. It knows two nodes of role web, and answers a query with the metrics that
 * it names.
 */
const nodes = [
  { host: "web1", address: "10.0.0.1:9100", somaxconn: "8192" },
  { host: "web2", address: "10.0.0.2:9100", somaxconn: "4096" },
];

const series = nodes.flatMap(({ host, address, somaxconn }) =>
  [
    { name: "up" },
    {
      name: "node_uname_info",
      own: { nodename: host, release: "6.12.48+deb13-amd64" },
    },
    { name: "node_sysctl_net_core_somaxconn", value: somaxconn },
    { name: "node_sysctl_net_ipv4_tcp_fin_timeout", value: "30" },
  ].map(({ name, own, value = "1" }) => ({
    name,
    metric: {
      __name__: name,
      job: "node",
      instance: address,
      tuning_role: "web",
      tuning_host: host,
      ...own,
    },
    value: [0, value],
  })),
);

createServer((request, response) => {
  let form = "";
  request.on("data", (chunk) => {
    form += String(chunk);
  });
  request.on("end", () => {
    const query = new URLSearchParams(form).get("query") ?? "";
    const [, names = ""] = /__name__=~"([^"]+)"/u.exec(query) ?? [];
    const isWanted = new RegExp(`^(?:${names})$`, "u");
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify({
        status: "success",
        data: {
          resultType: "vector",
          result: series.filter(({ name }) => isWanted.test(name)),
        },
      }),
    );
  });
}).listen(9090, "127.0.0.1");
