import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const bin = join(
  dirname(createRequire(import.meta.url).resolve("yaml-language-server")),
  "../../../bin/yaml-language-server",
);

/** What yaml-language-server says of a document, as an editor shows it. Lines and columns count from 1. */
export interface Editor {
  /** `7:26 message` */
  readonly diagnostics: readonly string[];
  hover(line: number, column: number): Promise<string>;
  complete(line: number, column: number): Promise<readonly Completion[]>;
  close(): void;
}

export interface Completion {
  readonly label: string;
  readonly insertText: string;
  readonly documentation?: string;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
}

interface Problem {
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
  };
  readonly message: string;
}

const capabilities = {
  workspace: { configuration: true },
  textDocument: {
    publishDiagnostics: {},
    hover: { contentFormat: ["plaintext"] },
    completion: {
      completionItem: {
        snippetSupport: true,
        documentationFormat: ["plaintext"],
      },
    },
  },
};

/** Opens a document that names its schema in its first line. */
export async function openInEditor(path: string): Promise<Editor> {
  const server = spawn(process.execPath, [bin, "--stdio"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const uri = pathToFileURL(path).href;
  const connection = new Connection(server);
  await connection.request("initialize", {
    processId: process.pid,
    rootUri: null,
    capabilities,
  });
  connection.send({ method: "initialized", params: {} });
  connection.send({
    method: "textDocument/didOpen",
    params: {
      textDocument: {
        uri,
        languageId: "yaml",
        version: 1,
        text: readFileSync(path, "utf8"),
      },
    },
  });
  const problems = await connection.problems;
  const at = (line: number, column: number): object => ({
    textDocument: { uri },
    position: { line: line - 1, character: column - 1 },
  });
  return {
    diagnostics: problems.map(
      ({ range: { start }, message }) =>
        `${start.line + 1}:${start.character + 1} ${message}`,
    ),
    hover: async (line, column) => {
      const found = (await connection.request(
        "textDocument/hover",
        at(line, column),
      )) as { readonly contents: { readonly value: string } } | null;
      return found?.contents.value ?? "";
    },
    complete: async (line, column) => {
      const found = (await connection.request(
        "textDocument/completion",
        at(line, column),
      )) as { readonly items: readonly Completion[] };
      return found.items;
    },
    close: () => void server.kill(),
  };
}

/** JSON-RPC with the headers of the Language Server Protocol. */
class Connection {
  readonly problems: Promise<readonly Problem[]>;
  readonly #waiting = new Map<number, (result: unknown) => void>();
  #received = Buffer.alloc(0);
  #publish: (problems: readonly Problem[]) => void = () => undefined;

  constructor(readonly server: ChildProcess) {
    this.problems = new Promise((resolve) => {
      this.#publish = resolve;
    });
    server.stdout?.on("data", (data: Buffer) => {
      this.#received = Buffer.concat([this.#received, data]);
      for (const message of this.#messages()) this.#receive(message);
    });
  }

  send(message: Message): void {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.server.stdin?.write(
      `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
    );
  }

  request(method: string, params: unknown): Promise<unknown> {
    const id = this.#waiting.size + 1;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.send({ id, method, params });
    });
  }

  *#messages(): Generator<Message> {
    for (;;) {
      const end = this.#received.indexOf("\r\n\r\n");
      const header = this.#received.subarray(0, Math.max(end, 0)).toString();
      const length = Number(/Content-Length: (\d+)/iu.exec(header)?.[1] ?? NaN);
      const body = this.#received.subarray(end + 4, end + 4 + length);
      if (end < 0 || body.length < length) return;
      this.#received = this.#received.subarray(end + 4 + length);
      yield JSON.parse(body.toString()) as Message;
    }
  }

  #receive({ id, method, params, result }: Message): void {
    if (method === "textDocument/publishDiagnostics") {
      const { diagnostics } = params as {
        readonly diagnostics: readonly Problem[];
      };
      this.#publish(diagnostics);
    } else if (method === "workspace/configuration" && id !== undefined) {
      const { items } = params as { readonly items: readonly unknown[] };
      this.send({ id, result: items.map(() => ({})) });
    } else if (method !== undefined && id !== undefined) {
      this.send({ id, result: null });
    } else if (id !== undefined) {
      this.#waiting.get(id)?.(result);
    }
  }
}
