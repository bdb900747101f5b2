/** People whose pipelines' outputs travel: what they share and fetch, and what git brings from one to the other. */
import { execFileSync } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { joinSession } from "#client/joinSession.ts";
import { createObjectsClient, type ObjectsClient } from "#client/objects/objectsClient.ts";
import type { Joined } from "#protocol/session/invitation.ts";
import type { TransferOptions } from "#src/session/cache/transfer.ts";
import { type PipelineProject, pipelineProject } from "./pipelineProject.ts";
import type { RelayProcess } from "./relayProcess.ts";

export const everything: TransferOptions = {
  signal: new AbortController().signal,
  limit: 1024 ** 3,
};

/** What git tracks of a repository, as a clone has it. */
export function cloneOf({ path }: Pick<PipelineProject, "path">): PipelineProject {
  const git = (...args: string[]): string => execFileSync("git", args, { cwd: path, encoding: "utf8" });
  git("add", "--all");
  const clone = pipelineProject({});
  for (const name of git("ls-files", "-z").split("\0").filter(Boolean))
    cpSync(join(path, name), join(clone.path, name));
  return clone;
}

export interface Member extends Joined {
  readonly objects: ObjectsClient;
}

/** Enough for a relay that is started again on a busy machine. */
const attempts = 10;

/** Somebody who joined the session of a relay's process. */
export async function memberOf(
  { invitations, url }: RelayProcess,
  role: "facilitator" | "participant" = "participant",
): Promise<Member> {
  const joined = await joinSession(invitations[role], "Ana");
  return { ...joined, objects: createObjectsClient(url, joined.token, attempts) };
}
