/**
 * Starts the embedded relay: `baton relay` as a process of its own, which outlives the window that started it. The
 * relay's own lock keeps two of them off one folder. Knows no editor.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type FileHandle, mkdir, open, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import * as z from "zod";
import { invitationCodeSchema, sessionIdSchema } from "#protocol/session/ids.ts";

export interface RelayProgram {
  /** Node, or an Electron that can be one. */
  readonly nodePath: string;
  /** dist/cli.js. */
  readonly commandPath: string;
}

export interface RelayPlace {
  /** The folder that keeps the session; made where it is missing. */
  readonly data: string;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
}

/** The relay's own words for why it did not start, as a sentence. */
export class RelayStartError extends Error {
  override readonly name = "RelayStartError";
}

/** The line that `baton relay` prints. `addresses`: where others reach it, the best first. */
const announcementSchema = z.object({
  addresses: z.tuple([z.string()]).rest(z.string()),
  port: z.number().int().min(1).max(65_535),
  session: sessionIdSchema,
  codes: z.object({ facilitator: invitationCodeSchema, participant: invitationCodeSchema }),
});

export type Announcement = z.infer<typeof announcementSchema>;

/** Gives null for what is no such line. */
export function parseAnnouncement(line: string): Announcement | null {
  try {
    return announcementSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}

/** A relay ends when nobody has been connected for so long: longer than a reload, a nap or a change of networks. */
const lingerSeconds = 300;

/** In the folder of a session: the id of the process that keeps it, or kept it last. */
export const relayIdFile = "relay.pid";

const patienceMilliseconds = 20_000;

/** Resolves when the relay listens. Throws `RelayStartError`. */
export async function startRelay(program: RelayProgram, place: RelayPlace): Promise<Announcement> {
  await using log = await openLog(place.data);
  const { size } = await log.stat();
  const child = spawnRelay(program, place, log);
  const line = await firstLine(child);
  const announced = line === null ? null : parseAnnouncement(line);
  if (announced !== null) {
    await writeFile(join(place.data, relayIdFile), String(child.pid));
    return announced;
  }
  child.kill();
  throw new RelayStartError(await lastWords(log, size));
}

/** A file, not a pipe: nobody may be there to read when the relay has something to say. */
async function openLog(data: string): Promise<FileHandle> {
  try {
    await mkdir(data, { recursive: true, mode: 0o700 });
    return await open(join(data, "relay.log"), "a+");
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new RelayStartError(`The folder ${data} cannot be used: ${reason}.`, { cause });
  }
}

function spawnRelay(
  { nodePath, commandPath }: RelayProgram,
  { data, host, port }: RelayPlace,
  log: FileHandle,
): ChildProcess {
  const options = ["--data", data, "--host", host, "--port", String(port), "--linger", String(lingerSeconds)];
  return spawn(nodePath, [commandPath, "relay", ...options], {
    // Neither the workspace nor the extension's folder: Windows would not let anybody move or delete it.
    cwd: dirname(data),
    env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" },
    stdio: ["ignore", "pipe", log.fd],
    // A window that reloads ends its children; this one belongs to everybody in the session.
    detached: true,
    windowsHide: true,
  });
}

/** Null when it ended before, or said nothing for long. Afterwards nothing ties the child to this process. */
async function firstLine(child: ChildProcess): Promise<string | null> {
  const { stdout } = child;
  if (stdout === null) return null;
  const lines = createInterface(stdout);
  const signal = AbortSignal.timeout(patienceMilliseconds);
  try {
    const [line] = await Promise.race([
      once(lines, "line", { signal }),
      once(child, "exit", { signal }).then(() => [null]),
    ]);
    return typeof line === "string" ? line : null;
  } catch {
    return null;
  } finally {
    lines.close();
    stdout.destroy();
    child.unref();
  }
}

async function lastWords(log: FileHandle, from: number): Promise<string> {
  const { size } = await log.stat();
  const { buffer, bytesRead } = await log.read(Buffer.alloc(Math.min(size - from, 4_096)), {
    position: from,
  });
  const words = buffer.toString("utf8", 0, bytesRead).trim().split("\n").at(-1) ?? "";
  return words === "" ? "It ended without a word." : words.replace(/^baton relay: /, "");
}
