/**
 * Where a handover stands, for the session to show: "Ana pushed 3 files", "Rui is fetching", "Rui has the baton".
 * Only data: the words are the editor's.
 */
import type { HandoverProblemCode } from "./problem.ts";

/** What an operation is at; each is told before it begins. */
export const handoverSteps = [
  "looking",
  "fetching",
  "stashing",
  "rescuing",
  "switching",
  "creating",
  "restoring",
  "staging",
  "checking",
  "committing",
  "pushing",
  "rebasing",
  "squashing",
  "deleting",
] as const;

export type HandoverStep = (typeof handoverSteps)[number];

/** Of one change of drivers, from the old one's handing over to the new one's taking. */
export type HandoverStanding =
  | { readonly type: "handing-over"; readonly step: HandoverStep }
  /** The code waits on the remote. */
  | { readonly type: "handed-over"; readonly files: number; readonly commit: string }
  /** It could not reach the shared branch; `branch` is where it is instead, null: only in the old driver's folder. */
  | { readonly type: "set-aside"; readonly branch: string | null }
  | { readonly type: "taking"; readonly step: HandoverStep }
  | { readonly type: "taken"; readonly commit: string }
  /** Somebody has to act before it goes on. */
  | {
      readonly type: "stuck";
      readonly while: "handing-over" | "taking";
      /** Why; the message is for the driver alone, who may have private paths in it. */
      readonly code: HandoverProblemCode;
    };
