/**
 * What went wrong in a handover, as people see it: a code for programs, a sentence to act on, and where every piece
 * of work is by now. Nothing of it names credentials.
 */

/** Each names one cause. */
export type HandoverProblemCode =
  | "no-git"
  | "not-a-repository"
  | "no-commits"
  | "no-remote"
  | "invalid-name"
  | "no-branch"
  | "wrong-branch"
  | "operation-under-way"
  | "busy"
  | "locked"
  | "dirty-tree"
  | "in-the-way"
  | "in-use"
  | "large-files"
  | "no-base"
  | "base-diverged"
  | "not-handed-over"
  | "nothing-to-finish"
  | "changed-meanwhile"
  | "checks-failed"
  | "hook-refused"
  | "remote-unreachable"
  | "remote-silent"
  | "wrong-credentials"
  | "push-refused"
  | "submodule-unpushed"
  | "no-web-page"
  | "cancelled"
  | "git-failed";

/** Where work is that isn't simply in the folder as it was. */
export type WorkPlace =
  | { readonly type: "branch"; readonly name: string; readonly commit: string; readonly pushed: boolean }
  | { readonly type: "stash"; readonly commit: string; readonly message: string };

export interface HandoverProblem {
  readonly code: HandoverProblemCode;
  /** What happened, where the work is, what to do: plain words. */
  readonly message: string;
  /** What else the work is in, beside the folder. */
  readonly work: readonly WorkPlace[];
  /** The files that it is about, relative to the repository. */
  readonly files: readonly string[];
  /** What git or a check said, on several lines, without credentials; empty when the message says it all. */
  readonly details: string;
}

export interface Refused {
  readonly type: "refused";
  readonly problem: HandoverProblem;
}

/** Ends an operation; `refusing` turns it into an outcome at the room's door. */
export class HandoverRefusal extends Error {
  override readonly name = "HandoverRefusal";
  readonly code: HandoverProblemCode;
  readonly files: readonly string[];
  readonly details: string;

  constructor(
    code: HandoverProblemCode,
    message: string,
    more: { files?: readonly string[]; details?: string } = {},
  ) {
    super(message);
    this.code = code;
    this.files = more.files ?? [];
    this.details = more.details ?? "";
  }
}

function sentenceOf(place: WorkPlace): string {
  if (place.type === "stash") return `Your changes are in the stash "${place.message}".`;
  const where = place.pushed ? "here and on the remote" : "here, not yet on the remote";
  return `Your commits are on the branch ${place.name} (${where}).`;
}

/** Where all work is, should an operation end at this moment. */
export interface Whereabouts {
  /** Of what the operation is about. */
  sentence: string;
  /** What was put aside on the way. */
  readonly places: WorkPlace[];
}

/** What happened, and then where to look for what was put aside. */
export function tellPlaces(message: string, { places }: Whereabouts): string {
  return [message, ...places.map(sentenceOf)].join(" ");
}

/** "a.txt", "a.txt and b.txt", "a.txt, b.txt and 3 more". */
export function filesInWords(files: readonly string[]): string {
  const [first = "", second, ...more] = files;
  if (second === undefined) return first;
  return more.length === 0 ? `${first} and ${second}` : `${first}, ${second} and ${more.length} more`;
}
