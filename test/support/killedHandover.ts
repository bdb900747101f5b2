/** `node killedHandover.ts take|handOver FOLDER WHO N`: kills itself before the operation's n-th git command. */
import { handOver } from "#handover/handOver.ts";
import { takeSeat } from "#handover/take.ts";

const [operation, folder = "", who = "", number] = process.argv.slice(2);
let commands = 0;

const options = {
  folder,
  who,
  prefix: "baton/",
  base: "main",
  session: null,
  onGit(): void {
    commands += 1;
    if (commands === Number(number)) process.kill(process.pid, "SIGKILL");
  },
};

if (operation === "take") await takeSeat({ ...options, dirty: "stash" });
else await handOver({ ...options, turn: 1, place: null, suggestions: [], coAuthors: [], checks: "block" });
