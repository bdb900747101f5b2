/**
 * The plain y-websocket pattern, for comparison: every client writes the document, the server applies and forwards
 * every update. No identities, no rules, nothing stored.
 */
import { createServer } from "node:http";
import { createDecoder, readVarUint } from "lib0/decoding";
import { createEncoder, length, toUint8Array, writeVarUint } from "lib0/encoding";
import { type WebSocket, WebSocketServer } from "ws";
import { readSyncMessage, writeUpdate } from "y-protocols/sync";
import { Doc } from "yjs";

const doc = new Doc();
const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });

function framed(write: (encoder: ReturnType<typeof createEncoder>) => void): Uint8Array | null {
  const encoder = createEncoder();
  writeVarUint(encoder, 0);
  write(encoder);
  return length(encoder) > 1 ? toUint8Array(encoder) : null;
}

doc.on("update", (update: Uint8Array, origin: unknown) => {
  const frame = framed((encoder) => writeUpdate(encoder, update));
  for (const socket of sockets.clients) if (socket !== origin && frame !== null) socket.send(frame);
});
sockets.on("connection", (socket: WebSocket) => {
  socket.on("message", (data) => {
    if (!(data instanceof Buffer)) return;
    const decoder = createDecoder(data);
    if (readVarUint(decoder) !== 0) return;
    const answer = framed((encoder) => readSyncMessage(decoder, encoder, doc, socket));
    if (answer !== null) socket.send(answer);
  });
});
server.listen(0, "127.0.0.1", 4_096, () => {
  const address = server.address();
  if (address !== null && typeof address === "object") console.log(`http://127.0.0.1:${address.port}`);
});
