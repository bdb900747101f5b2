/** Repositories in every state: refused with a sentence and left as they are, or handed over whole. */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { handOver } from "#handover/handOver.ts";
import { takeSeat } from "#handover/take.ts";
import { type Driver, gitTeam, isolatedEnvironment, runGit } from "#support/gitTeam.ts";
import { expectType } from "#support/outcome.ts";
import { temporaryFolder } from "#support/temporaryFolder.ts";

function attempt(command: () => unknown): void {
  try {
    command();
  } catch {
    // A merge or rebase that stops at a conflict fails.
  }
}

/** A branch `other` that does not fit on what is checked out. */
function makeConflict(driver: Driver): void {
  driver.git("checkout", "-b", "other");
  driver.write("notes.txt", "other\n");
  driver.git("commit", "-am", "Other");
  driver.git("checkout", "-");
  driver.write("notes.txt", "mine\n");
  driver.git("commit", "-am", "Mine");
}

const underWay: Readonly<Record<string, (driver: Driver) => void>> = {
  merge: (driver) => attempt(() => driver.git("merge", "other")),
  rebase: (driver) => attempt(() => driver.git("rebase", "other")),
  "cherry-pick": (driver) => attempt(() => driver.git("cherry-pick", "other")),
  bisect: (driver) => driver.git("bisect", "start"),
};

for (const [what, begin] of Object.entries(underWay)) {
  test(`a ${what} under way is refused by name, and left as it is`, async () => {
    using team = gitTeam();
    const { Ana } = team.drivers;
    expectType(await takeSeat(Ana.take()), "taken");
    makeConflict(Ana);
    begin(Ana);
    const before = Ana.git("status");
    for (const operation of [takeSeat(Ana.take({ dirty: "stash" })), handOver(Ana.handOver())]) {
      const { problem } = expectType(await operation, "refused");
      assert.equal(problem.code, "operation-under-way");
      assert.match(problem.message, new RegExp(`A ${what} is under way`));
    }
    assert.equal(Ana.git("status"), before);
  });
}

test("conflicts that a stash left behind are refused with their files", async () => {
  using team = gitTeam();
  const { Ana } = team.drivers;
  expectType(await takeSeat(Ana.take()), "taken");
  Ana.write("notes.txt", "stashed\n");
  Ana.git("stash");
  Ana.write("notes.txt", "mine\n");
  Ana.git("commit", "-am", "Mine");
  attempt(() => Ana.git("stash", "pop"));
  const { problem } = expectType(await handOver(Ana.handOver()), "refused");
  assert.deepEqual([problem.code, problem.files], ["operation-under-way", ["notes.txt"]]);
});

test("a folder outside of git, and one that is not there, are refused", async () => {
  using team = gitTeam();
  for (const folder of [team.folder, join(team.folder, "gone")]) {
    const { problem } = expectType(await takeSeat({ ...team.drivers.Ana.take(), folder }), "refused");
    assert.equal(problem.code, "not-a-repository");
  }
});

test("a repository without commits, and one without a remote, are refused with what to do", async () => {
  using team = gitTeam();
  using other = temporaryFolder();
  const environment = isolatedEnvironment(other.path);
  runGit(other.path, environment, ["init", "--initial-branch=main"]);
  const options = { ...team.drivers.Ana.take(), folder: other.path };
  const empty = expectType(await takeSeat(options), "refused").problem;
  other.write("file.txt", "content\n");
  runGit(other.path, environment, ["add", "--all"]);
  const identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"];
  runGit(other.path, environment, [...identity, "commit", "-m", "One"]);
  const alone = expectType(await takeSeat(options), "refused").problem;
  assert.deepEqual([empty.code, alone.code], ["no-commits", "no-remote"]);
  assert.match(alone.message, /git remote add origin/);
});

test("a base that the remote does not have is refused with what to do", async () => {
  using team = gitTeam();
  const { problem } = expectType(await takeSeat(team.drivers.Ana.take({ base: "feature" })), "refused");
  assert.deepEqual(problem.code, "no-base");
  assert.match(problem.message, /git push -u origin feature/);
});

test("of several remotes the base's own counts, else origin; a chosen one must be there", async () => {
  using team = gitTeam();
  const { Ana } = team.drivers;
  Ana.git("remote", "add", "fork", "/nowhere");
  expectType(await takeSeat(Ana.take()), "taken");
  const { problem } = expectType(await takeSeat(Ana.take({ remote: "upstream" })), "refused");
  assert.match(problem.message, /has fork, origin/);
});

test("branches with slashes, letters of any script and a session's free name are handed over", async () => {
  using team = gitTeam();
  const { Ana, Rui } = team.drivers;
  const base = "feature/modèle-δ";
  Ana.git("push", "origin", `main:refs/heads/${base}`);
  const session = "Friday's mob; $(touch /tmp/owned)";
  const taken = expectType(await takeSeat(Ana.take({ base, session })), "taken");
  assert.equal(taken.branch, `baton/${base}-friday-s-mob-touch-tmp-owned`);
  Ana.write("ficheiro é.txt", "olá\n");
  expectType(await handOver(Ana.handOver({ base, session })), "handed-over");
  expectType(await takeSeat(Rui.take({ base, session })), "taken");
  assert.equal(Rui.read("ficheiro é.txt"), "olá\n");
});

test("names that git does not take, or that would clash, are refused before anything happens", async () => {
  using team = gitTeam();
  const { Ana } = team.drivers;
  for (const base of ["-x", "a b", "a..b", "@{-1}", "", "x.lock", "baton/main", "rescue", "a\nb", "$(x)~1"]) {
    const { problem } = expectType(await takeSeat(Ana.take({ base })), "refused");
    assert.equal(problem.code, "invalid-name", base);
  }
  assert.deepEqual(Ana.log, []);
});

