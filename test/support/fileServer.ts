/** A real web server on this machine that answers every request the same way: `await using server = ...`. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";

export interface FileServer extends AsyncDisposable {
  /** With the path of a file. */
  readonly url: string;
}

export async function fileServer(answer: RequestListener): Promise<FileServer> {
  const server = createServer(answer);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  assert.ok(address !== null && typeof address === "object");
  return {
    url: `http://127.0.0.1:${address.port}/student+performance.zip`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
