/** `baton relay --port P --data DIR`: keeps a session for a team, until a signal ends it or everybody has gone. */
import { readFile } from "node:fs/promises";
import { networkInterfaces } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { invitationLink } from "#protocol/session/invitation.ts";
import type * as Server from "#server/index.ts";
import { addressesOf } from "../relayAddresses.ts";
import { terminalOn } from "../terminal.ts";
import { UsageError } from "../usage.ts";

const defaultPort = "4455";

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new UsageError(`'${text}' is no port`);
  return port;
}

function lingerOf(text: string): number {
  const seconds = Number(text);
  if (!/^\d{1,6}$/.test(text) || seconds === 0)
    throw new UsageError(`'${text}' is no number of seconds: --linger takes a whole one from 1 to 999999`);
  return seconds * 1_000;
}

const bytesPerMegabyte = 1024 * 1024;

function objectsBytesOf(text: string): number {
  if (!/^\d{1,7}$/.test(text))
    throw new UsageError(`'${text}' is no number of megabytes: --objects-megabytes takes a whole one`);
  return Number(text) * bytesPerMegabyte;
}

interface Arguments {
  readonly data: string;
  readonly port: number;
  readonly host?: string;
  /** Paths of PEM files. */
  readonly tls?: { readonly certificate: string; readonly key: string };
  readonly lingerMilliseconds?: number;
  readonly limits?: { readonly objectsBytes: number };
}

function readArguments(args: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: "string" },
      port: { type: "string", default: defaultPort },
      host: { type: "string" },
      "tls-cert": { type: "string" },
      "tls-key": { type: "string" },
      linger: { type: "string" },
      "objects-megabytes": { type: "string" },
    },
  });
  const { data, port, host, linger, "objects-megabytes": objects } = values;
  const { "tls-cert": certificate, "tls-key": key } = values;
  if (data === undefined) throw new UsageError("baton relay takes --data, the folder that keeps the session");
  if ((certificate === undefined) !== (key === undefined))
    throw new UsageError("--tls-cert and --tls-key go together");
  return {
    data: resolve(data),
    port: portOf(port),
    ...(host === undefined ? {} : { host }),
    ...(linger === undefined ? {} : { lingerMilliseconds: lingerOf(linger) }),
    ...(objects === undefined ? {} : { limits: { objectsBytes: objectsBytesOf(objects) } }),
    ...(certificate === undefined || key === undefined ? {} : { tls: { certificate, key } }),
  };
}

/** What a program that hosts a session reads: one line of JSON. The links name the first address. */
function announcement({ url, session, invitations }: Server.Relay): string {
  const addresses = addressesOf(url, networkInterfaces());
  const [relay = url] = addresses;
  return JSON.stringify({
    addresses,
    port: Number(new URL(url).port),
    session,
    facilitator: invitationLink({ relay, code: invitations.facilitator }),
    participant: invitationLink({ relay, code: invitations.participant }),
    codes: invitations,
  });
}

async function start({ tls, ...options }: Arguments): Promise<Server.Relay> {
  // A bundle of its own: the other commands start without the relay's weight.
  const bundle = new URL("./relay.js", import.meta.url).href;
  const { createRelay }: typeof Server = await import(bundle);
  if (tls === undefined) return await createRelay(options);
  const [certificate, key] = await Promise.all([readPem(tls.certificate), readPem(tls.key)]);
  return await createRelay({ ...options, tls: { certificate, key } });
}

async function readPem(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new Error(`The file ${path} cannot be read.`, { cause: error });
  }
}

async function keep(running: Server.Relay): Promise<number> {
  const close = (): void => void running.close();
  process.once("SIGINT", close);
  process.once("SIGTERM", close);
  terminalOn(process.stdout).line(announcement(running));
  if ((await running.closed) !== "storage") return 0;
  terminalOn(process.stderr).line(
    "baton relay: The session cannot be stored any more, so the relay has stopped. What it acknowledged is safe. Make room on the disk and start it again.",
  );
  return 1;
}

/** Gives the exit code: 0 after a signal or when everybody has gone, 1 when nothing could be stored any more, 2 when it could not start. */
export async function relay(args: readonly string[]): Promise<number> {
  const parsed = readArguments(args);
  try {
    return await keep(await start(parsed));
  } catch (error) {
    terminalOn(process.stderr).line(`baton relay: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
}
