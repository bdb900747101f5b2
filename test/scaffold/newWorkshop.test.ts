import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { newWorkshop } from "#scaffold/newWorkshop.ts";
import { ScaffoldError } from "#scaffold/scaffoldError.ts";
import { syntheticGrades } from "#scaffold/syntheticGrades.ts";
import { gradesText, uciArchive } from "#support/gradesForms.ts";
import { otherHome } from "#support/home.ts";
import { rejection } from "#support/rejection.ts";
import { studentGradesPath, withoutStudentGrades } from "#support/studentGrades.ts";
import { type TemporaryFolder, temporaryFolder } from "#support/temporaryFolder.ts";

const named = "[user]\n  name = Ada\n  email = ada@example.org\n";

/** A place with a small template and a home whose git knows a name. */
function place(gitconfig = named): TemporaryFolder & { template: string; target: string; typesFile: string } {
  const folder = temporaryFolder();
  folder.write("template/dvc.yaml", "stages: {}\n");
  folder.write("template/.gitignore", "data/prepared/\n");
  folder.write("template/pipeline/train.ts", "export {};\n");
  folder.write("home/.gitconfig", gitconfig);
  return {
    ...folder,
    template: join(folder.path, "template"),
    target: join(folder.path, "grades"),
    typesFile: folder.write("baton.d.ts", "export declare const readParams: unknown;\n"),
  };
}

function git(folder: string, ...args: string[]): string {
  return execFileSync("git", ["-C", folder, ...args], { encoding: "utf8" }).trim();
}

test("a workshop is the template, the sample with its source, the types, and one commit on main", async () => {
  using at = place();
  using _home = otherHome(join(at.path, "home"));
  const { target, template, typesFile } = at;
  const made = await newWorkshop({ folder: target, template, typesFile });
  assert.deepEqual(made, {
    folder: target,
    source: "synthetic sample",
    commit: git(target, "rev-parse", "HEAD"),
    notes: [],
  });
  assert.equal(at.read("grades/data/raw/students.csv"), syntheticGrades());
  assert.equal(JSON.parse(at.read("grades/data/raw/source.json")).name, "synthetic sample");
  assert.equal(at.read("grades/.baton/types/baton.d.ts"), readFileSync(typesFile, "utf8"));
  assert.equal(git(target, "rev-parse", "--abbrev-ref", "HEAD"), "main");
  assert.equal(git(target, "log", "--format=%an <%ae> %s"), "Ada <ada@example.org> Start the workshop");
  assert.equal(git(target, "status", "--porcelain"), "");
  const committed = git(target, "ls-files").split("\n");
  assert.deepEqual(committed, [
    ".gitignore",
    "data/raw/source.json",
    "data/raw/students.csv",
    "dvc.yaml",
    "pipeline/train.ts",
  ]);
});

test("an empty folder is as good as a new one, and litter of the system does not count", async () => {
  using at = place();
  using _home = otherHome(join(at.path, "home"));
  at.write("grades/.DS_Store", "");
  await newWorkshop({ folder: at.target, template: at.template });
  assert.ok(existsSync(join(at.target, "dvc.yaml")));
});

test("a folder with something in it is refused and left as it is", async () => {
  using at = place();
  at.write("grades/thesis.txt", "years of work\n");
  const error = await rejection(ScaffoldError, () =>
    newWorkshop({ folder: at.target, template: at.template }),
  );
  assert.equal(error.code, "folder-not-empty");
  assert.deepEqual(readdirSync(at.target), ["thesis.txt"]);
});

