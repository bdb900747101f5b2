/**
 * The environment in which git runs: the person's own, so that their keys, proxies and helpers work, without what
 * would point git at another repository, and with nothing that could wait for somebody at a terminal.
 */

/** What binds git to one repository, as `git rev-parse --local-env-vars` lists it, or changes what it prints. */
const leftOut = new Set([
  "EDITOR",
  "GIT_ALTERNATE_OBJECT_DIRECTORIES",
  "GIT_CONFIG",
  "GIT_COMMON_DIR",
  "GIT_DIR",
  "GIT_EXTERNAL_DIFF",
  "GIT_GRAFT_FILE",
  "GIT_IMPLICIT_WORK_TREE",
  "GIT_INDEX_FILE",
  "GIT_INTERNAL_SUPER_PREFIX",
  "GIT_NAMESPACE",
  "GIT_NO_REPLACE_OBJECTS",
  "GIT_OBJECT_DIRECTORY",
  "GIT_PAGER",
  "GIT_PREFIX",
  "GIT_QUARANTINE_PATH",
  "GIT_REPLACE_REF_BASE",
  "GIT_SHALLOW_FILE",
  "GIT_TEMPLATE_DIR",
  "GIT_WORK_TREE",
  "PAGER",
  "PREFIX",
  "VISUAL",
]);

/** ":" is git's own word for an editor that changes nothing. */
const unattended = {
  GIT_TERMINAL_PROMPT: "0",
  GIT_EDITOR: ":",
  GIT_SEQUENCE_EDITOR: ":",
  // Looking must not take the lock away from git commands that the person runs meanwhile.
  GIT_OPTIONAL_LOCKS: "0",
  // Messages in the language in which they are understood here; the character set stays the person's.
  LANGUAGE: "en",
};

export function gitEnvironment(own: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const kept = Object.entries(own).flatMap(([name, value]) =>
    value === undefined || leftOut.has(name.toUpperCase()) ? [] : [[name, value] as const],
  );
  return { ...Object.fromEntries(kept), ...unattended };
}
