import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import type { Computer } from "./computer.ts";

/** A Git host on this computer: the repositories in the home folder over HTTP, for one user with one token. */
export class GitHost {
  private constructor(private readonly server: Server) {}

  static async start(computer: Computer, user: string, token: string): Promise<GitHost> {
    const expected = `Basic ${Buffer.from(`${user}:${token}`).toString("base64")}`;
    const server = createServer((request, response) => {
      if (request.headers.authorization === expected) {
        answer(computer, request, response);
      } else {
        response.writeHead(401, { "WWW-Authenticate": 'Basic realm="Git"' }).end();
      }
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new GitHost(server);
  }

  /** The address of a repository in the home folder. */
  address(name: string): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/${name}`;
  }

  async stop(): Promise<void> {
    const closed = once(this.server, "close");
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }
}

/** Answers as Git's own `http-backend` does. */
function answer(computer: Computer, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  const backend = spawn("git", ["http-backend"], {
    env: {
      ...computer.environment,
      GIT_PROJECT_ROOT: computer.home,
      GIT_HTTP_EXPORT_ALL: "1",
      PATH_INFO: decodeURIComponent(url.pathname),
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers["content-type"] ?? "",
      GIT_PROTOCOL: request.headers["git-protocol"] as string | undefined,
      HTTP_CONTENT_ENCODING: request.headers["content-encoding"],
      REMOTE_USER: "tester",
    },
  });
  // It may have answered, and ended, before it read all.
  backend.stdin.on("error", () => {});
  request.pipe(backend.stdin);
  const chunks: Buffer[] = [];
  backend.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  backend.on("close", () => {
    const output = Buffer.concat(chunks);
    const end = output.indexOf("\r\n\r\n");
    const headers = output.subarray(0, end).toString().split("\r\n");
    const fields = headers.map((line) => line.split(/:\s*/, 2) as [string, string]);
    const status = fields.find(([name]) => name === "Status")?.[1] ?? "200";
    const others = fields.filter(([name]) => name !== "Status");
    response.writeHead(Number.parseInt(status, 10), Object.fromEntries(others)).end(output.subarray(end + 4));
  });
}