test("of two workshops made in one folder at once, one is made whole and the other is refused", async () => {
  using at = place();
  using _home = otherHome(join(at.path, "home"));
  mkdirSync(at.target);
  const make = () => newWorkshop({ folder: at.target, template: at.template });
  const outcomes = await Promise.allSettled([make(), make()]);
  assert.deepEqual(outcomes.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
  assert.equal(git(at.target, "status", "--porcelain"), "");
  assert.equal(at.read("grades/dvc.yaml"), "stages: {}\n");
});

test("a missing template is said, and the folders made on the way are gone", async () => {
  using at = place();
  const folder = join(at.path, "new", "and", "deeper");
  const error = await rejection(ScaffoldError, () =>
    newWorkshop({ folder, template: join(at.path, "nowhere") }),
  );
  assert.equal(error.code, "template-missing");
  assert.ok(!existsSync(join(at.path, "new")));
});

test("a failure in the middle leaves an empty folder empty", async () => {
  using at = place();
  mkdirSync(at.target);
  const error = await rejection(ScaffoldError, () =>
    newWorkshop({ folder: at.target, template: at.template, typesFile: join(at.path, "missing.d.ts") }),
  );
  assert.equal(error.code, "folder-unusable");
  assert.deepEqual(readdirSync(at.target), []);
});

test("a place where nothing can be written is said", async () => {
  using at = place();
  const folder = join(at.write("file", ""), "grades");
  const error = await rejection(ScaffoldError, () => newWorkshop({ folder, template: at.template }));
  assert.equal(error.code, "folder-unusable");
});

test("cancelling before the start writes nothing", async () => {
  using at = place();
  const error = await rejection(ScaffoldError, () =>
    newWorkshop({ folder: at.target, template: at.template, signal: AbortSignal.abort() }),
  );
  assert.equal(error.code, "cancelled");
  assert.ok(!existsSync(at.target));
});

test("a read-only installation makes a workshop that can be written", async () => {
  using at = place();
  using _home = otherHome(join(at.path, "home"));
  chmodSync(join(at.template, "dvc.yaml"), 0o444);
  await newWorkshop({ folder: at.target, template: at.template });
  at.write("grades/dvc.yaml", "stages: {}\n# changed\n");
});

test("git that knows no name gets a neutral one for this commit, and a note", async () => {
  using at = place("");
  using _home = otherHome(join(at.path, "home"));
  const { notes } = await newWorkshop({ folder: at.target, template: at.template });
  assert.match(notes.join("\n"), /git does not know your name yet/);
  assert.equal(git(at.target, "log", "--format=%an <%ae>"), "Baton <baton@localhost>");
  assert.equal(at.read("home/.gitconfig"), "");
  assert.doesNotMatch(at.read("grades/.git/config"), /Baton/);
});

test("hooks and signing of the person's own git do not stop the first commit", async () => {
  using at = place(`${named}[commit]\n  gpgsign = true\n[core]\n  hooksPath = ~/hooks\n`);
  using _home = otherHome(join(at.path, "home"));
  chmodSync(at.write("home/hooks/pre-commit", "#!/bin/sh\nexit 1\n"), 0o755);
  const { commit, notes } = await newWorkshop({ folder: at.target, template: at.template });
  assert.deepEqual(notes, []);
  assert.match(commit ?? "", /^[0-9a-f]{40}$/);
});

test("without git the workshop is made all the same, and a note says so", async () => {
  using at = place();
  using _home = otherHome(join(at.path, "home"), join(at.path, "home"));
  const { commit, notes } = await newWorkshop({ folder: at.target, template: at.template });
  assert.equal(commit, null);
  assert.match(notes.join("\n"), /git was not found/);
  assert.ok(existsSync(join(at.target, "data/raw/students.csv")));
});

test("a team's own file in UCI's form takes the sample's place, under its own name", async () => {
  using at = place();
  using _home = otherHome(join(at.path, "home"));
  const csv = syntheticGrades(3);
  const data = at.write("class 3.csv", gradesText(csv));
  const { source } = await newWorkshop({ folder: at.target, template: at.template, data });
  assert.equal(source, "class 3.csv");
  assert.equal(at.read("grades/data/raw/students.csv"), csv);
});

test("the published file is named as such, also out of UCI's zip", {
  skip: withoutStudentGrades,
}, async () => {
  using at = place();
  using _home = otherHome(join(at.path, "home"));
  const csv = readFileSync(studentGradesPath, "utf8");
  const data = at.write("student+performance.zip", uciArchive(csv));
  const { source } = await newWorkshop({ folder: at.target, template: at.template, data });
  assert.equal(source, "student-por.csv (UCI)");
  assert.equal(at.read("grades/data/raw/students.csv"), csv);
});

test("data that cannot be read or is something else stops before anything is written", async () => {
  using at = place();
  const attempt = (data: string) =>
    rejection(ScaffoldError, () => newWorkshop({ folder: at.target, template: at.template, data }));
  assert.equal((await attempt(join(at.path, "missing.csv"))).code, "file-unreadable");
  assert.equal((await attempt(at.write("other.csv", "a,b\n1,2\n"))).code, "not-grades");
  assert.ok(!existsSync(at.target));
});
