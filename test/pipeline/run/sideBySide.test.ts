import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { oneAtATime, schedule } from "#pipeline/run/schedule.ts";
import { first, type PipelineProject, pipelineProject } from "#support/pipelineProject.ts";

/** A command that ends when a file says what it must. */
const until = (file: string, text: string): string => `until grep -qs ${text} ${file}; do sleep 0.02; done`;

function started(events: Awaited<ReturnType<PipelineProject["events"]>>): string[] {
  return events.flatMap((event) => (event.type === "stageStarted" ? [event.stage] : []));
}

test("stages of which none needs the other run at the same time", { timeout: 20_000 }, async () => {
  using project = pipelineProject({
    "dvc.yaml": `stages:
  one: {cmd: 'echo here > one.txt; ${until("two.txt", "here")}', outs: [one.txt]}
  two: {cmd: 'echo here > two.txt; ${until("one.txt", "here")}', outs: [two.txt]}
`,
  });
  assert.deepEqual(await project.run({ jobs: 2 }), { one: "ran", two: "ran" });
});

const diamond = {
  "in.txt": "1",
  "dvc.yaml": `stages:
  left: {cmd: cp in.txt left.txt, deps: [in.txt], outs: [left.txt]}
  right: {cmd: cp in.txt right.txt, deps: [in.txt], outs: [right.txt]}
  join: {cmd: cat left.txt right.txt > joined.txt, deps: [left.txt, right.txt], outs: [joined.txt]}
`,
};

test("one job at a time goes through the stages in their order", async () => {
  using project = pipelineProject(diamond);
  assert.deepEqual(started(await project.events({ jobs: 1 })), ["left", "right", "join"]);
});

test("a stage waits for all it needs, however many may run", async () => {
  using project = pipelineProject(diamond);
  assert.equal(started(await project.events({ jobs: 8 })).at(-1), "join");
  assert.equal(project.read("joined.txt"), "11");
});

test("the lock and the record have the stages in order, also where a later one ends first", {
  timeout: 20_000,
}, async () => {
  const yaml = (slow: string): string => `stages:
  slow: {cmd: '${slow}; echo 1 > slow.txt', outs: [slow.txt], deps: [in.txt]}
  quick: {cmd: echo 2 > quick.txt, outs: [quick.txt], deps: [in.txt]}
  after: {cmd: cp slow.txt after.txt, deps: [slow.txt], outs: [after.txt]}
`;
  using project = pipelineProject({ "in.txt": "1", "dvc.yaml": yaml(until("dvc.lock", "quick")) });
  const events = await project.events({ jobs: 2 });
  assert.equal(first(events, "stageFinished").stage, "quick");
  const names = Array.from(project.read("dvc.lock").matchAll(/^ {2}(\w+):$/gm), ([, name]) => name);
  assert.deepEqual(names, ["slow", "quick", "after"]);
  const [record] = await project.engine.records(project.path, 1, []);
  assert.deepEqual(
    record?.stages.map(({ name }) => name),
    ["slow", "quick", "after"],
  );
});

test("twenty stages that end at once are all in the lock and in .gitignore", async () => {
  const names = Array.from({ length: 20 }, (_, index) => `s${index}`);
  const stages = names.map(
    (name) => `  ${name}: {cmd: cp in.txt ${name}.txt, deps: [in.txt], outs: [${name}.txt]}\n`,
  );
  using project = pipelineProject({
    "in.txt": "1",
    "dvc.yaml": `stages:\n${stages.join("")}`,
    ".git/HEAD": "",
  });
  await project.run({ jobs: 20 });
  const again = await project.run();
  assert.deepEqual(again, Object.fromEntries(names.map((name) => [name, "cached"])));
  const ignored = project.read(".gitignore").trim().split("\n").toSorted();
  assert.deepEqual(ignored, names.map((name) => `/${name}.txt`).toSorted());
});

test("a stage that fails skips what needs it, and nothing else", { timeout: 20_000 }, async () => {
  using project = pipelineProject({
    "dvc.yaml": `stages:
  bad: {cmd: 'exit 3', outs: [bad.txt]}
  needs: {cmd: cp bad.txt needs.txt, deps: [bad.txt], outs: [needs.txt]}
  beside: {cmd: 'echo 1 > beside.txt', outs: [beside.txt]}
`,
  });
  assert.deepEqual(await project.run({ jobs: 2 }), { bad: "failed", needs: "skipped", beside: "ran" });
});

test("cancelling ends all that run side by side", { timeout: 20_000 }, async () => {
  const stage = (name: string): string =>
    `  ${name}: {cmd: 'echo up; exec sleep 600', outs: [${name}.txt]}\n`;
  using project = pipelineProject({ "dvc.yaml": `stages:\n${stage("one")}${stage("two")}` });
  const abort = new AbortController();
  const verdicts: string[] = [];
  let up = 0;
  const trigger = { who: "test", why: "terminal", note: null } as const;
  for await (const event of project.engine.run(project.path, { trigger, jobs: 2, signal: abort.signal })) {
    if (event.type === "output") up += 1;
    if (up === 2) abort.abort();
    if (event.type === "stageFinished") verdicts.push(event.verdict);
  }
  assert.deepEqual(verdicts, ["cancelled", "cancelled"]);
});

/** Stages by number; each needs some of those before it. */
const graphs = fc
  .array(fc.uniqueArray(fc.nat(20), { maxLength: 4 }), { maxLength: 20 })
  .map((needs) => needs.map((each, index) => each.filter((needed) => needed < index)));

test("never more than the jobs allowed, each once and after what it needs, one job in order", async () => {
  await fc.assert(
    fc.asyncProperty(graphs, fc.integer({ min: 1, max: 5 }), fc.scheduler(), async (graph, jobs, clock) => {
      const stages = graph.map((_, index) => ({ name: String(index) }));
      const needs = new Map(graph.map((needed, index) => [String(index), needed.map(String)]));
      const ended: string[] = [];
      let going = 0;
      const done = schedule(stages, needs, jobs, async ({ name }) => {
        going += 1;
        assert.ok(going <= jobs);
        assert.ok(needs.get(name)?.every((needed) => ended.includes(needed)));
        await clock.schedule(Promise.resolve());
        going -= 1;
        ended.push(name);
      });
      await clock.waitFor(done);
      const names = stages.map(({ name }) => name);
      assert.deepEqual(jobs === 1 ? ended : ended.toSorted(), jobs === 1 ? names : names.toSorted());
    }),
  );
});

test("one that throws ends the rest when those under way have ended", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const taken: string[] = [];
  const stages = ["bad", "slow", "never"].map((name) => ({ name }));
  const done = schedule(stages, new Map(), 2, async ({ name }) => {
    taken.push(name);
    if (name === "bad") throw new Error("broken");
    await promise;
    taken.push("ended");
  });
  const outcome = assert.rejects(done, /broken/);
  resolve();
  await outcome;
  assert.deepEqual(taken, ["bad", "slow", "ended"]);
});

test("what must go one at a time does, also after one that failed", async () => {
  const exclusively = oneAtATime();
  const order: number[] = [];
  const work = (index: number) => async (): Promise<number> => {
    order.push(index);
    await Promise.resolve();
    order.push(index);
    if (index === 1) throw new Error("broken");
    return index;
  };
  const settled = await Promise.allSettled([0, 1, 2].map((index) => exclusively(work(index))));
  assert.deepEqual(order, [0, 0, 1, 1, 2, 2]);
  assert.deepEqual(
    settled.map(({ status }) => status),
    ["fulfilled", "rejected", "fulfilled"],
  );
});
