/**
 * The relay's door: an HTTP server that upgrades to sockets. What is wrong with an upgrade is said by accepting it
 * and closing with a code, because a refused upgrade makes the stock provider try for ever. [JOIN-2], [JOIN-4]
 */
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Limits } from "#protocol/session/limits.ts";
import { closeCode, subprotocol } from "#protocol/session/wire.ts";
import type { RelayOptions } from "./options.ts";

/** What an upgrade asks for. */
export interface Call {
  /** The last part of the address, as it came. */
  readonly room: string;
  readonly token: string | null;
}

export interface ListenerParts {
  readonly server: Server;
  readonly options: RelayOptions;
  readonly limits: Limits;
  readonly answerRequest: RequestListener;
  readonly answerCall: (socket: WebSocket, call: Call) => void;
}

export interface Listener {
  /** Resolves with the address; rejects with a sentence when the port is not to be had. */
  listen(): Promise<string>;
  /** Resolves when no socket is left. */
  close(): Promise<void>;
}

/** Connections that have not said anything yet, besides those that are in. */
const spareConnections = 500;

/** Connections that may wait to be taken: after a restart a whole hall knocks at one instant. The system may allow less. */
const backlog = 4_096;

/** @throws {Error} with a sentence for people, when certificate and key are none */
export function createWebServer({ tls }: RelayOptions, limits: Limits): Server {
  const timing = {
    // Requests differ in how long they may take; whoever answers them cuts them off (answers.ts).
    requestTimeout: 0,
    headersTimeout: limits.requestMilliseconds,
    connectionsCheckingInterval: 1_000,
    maxHeaderSize: 8 * 1024,
  };
  if (tls === undefined) return createServer(timing);
  try {
    return createSecureServer({ ...timing, cert: tls.certificate, key: tls.key });
  } catch (error) {
    const why = "The certificate and the key do not go together, or are not in PEM form.";
    throw new Error(why, { cause: error });
  }
}

export function createListener(parts: ListenerParts): Listener {
  const { server, options, limits, answerRequest, answerCall } = parts;
  const { host = "127.0.0.1", port = 0, origins = [], tls } = options;
  const settings = {
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: limits.messageBytes,
    maxFragments: limits.messageFragments,
    closeTimeout: limits.closeMilliseconds,
    // One of ours has to be chosen, or nobody reads why it was closed; a token never is.
    handleProtocols: (offered: ReadonlySet<string>) =>
      [...offered].find((name) => /^baton\.\d+$/.test(name)) ?? false,
  };
  const sockets = new WebSocketServer(settings);

  function isForeign({ headers }: IncomingMessage): boolean {
    return headers.origin !== undefined && !origins.includes(headers.origin);
  }

  server.maxConnections = limits.connections + spareConnections;
  server.on("request", (request, response) => {
    if (isForeign(request)) response.writeHead(403).end();
    else answerRequest(request, response);
  });
  server.on("upgrade", (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    if (isForeign(request)) {
      stream.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      // ws closes a socket that speaks nonsense by itself, with the right code.
      socket.on("error", () => undefined);
      const offered = offeredProtocols(request);
      if (offered.length > 0 && offered[0] !== subprotocol)
        socket.close(closeCode.version, "another version");
      else answerCall(socket, { room: (request.url ?? "").slice(1), token: tokenOf(request) });
    });
  });

  return {
    listen: () =>
      new Promise((resolve, reject) => {
        server.once("error", (error) => reject(new Error(whyNot(error, host, port), { cause: error })));
        server.listen({ port, host, backlog }, () => resolve(addressOf(server.address(), tls !== undefined)));
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function offeredProtocols({ headers }: IncomingMessage): readonly string[] {
  const offered = headers["sec-websocket-protocol"] ?? "";
  return offered === "" ? [] : offered.split(",").map((name) => name.trim());
}

/** From the header, or, where a browser cannot set one, from behind the subprotocol. */
export function tokenOf(request: IncomingMessage): string | null {
  const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? "")?.[1];
  return bearer ?? offeredProtocols(request)[1] ?? null;
}

function addressOf(address: AddressInfo | string | null, secure: boolean): string {
  if (address === null || typeof address === "string") throw new Error("The relay listens on no port.");
  const host = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return `${secure ? "https" : "http"}://${host}:${address.port}`;
}

function whyNot(error: Error, host: string, port: number): string {
  const code = "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") return `Port ${port} of ${host} is in use. Choose another one.`;
  if (code === "EACCES") return `Port ${port} of ${host} may not be used. Choose one above 1023.`;
  if (code === "EADDRNOTAVAIL") return `${host} is no address of this machine.`;
  return error.message;
}
