/**
 * Says what a long step does and how long it has taken: one line that counts on a terminal, a line now and then
 * elsewhere (a log should not fill with ticks).
 */
const logEveryMilliseconds = 15_000;

function seconds(since) {
  return `${Math.round((performance.now() - since) / 1000)} s`;
}

function onTerminal(title, since) {
  const draw = () => process.stdout.write(`\r${title} ... ${seconds(since)}`);
  draw();
  const timer = setInterval(draw, 1000);
  return (end) => {
    clearInterval(timer);
    process.stdout.write(`\r${title}: ${end}\u001b[K\n`);
  };
}

function inLog(title, since) {
  process.stdout.write(`${title} ...\n`);
  const timer = setInterval(
    () => process.stdout.write(`${title} ... ${seconds(since)}\n`),
    logEveryMilliseconds,
  );
  return (end) => {
    clearInterval(timer);
    process.stdout.write(`${title}: ${end}\n`);
  };
}

export async function step(title, work) {
  const since = performance.now();
  const finish = process.stdout.isTTY ? onTerminal(title, since) : inLog(title, since);
  try {
    const result = await work();
    finish(`done in ${seconds(since)}`);
    return result;
  } catch (error) {
    finish(`${error?.name === "AbortError" ? "stopped" : "failed"} after ${seconds(since)}`);
    throw error;
  }
}
