import assert from "node:assert/strict";
import { once } from "node:events";
import { after, before, test } from "node:test";
import { WebSocketServer } from "ws";
import { WebsocketProvider } from "y-websocket";
import { Doc } from "yjs";
import { nodeTransport } from "#client/nodeTransport.ts";

const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
let address = "";

before(async () => {
  if (server.address() === null) await once(server, "listening");
  const bound = server.address();
  assert.ok(bound !== null && typeof bound === "object");
  address = `ws://127.0.0.1:${bound.port}`;
});

after(() => {
  for (const socket of server.clients) socket.terminate();
  server.close();
});

test("the stock provider carries the token in the authorization header, never in the address", async () => {
  const token = "canary-token";
  const knocked = once(server, "connection");
  const options = { ...nodeTransport(token), disableBc: true };
  const provider = new WebsocketProvider(address, "room", new Doc(), options);
  try {
    const [, request] = await knocked;
    assert.equal(request.headers.authorization, `Bearer ${token}`);
    assert.equal(request.url, "/room");
    assert.ok(!provider.url.includes(token));
  } finally {
    provider.destroy();
    provider.awareness.destroy();
  }
});
