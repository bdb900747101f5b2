/** What an operation is at, for progress; each step is told before it begins. The words are the editor's. */
export type HandoverStep =
  | "looking"
  | "fetching"
  | "stashing"
  | "rescuing"
  | "switching"
  | "creating"
  | "restoring"
  | "staging"
  | "checking"
  | "committing"
  | "pushing"
  | "rebasing"
  | "squashing"
  | "deleting";
