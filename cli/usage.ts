/** How the command is called. */

export const usage = `Usage: baton <command>

  run [--json] [--jobs N] [stage...]
                               run the pipeline of this folder, or these stages and what they need;
                               at most N stages side by side (as many as there are cores without it)
  status [--json]              say which stages would run, and why
  runs list [--limit N]        the runs of this folder, newest first (50 without it)
  runs show RUN                what a run was made from, and what came of it
  runs compare RUN RUN         what is different between two runs, what went in first
  runs export FILE.csv         all runs as a table, a column for each parameter and metric
                               list, show and compare take --json
  exec FILE [arguments...]     execute a stage's TypeScript or JavaScript module
  new FOLDER [--data FILE]     write the sample workshop into a new folder
  relay --data DIR [--port P] [--host H] [--tls-cert FILE --tls-key FILE] [--linger SECONDS]
        [--objects-megabytes N]
                               keep a session for a team; prints its links as one line of JSON;
                               with --linger it ends when nobody has been there for so long;
                               it holds so many megabytes (1024) of outputs for the next driver

  --version                    print the version
  --help                       print this

Exit codes: 0 done, 1 a stage or the relay's storage failed, 2 unusable input, 130 cancelled.`;

/** The command line itself is wrong. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
