/**
 * Folders with many files, odd names, links and an executable. Their hashes are computed here once more from DVC's rule:
 * the md5 of a JSON list of all files, sorted by code point, in ASCII.
 */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, rmSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { cacheOf } from "#support/goldenProject.ts";
import { type PipelineProject, pipelineProject } from "#support/pipelineProject.ts";

const skip = process.platform === "win32" ? "the projects' commands are for a POSIX shell" : false;

type Files = Readonly<Record<string, string>>;

function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}

/** As Python's `json.dumps` writes it. */
function ascii(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Code points sort as their bytes in UTF-8 do. */
function folderMd5(files: Files): string {
  const names = Object.keys(files).sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  const items = names.map((name) => `{"md5": "${md5(files[name] ?? "")}", "relpath": ${ascii(name)}}`);
  return `${md5(`[${items.join(", ")}]`)}.dir`;
}

function objects(files: Files): string[] {
  const names = [...Object.values(files).map(md5), folderMd5(files)];
  return [...new Set(names)].map((name) => `files/md5/${name.slice(0, 2)}/${name.slice(2)}`).sort();
}

function folderItem(path: string, files: Files): string {
  const size = Object.values(files).reduce((sum, content) => sum + Buffer.byteLength(content), 0);
  const traits = `size: ${size}\n      nfiles: ${Object.keys(files).length}`;
  return `    - path: ${path}\n      hash: md5\n      md5: ${folderMd5(files)}\n      ${traits}\n`;
}

function fileItem(path: string, content: string): string {
  const size = Buffer.byteLength(content);
  return `    - path: ${path}\n      hash: md5\n      md5: ${md5(content)}\n      size: ${size}\n`;
}

function placed(folder: string, files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [`${folder}/${name}`, content]));
}

function objectsOf(project: PipelineProject): string[] {
  return cacheOf(project).filter((file) => file.startsWith("files/"));
}

const copyFolder = `stages:
  copy:
    cmd: mkdir "out put" && cp -R in/. "out put/"
    deps: [in]
    outs: [out put]
`;

function copyLock(files: Files): string {
  const inside = folderItem("in", files);
  const outside = folderItem("out put", files);
  const cmd = `    cmd: mkdir "out put" && cp -R in/. "out put/"\n`;
  return `schema: '2.0'\nstages:\n  copy:\n${cmd}    deps:\n${inside}    outs:\n${outside}`;
}

test("5,000 files, with unicode and blanks in their names", { skip }, async () => {
  const many = Array.from({ length: 5_000 }, (_, index) => {
    const folder = ["plain", "with blank", "ünï cödé/日本", "🎓 astral", "～ wide"][index % 5];
    return [`${folder}/${index} ${String.fromCodePoint(0x61 + (index % 300))}.txt`, `${index % 100}\n`];
  });
  const files: Files = Object.fromEntries(many);
  using project = pipelineProject({ "dvc.yaml": copyFolder, ...placed("in", files) });
  assert.deepEqual(await project.run(), { copy: "ran" });
  assert.equal(project.read("dvc.lock"), copyLock(files));
  assert.deepEqual(objectsOf(project), objects(files));
  assert.deepEqual(await project.reasons(), { copy: [] });
  const [first = ""] = Object.keys(files);
  rmSync(join(project.path, "out put", first));
  assert.deepEqual(await project.reasons(), { copy: ["changed out out put"] });
  assert.deepEqual(await project.run(), { copy: "restored" });
  assert.equal(project.read(`out put/${first}`), files[first]);
  project.write(`in/${first}`, "other");
  assert.deepEqual(await project.reasons(), { copy: ["changed dep in"] });
  rmSync(join(project.path, "in", first));
  assert.deepEqual(await project.run(), { copy: "ran" });
  const { [first]: _gone, ...left } = files;
  assert.equal(project.read("dvc.lock"), copyLock(left));
  await project.engine.dispose();
});

test("a folder with an empty __init__.py and a file of 1066 bytes, as DVC knows it", { skip }, async () => {
  const text = `${"x".repeat(1_065)}\n`;
  const known = { "__init__.py": "", "data.txt": text };
  using project = pipelineProject({
    "dvc.yaml": `stages:
  known:
    cmd: mkdir -p known/empty && touch known/__init__.py && cp data.txt known
    deps: [data.txt]
    outs: [known]
`,
    "data.txt": text,
  });
  await project.run();
  assert.match(project.read("dvc.lock"), /size: 1066\n {6}nfiles: 2\n/);
  assert.ok(project.read("dvc.lock").endsWith(`    outs:\n${folderItem("known", known)}`));
  assert.deepEqual(objectsOf(project), objects(known));
  rmSync(join(project.path, "known/empty"), { recursive: true });
  assert.deepEqual(await project.reasons(), { known: [] });
  rmSync(join(project.path, "known/__init__.py"));
  assert.deepEqual(await project.reasons(), { known: ["changed out known"] });
  await project.engine.dispose();
});

