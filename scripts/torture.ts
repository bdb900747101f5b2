/**
 * Kills a relay a thousand times and looks each time whether it lost or doubled anything: the test's own loop, longer.
 *
 *   node scripts/torture.ts [kills] [seed]
 */
import { temporaryFolder } from "../test/support/temporaryFolder.ts";
import { torture } from "../test/support/torture.ts";

const [kills = 1_000, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number);
console.log(`${kills} kills, seed ${seed}`);
const started = performance.now();
using folder = temporaryFolder();
const { acknowledged, unanswered } = await torture(folder.path, kills, seed);
const seconds = Math.round((performance.now() - started) / 1000);
console.log(`${acknowledged} commands acknowledged, all there, none twice; ${seconds} s`);
console.log(`${unanswered} times a kill left a command without its answer; each got it in the end`);
