/** What the work branch's commits tell: the turns, the suggestions worked on, who took part, where the driver was. */
import type { Git } from "./git/git.ts";
import { type CoAuthor, type FilePlace, readPlace, type Suggestion } from "./message.ts";
import type { Operation } from "./operation.ts";
import { trackingRef } from "./remote.ts";

/** One commit of the team's work. */
export interface WorkCommit {
  readonly commit: string;
  readonly subject: string;
  readonly author: CoAuthor;
  readonly suggestions: readonly Suggestion[];
  readonly coAuthors: readonly CoAuthor[];
}

const separators = { record: "\u001e", field: "\u001f", value: "\u001d" } as const;

function trailers(key: string): string {
  return `%(trailers:key=${key},valueonly,unfold,separator=%x1d)`;
}

const format = `--format=%H%x1f%s%x1f%an%x1f%ae%x1f${trailers("Baton-Suggestion")}%x1f${trailers("Co-authored-by")}%x1e`;

function values(text: string): string[] {
  return text
    .split(separators.value)
    .map((value) => value.trim())
    .filter(Boolean);
}

function readSuggestion(text: string): Suggestion {
  const space = text.indexOf(" ");
  return space < 0 ? { id: text, title: "" } : { id: text.slice(0, space), title: text.slice(space + 1) };
}

function readPerson(text: string): CoAuthor[] {
  const [, name, email] = /^(.*?)\s*<([^<>]+)>$/.exec(text) ?? [];
  return name === undefined || email === undefined ? [] : [{ name, email }];
}

function readCommit(record: string): WorkCommit[] {
  const [commit = "", subject = "", name = "", email = "", suggestions = "", people = ""] = record
    .trim()
    .split(separators.field);
  // Somebody's message may hold a separator; what is left of it is no commit.
  if (!/^[0-9a-f]{40,64}$/.test(commit)) return [];
  return [
    {
      commit,
      subject,
      author: { name, email },
      suggestions: values(suggestions).map(readSuggestion),
      coAuthors: values(people).flatMap(readPerson),
    },
  ];
}

/** The commits that `work` has and `base` lacks, oldest first. */
export async function workCommits(git: Git, base: string, work: string): Promise<WorkCommit[]> {
  const log = await git.read(["log", "--reverse", "--topo-order", format, `${base}..${work}`, "--"]);
  return log.split(separators.record).flatMap(readCommit);
}

/** Where the last driver was, if the file is still there; null when nobody said. */
export async function lastPlace({ git, remote, names }: Operation, work: string): Promise<FilePlace | null> {
  const range = `${trackingRef(remote, names.base)}..${work}`;
  const log = await git.read([
    "log",
    "--max-count=50",
    `--format=%x20${trailers("Baton-File")}`,
    range,
    "--",
  ]);
  const place = readPlace(
    log
      .split("\n")
      .map((line) => line.trim())
      .find(Boolean) ?? "",
  );
  if (place === null) return null;
  // A regular file: a link could lead out of the repository.
  const entry = await git.read(["ls-tree", "-z", work, "--", place.path]);
  return entry.startsWith("100") ? place : null;
}