test("a link to a file counts as the file, one to a folder or to nowhere as nothing", { skip }, async () => {
  using project = pipelineProject({
    "dvc.yaml":
      "stages:\n  list: {cmd: cat in/* 2>&- > all.txt || true, deps: [in, link.txt], outs: [all.txt]}\n",
    "in/a.txt": "a\n",
    "elsewhere/b.txt": "b\n",
  });
  symlinkSync("../elsewhere/b.txt", join(project.path, "in/b.txt"));
  symlinkSync("../elsewhere", join(project.path, "in/folder"));
  symlinkSync("nowhere", join(project.path, "in/broken"));
  symlinkSync("elsewhere/b.txt", join(project.path, "link.txt"));
  await project.run();
  const items = folderItem("in", { "a.txt": "a\n", "b.txt": "b\n" }) + fileItem("link.txt", "b\n");
  assert.ok(project.read("dvc.lock").includes(`    deps:\n${items}    outs:\n`), project.read("dvc.lock"));
  project.write("elsewhere/c.txt", "c\n");
  assert.deepEqual(await project.reasons(), { list: [] });
  project.write("elsewhere/b.txt", "B\n");
  assert.deepEqual(await project.reasons(), { list: ["changed dep in", "changed dep link.txt"] });
  await project.engine.dispose();
});

test("an output that is a link is kept as what it leads to", { skip }, async () => {
  using project = pipelineProject({
    "dvc.yaml": "stages:\n  link: {cmd: ln -s in.txt out.txt, deps: [in.txt], outs: [out.txt]}\n",
    "in.txt": "one\n",
  });
  assert.deepEqual(await project.run(), { link: "ran" });
  assert.ok(project.read("dvc.lock").endsWith(`    outs:\n${fileItem("out.txt", "one\n")}`));
  assert.deepEqual(await project.run(), { link: "cached" });
  rmSync(join(project.path, "out.txt"));
  assert.deepEqual(await project.run(), { link: "restored" });
  assert.equal(project.read("out.txt"), "one\n");
  assert.equal(project.read("in.txt"), "one\n");
  await project.engine.dispose();
});

test("a file that may be executed says so in the lock, alone and not in a folder", { skip }, async () => {
  const script = "#!/bin/sh\necho made\n";
  using project = pipelineProject({
    "dvc.yaml": `stages:
  tool:
    cmd: ./tool.sh > told.txt; cp tool.sh made.sh; mkdir bin; cp tool.sh bin
    deps: [tool.sh]
    outs: [made.sh, told.txt, bin]
`,
    "tool.sh": script,
  });
  chmodSync(join(project.path, "tool.sh"), 0o755);
  await project.run();
  const executable = (path: string): string => `${fileItem(path, script)}      isexec: true\n`;
  const outs =
    folderItem("bin", { "tool.sh": script }) + executable("made.sh") + fileItem("told.txt", "made\n");
  const cmd = "./tool.sh > told.txt; cp tool.sh made.sh; mkdir bin; cp tool.sh bin";
  const entry = `    cmd: ${cmd}\n    deps:\n${executable("tool.sh")}    outs:\n${outs}`;
  assert.equal(project.read("dvc.lock"), `schema: '2.0'\nstages:\n  tool:\n${entry}`);
  rmSync(join(project.path, "made.sh"));
  assert.deepEqual(await project.run(), { tool: "restored" });
  assert.equal(statSync(join(project.path, "made.sh")).mode & 0o111, 0o111 & ~process.umask());
  await project.engine.dispose();
});

test("what .dvcignore names is no part of a folder, whatever git ignores", { skip }, async () => {
  const files = { "a.txt": "a\n", "sub/kept.tmp": "kept\n" };
  const ignored = { "b.tmp": "b", "sub/deep.log": "log" };
  using project = pipelineProject({
    "dvc.yaml": copyFolder,
    ".dvcignore": "# scratch\n*.tmp\n!kept.tmp\n",
    ".gitignore": "a.txt\n",
    ...placed("in", { ...files, ...ignored, "sub/.dvcignore": "*.log\n" }),
  });
  mkdirSync(join(project.path, "in/.git"));
  project.write("in/.git/config", "[core]");
  await project.run();
  const all = { ...files, "sub/.dvcignore": "*.log\n" };
  assert.equal(project.read("dvc.lock"), copyLock(all));
  await project.engine.dispose();
});
