/**
 * A driver's editor in a process of its own, for tests that kill it or look at its memory:
 * `node travelProcess.ts share|fetch WORKSPACE RELAY TOKEN [BYTES]` prints the outcome and its largest memory as a line
 * of JSON; with BYTES it kills itself when so many have moved.
 */
import { createObjectsClient } from "#client/objects/objectsClient.ts";
import { fetchCache } from "#src/session/cache/fetchCache.ts";
import { shareCache } from "#src/session/cache/shareCache.ts";

const [what, workspace = "", relay = "", token = "", most] = process.argv.slice(2);
const before = process.memoryUsage().rss;
const outcome = await (what === "share" ? shareCache : fetchCache)(
  workspace,
  createObjectsClient(relay, token),
  {
    signal: new AbortController().signal,
    limit: 1024 ** 3,
    onProgress({ moved }) {
      if (most !== undefined && moved >= Number(most)) process.kill(process.pid, "SIGKILL");
    },
  },
);
const grown = process.resourceUsage().maxRSS * 1024 - before;
process.stdout.write(`${JSON.stringify({ ...outcome, grown })}\n`);