test("a file over 50 MB is asked about; then it stays, or goes along", async () => {
  using team = gitTeam();
  const { Ana } = team.drivers;
  expectType(await takeSeat(Ana.take()), "taken");
  Ana.write("model.bin", "");
  truncateSync(join(Ana.folder, "model.bin"), 50 * 1024 * 1024 + 1);
  Ana.write("ana.txt", "ana\n");
  const { problem } = expectType(await handOver(Ana.handOver()), "refused");
  assert.deepEqual([problem.code, problem.files], ["large-files", ["model.bin"]]);
  const left = expectType(await handOver(Ana.handOver({ largeFiles: "leave" })), "handed-over");
  assert.deepEqual(left.files, ["ana.txt"]);
  assert.match(left.notes.join(" "), /model\.bin stays in your folder only/);
  assert.ok(Ana.has("model.bin"));
  const included = expectType(await handOver(Ana.handOver({ largeFiles: "include" })), "handed-over");
  assert.deepEqual(included.files, ["model.bin"]);
});

test("what git ignores is not handed over, and stays", async () => {
  using team = gitTeam({ ".gitignore": "*.secret\n" });
  const { Ana } = team.drivers;
  expectType(await takeSeat(Ana.take()), "taken");
  Ana.write("key.secret", "secret\n");
  Ana.write("ana.txt", "ana\n");
  const { files } = expectType(await handOver(Ana.handOver()), "handed-over");
  assert.deepEqual([files, Ana.read("key.secret")], [["ana.txt"], "secret\n"]);
});

test("LFS pointers without git-lfs stay the text that they are", async () => {
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${"a".repeat(64)}\nsize 12\n`;
  using team = gitTeam({
    ".gitattributes": "*.bin filter=lfs diff=lfs merge=lfs -text\n",
    "model.bin": pointer,
  });
  const { Ana, Rui } = team.drivers;
  expectType(await takeSeat(Ana.take()), "taken");
  Ana.write("other.bin", pointer);
  expectType(await handOver(Ana.handOver()), "handed-over");
  expectType(await takeSeat(Rui.take()), "taken");
  assert.deepEqual([Rui.read("model.bin"), Rui.read("other.bin")], [pointer, pointer]);
});

test("a repository inside the folder stays there, and is told", async () => {
  using team = gitTeam();
  const { Ana } = team.drivers;
  expectType(await takeSeat(Ana.take()), "taken");
  mkdirSync(join(Ana.folder, "nested"));
  runGit(join(Ana.folder, "nested"), Ana.environment, ["init"]);
  writeFileSync(join(Ana.folder, "nested/inner.txt"), "inner\n");
  Ana.write("ana.txt", "ana\n");
  const { files, notes } = expectType(await handOver(Ana.handOver()), "handed-over");
  assert.deepEqual(files, ["ana.txt"]);
  assert.match(notes.join(" "), /nested\/ stays in your folder only: a git repository of its own/);
  expectType(await takeSeat(Ana.take({ dirty: "stash" })), "taken");
  assert.ok(existsSync(join(Ana.folder, "nested/inner.txt")));
});

test("a subfolder of the repository hands the whole repository over", async () => {
  using team = gitTeam({ "sub/inner.txt": "inner\n" });
  const { Ana } = team.drivers;
  const folder = join(Ana.folder, "sub");
  expectType(await takeSeat({ ...Ana.take(), folder }), "taken");
  Ana.write("outer.txt", "outer\n");
  const { files } = expectType(await handOver({ ...Ana.handOver(), folder }), "handed-over");
  assert.deepEqual(files, ["outer.txt"]);
});

test("a clone of one branch alone takes the seat, too", async () => {
  using team = gitTeam();
  const { Ana, Rui } = team.drivers;
  Rui.git("config", "remote.origin.fetch", "+refs/heads/main:refs/remotes/origin/main");
  expectType(await takeSeat(Ana.take()), "taken");
  expectType(await takeSeat(Rui.take()), "taken");
  Rui.write("rui.txt", "rui\n");
  expectType(await handOver(Rui.handOver()), "handed-over");
  assert.equal(team.git("show", "baton/main:rui.txt"), "rui");
});

test("without a name and an address git still commits, signed with the participant's name", async () => {
  using team = gitTeam();
  const { Ana } = team.drivers;
  for (const key of ["user.name", "user.email"]) Ana.git("config", "--unset-all", key);
  Ana.git("config", "user.useConfigOnly", "true");
  expectType(await takeSeat(Ana.take()), "taken");
  Ana.write("ana.txt", "ana\n");
  const { notes } = expectType(await handOver(Ana.handOver()), "handed-over");
  assert.match(notes.join(" "), /git does not know who you are/);
  assert.equal(Ana.git("log", "-1", "--format=%an <%ae>"), "Ana <baton@localhost>");
});

test("a lock that a cut-off git left is named, and nothing is touched", async () => {
  using team = gitTeam();
  const { Ana } = team.drivers;
  expectType(await takeSeat(Ana.take()), "taken");
  Ana.write("ana.txt", "ana\n");
  Ana.write(".git/index.lock", "");
  const { problem } = expectType(await handOver(Ana.handOver()), "refused");
  assert.deepEqual([problem.code, Ana.read("ana.txt")], ["locked", "ana\n"]);
  assert.match(problem.details, /index\.lock/);
});
