/** Files of people's own in the place of outputs: a run that clears the place moves them out of the way, and tells. */
import assert from "node:assert/strict";
import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { filesIn } from "#support/goldenProject.ts";
import { type PipelineProject, pipelineProject } from "#support/pipelineProject.ts";

const skip = process.platform === "win32" ? "the projects' commands are for a POSIX shell" : false;

const files = {
  "in.txt": "1\n",
  "dvc.yaml": `stages:
  one:
    cmd: mkdir out && cp in.txt out/a.txt && cp in.txt out/b.txt && cp in.txt one.txt && echo x > git.txt
    deps: [in.txt]
    outs: [out, one.txt, git.txt: {cache: false}]
`,
};

/** What was moved out of the way, with its content. */
function replaced(project: PipelineProject): Record<string, string> {
  const root = ".baton/replaced";
  if (!project.has(root)) return {};
  const names = filesIn(join(project.path, root)).map((name) => [
    name.replace(/^[^/]+\//, ""),
    project.read(`${root}/${name}`),
  ]);
  return Object.fromEntries(names);
}

async function told(project: PipelineProject): Promise<string[]> {
  return (await project.events()).flatMap((event) => (event.type === "output" ? event.line : []));
}

test("a file put into an output folder, and outputs edited by hand, are moved aside when they are replaced", {
  skip,
}, async () => {
  using project = pipelineProject(files);
  await project.run();
  project.write("out/notes.md", "mine");
  project.write("out/deep/er.txt", "mine too");
  project.write("out/a.txt", "edited");
  project.write("one.txt", "edited too");
  const [line] = await told(project);
  assert.match(
    line ?? "",
    /^out\/\S+ and 2 more are not as this stage left it, and now in \.baton\/replaced\/\S+\.$/,
  );
  const mine = {
    "out/notes.md": "mine",
    "out/deep/er.txt": "mine too",
    "out/a.txt": "edited",
    "one.txt": "edited too",
  };
  assert.deepEqual(replaced(project), mine);
  assert.equal(project.read("out/a.txt"), "1\n");
  await project.engine.dispose();
});

test("what the stage made itself is cleared without a word, also after a change of what it reads", {
  skip,
}, async () => {
  using project = pipelineProject(files);
  await project.run();
  for (const text of ["2\n", "3\n", "2\n"]) {
    project.write("in.txt", text);
    assert.deepEqual(await told(project), []);
  }
  rmSync(join(project.path, ".dvc/cache"), { recursive: true });
  project.write("in.txt", "4\n");
  assert.deepEqual(await told(project), []);
  assert.deepEqual(replaced(project), {});
  await project.engine.dispose();
});

test("what was there before the first run is nobody's to lose", { skip }, async () => {
  using project = pipelineProject({ ...files, "out/old.txt": "precious", "one.txt": "precious too" });
  assert.equal((await told(project)).length, 1);
  assert.deepEqual(replaced(project), { "out/old.txt": "precious", "one.txt": "precious too" });
  await project.engine.dispose();
});

test("half of an output that a stage left when it failed is its own; what came after is not", {
  skip,
}, async () => {
  using project = pipelineProject({
    ...files,
    "dvc.yaml":
      "stages:\n  one: {cmd: mkdir out && cp in.txt out/a.txt && exit $(cat in.txt), deps: [in.txt], outs: [out]}\n",
  });
  assert.deepEqual(await project.run(), { one: "failed" });
  project.write("out/notes.md", "mine");
  project.write("in.txt", "0\n");
  assert.deepEqual(await project.run(), { one: "ran" });
  assert.deepEqual(replaced(project), { "out/notes.md": "mine" });
  await project.engine.dispose();
});

test("what .dvcignore names, and links, are moved aside as they are", { skip }, async () => {
  using project = pipelineProject({ ...files, ".dvcignore": "*.log\n" });
  await project.run();
  project.write("out/my.log", "ignored, and mine");
  symlinkSync(join(project.path, "in.txt"), join(project.path, "out/link.txt"));
  project.write("in.txt", "2\n");
  await project.run();
  assert.deepEqual(replaced(project), { "out/my.log": "ignored, and mine", "out/link.txt": "2\n" });
  await project.engine.dispose();
});
