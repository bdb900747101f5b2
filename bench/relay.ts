/**
 * The relay under a crowd: from command to acknowledgement and to the last replica, CPU, memory a connection, and
 * the time until all are back after a kill; beside the plain y-websocket pattern. Everything on this machine, the
 * crowd in processes of its own; those who post are in one apart, so that their clock is not held up by the others.
 *
 *   node bench/relay.ts [participants...]
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type RelayProcess, startRelayProcess } from "../test/support/relayProcess.ts";
import { type Answer, type CrowdPart, now, percentile, startCrowdPart, type Task } from "./relay/messages.ts";

const audienceParts = 2;
/** Who post: one and the same may post ten times a second. */
const posters = 20;
const postsPerSecond = 100;
const postSeconds = 10;
const voteSeconds = 30;
/** The plain pattern forwards every post by itself: past this many it would not end. */
const plainAtMost = 1_000;

function round(milliseconds: number): string {
  return milliseconds < 10 ? milliseconds.toFixed(1) : String(Math.round(milliseconds));
}

/** Of a process: seconds of CPU so far, and bytes of memory. Linux only; NaN elsewhere. */
function usage({ pid }: ChildProcess): { cpu: number; memory: number } {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return { cpu: (Number(stat[11]) + Number(stat[12])) / 100, memory: Number(kilobytes) * 1024 };
  } catch {
    return { cpu: Number.NaN, memory: Number.NaN };
  }
}

async function askAll(crowd: readonly CrowdPart[], task: (part: number) => Task): Promise<Answer[]> {
  return await Promise.all(crowd.map((part, index) => part.ask(task(index))));
}

function fanOut(answers: readonly Answer[], members: number): void {
  const commands = answers.flatMap((answer) => answer.commands);
  const acks = commands.flatMap(({ sent, acked }) => (acked === null ? [] : [acked - sent]));
  const arrivals = answers.flatMap((answer) => answer.arrivals);
  const last = new Map<string, number>();
  let replicas = 0;
  for (const arrival of arrivals) {
    last.set(arrival.mark, Math.max(last.get(arrival.mark) ?? 0, arrival.last));
    replicas += arrival.replicas;
  }
  const waits = commands.flatMap(({ mark, sent }) => (last.has(mark) ? [(last.get(mark) ?? 0) - sent] : []));
  if (acks.length > 0) {
    console.log(
      `  ack          p50 ${round(percentile(acks, 0.5))} ms, p99 ${round(percentile(acks, 0.99))} ms (${acks.length} of ${commands.length})`,
    );
  }
  console.log(
    `  last replica p50 ${round(percentile(waits, 0.5))} ms, p99 ${round(percentile(waits, 0.99))} ms (${replicas} arrivals of ${commands.length * members})`,
  );
}

/** Gets everybody in, posts, and prints what that took of the server. */
async function enterAndPost(
  crowd: readonly CrowdPart[],
  server: ChildProcess,
  { url, code, members }: { url: string; code: string | null; members: number },
): Promise<void> {
  const before = usage(server);
  const started = now();
  const entered = await askAll(crowd, (part) => ({
    type: "enter",
    url,
    code,
    members: part === 0 ? posters : (members - posters) / audienceParts,
    part,
  }));
  const inside = usage(server);
  const ready = entered.reduce((sum, answer) => sum + answer.ready, 0);
  console.log(
    `  ${ready} in sync after ${round((now() - started) / 1000)} s, CPU ${round(inside.cpu - before.cpu)} s`,
  );
  console.log(`  memory       ${round((inside.memory - before.memory) / 1024 / members)} kB a connection`);
  const posted = await askAll(crowd, (part) => ({
    type: "post",
    perSecond: part === 0 ? postsPerSecond : 0,
    seconds: postSeconds,
  }));
  fanOut(posted, members);
  const after = usage(server);
  console.log(
    `  CPU          ${round(((after.cpu - inside.cpu) / postSeconds) * 100)} % of a core; memory ${Math.round(after.memory / 1e6)} MB`,
  );
}

async function vote(crowd: readonly CrowdPart[], relay: RelayProcess): Promise<void> {
  const answers = await askAll(crowd, () => ({ type: "vote", seconds: voteSeconds }));
  const acks = answers.flatMap(({ commands }) =>
    commands.flatMap(({ sent, acked }) => (acked === null ? [] : [acked - sent])),
  );
  const { memory } = usage(relay.child);
  console.log(
    `  all vote within ${voteSeconds} s: ${acks.length} acknowledged, p50 ${round(percentile(acks, 0.5))} ms, p99 ${round(percentile(acks, 0.99))} ms; memory ${Math.round(memory / 1e6)} MB`,
  );
}

async function kill(crowd: readonly CrowdPart[], relay: RelayProcess, data: string): Promise<RelayProcess> {
  const { port } = new URL(relay.url);
  const killed = now();
  await relay.end("SIGKILL");
  const again = await startRelayProcess(["--port", port, "--data", data]);
  const answers = await askAll(crowd, () => ({ type: "back" }));
  const ready = answers.reduce((sum, answer) => sum + answer.ready, 0);
  const last = Math.max(...answers.map(({ at }) => at));
  console.log(`  ${ready} back in sync ${round(last - killed)} ms after a kill`);
  return again;
}

async function benchRelay(members: number): Promise<void> {
  console.log(
    `\n${members} participants, ${postsPerSecond} posts a second for ${postSeconds} s\n  Baton's relay`,
  );
  const data = mkdtempSync(join(tmpdir(), "baton-bench-"));
  const crowd = Array.from({ length: 1 + audienceParts }, startCrowdPart);
  let relay = await startRelayProcess(["--port", "0", "--data", data]);
  try {
    await enterAndPost(crowd, relay.child, {
      url: relay.url,
      code: relay.invitations.participant.code,
      members,
    });
    await vote(crowd, relay);
    relay = await kill(crowd, relay, data);
  } finally {
    for (const part of crowd) part.end();
    await relay.end("SIGTERM");
    rmSync(data, { recursive: true, force: true });
  }
}

async function benchPlain(members: number): Promise<void> {
  console.log("  the plain y-websocket pattern: every client writes, nothing is stored");
  const crowd = Array.from({ length: 1 + audienceParts }, startCrowdPart);
  const server = spawn(process.execPath, [join(import.meta.dirname, "relay/plainServer.ts")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [url] = await once(createInterface(server.stdout), "line");
    await enterAndPost(crowd, server, { url: String(url), code: null, members });
  } finally {
    for (const part of crowd) part.end();
    server.kill();
  }
}

const sizes = process.argv.slice(2).map(Number);
console.log(
  `Node ${process.versions.node}, ${availableParallelism()} cores, crowd and server on the same machine`,
);
for (const members of sizes.length > 0 ? sizes : [60, 1_000, 10_000]) {
  await benchRelay(members);
  if (members <= plainAtMost) await benchPlain(members);
}
