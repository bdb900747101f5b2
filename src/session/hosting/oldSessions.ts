/**
 * Takes away what earlier sessions left on this machine, once nobody can come back to them: a session that was not
 * touched for as long as a participant's token lives, and whose relay does not run.
 */
import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { limits } from "#protocol/session/limits.ts";
import { relayIdFile } from "./relayProgram.ts";

/** `folder`: holds a folder for each session. What cannot be removed stays, and nobody has to be told. */
export async function removeOldSessions(folder: string, now = Date.now()): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const sessions = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
  for (const session of sessions) await removeIfOld(session, now).catch(() => undefined);
}

async function removeIfOld(session: string, now: number): Promise<void> {
  const isOld = (await touchedAt(session)) < now - limits.tokenMilliseconds;
  if (isOld && !(await runs(session))) await rm(session, { recursive: true });
}

/** When anything in it was written last. */
async function touchedAt(session: string): Promise<number> {
  const paths = [session, ...(await readdir(session)).map((name) => join(session, name))];
  const times = await Promise.all(paths.map(async (path) => (await stat(path)).mtimeMs));
  return Math.max(...times);
}

/** Another process that has got the relay's number meanwhile counts as the relay: the session only stays longer. */
async function runs(session: string): Promise<boolean> {
  const id = Number(await readFile(join(session, relayIdFile), "utf8").catch(() => ""));
  return Number.isInteger(id) && id > 0 && isAlive(id);
}

function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    // It is there, and not ours to signal.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
