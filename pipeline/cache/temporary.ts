/** What is on its way into the cache stands at its root first, where it is found again if the run is killed. */
import { randomBytes } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { unlessMissing } from "../files.ts";

const temporaryName = /^\.baton-[0-9a-f]+\.tmp$/;

export function temporaryIn(cache: string): string {
  return path.join(cache, `.baton-${randomBytes(8).toString("hex")}.tmp`);
}

/** Only while nobody writes to the cache. */
export async function sweepTemporaries(cache: string): Promise<void> {
  const names = (await unlessMissing(readdir(cache))) ?? [];
  const left = names.filter((name) => temporaryName.test(name));
  await Promise.all(left.map((name) => rm(path.join(cache, name), { force: true })));
}
