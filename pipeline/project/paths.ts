/** Paths as projects write them, made safe: inside the workspace, and not on what Baton, DVC or git live by. */
import path from "node:path";

export type SafePath = { type: "safe"; path: string } | { type: "unsafe"; why: string };

const drive = /^[a-zA-Z]:/;
const remote = /^[a-zA-Z][a-zA-Z0-9+.-]+:\/\//;

/** `declared` relative to `folder`, as a posix path relative to the workspace. */
export function insideWorkspace(folder: string, declared: string): SafePath {
  if (declared === "" || declared.includes("\0")) return { type: "unsafe", why: "is not a path" };
  if (remote.test(declared)) return { type: "unsafe", why: "is not a file in the workspace" };
  if (path.posix.isAbsolute(declared) || declared.startsWith("\\") || drive.test(declared)) {
    return { type: "unsafe", why: "is an absolute path: write it relative to the stage's working folder" };
  }
  const joined = path.posix.normalize(path.posix.join(folder, declared));
  if (joined === ".." || joined.startsWith("../"))
    return { type: "unsafe", why: "lies outside the workspace" };
  return { type: "safe", path: withoutEnd(joined) };
}

function withoutEnd(joined: string): string {
  const trimmed = joined.replace(/\/+$/, "");
  return trimmed === "." ? "" : trimmed;
}

const kept = [".git", ".dvc", ".baton", "dvc.yaml", "dvc.lock", "params.yaml"];

/** What a stage's output would destroy if it were removed before a run; null when nothing. */
export function destroyedBy(output: string): string | null {
  if (output === "") return "the whole workspace";
  return kept.find((each) => samePlace(each, output)) ?? null;
}

/** Whether one path is the other, or lies inside it. Both relative to the workspace; "" holds everything. */
export function overlaps(one: string, other: string): boolean {
  return contains(one, other) || contains(other, one);
}

export function contains(folder: string, inner: string): boolean {
  return folder === "" || folder === inner || inner.startsWith(`${folder}/`);
}

function samePlace(keptPath: string, output: string): boolean {
  return contains(keptPath, output) || contains(output, keptPath);
}
