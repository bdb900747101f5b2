/** Finishing: ten turns become one staged change; branches go only once the remote's base has the work. */
import assert from "node:assert/strict";
import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { finishWork } from "#handover/finish.ts";
import { handOver } from "#handover/handOver.ts";
import { retireWork } from "#handover/retire.ts";
import { takeSeat } from "#handover/take.ts";
import { type Driver, driverNames, gitTeam, type Team } from "#support/gitTeam.ts";
import { expectType } from "#support/outcome.ts";

/** What happens in each of ten turns; the second does nothing. */
const turns: readonly ((driver: Driver) => void)[] = [
  (driver) => driver.write("model.txt", "a forest\n"),
  () => undefined,
  (driver) =>
    driver.write(
      "picture.png",
      Uint8Array.from({ length: 300 }, (_, byte) => byte % 256),
    ),
  (driver) => rmSync(join(driver.folder, "old.txt")),
  (driver) => renameSync(join(driver.folder, "model.txt"), join(driver.folder, "forest.txt")),
  (driver) => driver.write("cache.tmp", "ignored\n"),
  (driver) => driver.write("notes.txt", "one\ntwo\nthree\nfour\n"),
  (driver) => driver.write("deep/er/file.txt", "deep\n"),
  (driver) => driver.write("picture.png", Uint8Array.from([0, 1, 2, 0])),
  (driver) => driver.write("forest.txt", "a forest of ten trees\n"),
];

const start = { "notes.txt": "one\ntwo\nthree\n", "old.txt": "old\n", ".gitignore": "*.tmp\n" };

async function oneTurn(driver: Driver, number: number, change: (driver: Driver) => void): Promise<void> {
  expectType(await takeSeat(driver.take()), "taken");
  change(driver);
  const others = driverNames.filter((name) => name !== driver.name);
  const coAuthors = others.map((name) => ({ name, email: `${name.toUpperCase()}@example.org` }));
  const suggestions = number > 6 ? [{ id: "s2", title: "Ten trees" }] : [{ id: "s1", title: "A forest" }];
  expectType(await handOver(driver.handOver({ turn: number, coAuthors, suggestions })), "handed-over");
}

/** Ana, Rui and Eva one after the other. */
async function tenTurns(team: Team): Promise<void> {
  for (const [index, change] of turns.entries()) {
    const name = driverNames[index % driverNames.length] ?? "Ana";
    await oneTurn(team.drivers[name], index + 1, change);
  }
}

test("ten turns among three drivers, and Finish: everything once, everybody once, no branch left", async () => {
  using team = gitTeam(start);
  await tenTurns(team);
  const { Rui } = team.drivers;
  const tip = team.git("rev-parse", "baton/main");
  const effects = [{ id: "s2", effect: "mae 1.52 → 1.47" }];
  const finished = expectType(await finishWork({ ...Rui.take(), effects }), "squashed");
  const message = `A forest

Turns:
- turn 1: Ana
- turn 3: Eva
- turn 4: Ana
- turn 5: Rui
- turn 7: Ana
- turn 8: Rui
- turn 9: Eva
- turn 10: Ana

Suggestions:
- A forest
- Ten trees (mae 1.52 → 1.47)

Baton-Work: ${tip}
Co-authored-by: Ana <ana@example.org>
Co-authored-by: Eva <EVA@example.org>
`;
  assert.equal(finished.message, message);
  assert.equal(Rui.git("branch", "--show-current"), "main");
  assert.equal(Rui.git("rev-parse", "HEAD"), team.git("rev-parse", "main"));
  Rui.git("-c", "core.editor=true", "commit");
  assert.equal(`${Rui.git("log", "-1", "--format=%B")}`, message);
  assert.equal(Rui.git("rev-parse", "HEAD^{tree}"), team.git("rev-parse", "baton/main^{tree}"));
  Rui.git("push");
  const retired = expectType(await retireWork(Rui.take()), "retired");
  assert.deepEqual([retired.here, retired.there], [true, true]);
  assert.equal(team.git("rev-list", "--count", "main"), "2");
  assert.equal(team.git("branch", "--format=%(refname:short)"), "main");
  assert.equal(Rui.git("branch", "--format=%(refname:short)"), "main");
  assert.equal(
    team.git("ls-tree", "-r", "--name-only", "main"),
    ".gitignore\ndeep/er/file.txt\nforest.txt\nnotes.txt\npicture.png",
  );
  assert.equal(team.git("show", "main:forest.txt"), "a forest of ten trees");
  for (const name of ["Ana", "Eva"] as const) {
    const others = expectType(await retireWork(team.drivers[name].take()), "retired");
    assert.deepEqual([others.here, others.there], [true, false]);
    assert.equal(team.drivers[name].git("branch", "--format=%(refname:short)"), "main");
  }
});

async function twoTurns(team: Team): Promise<void> {
  await oneTurn(team.drivers.Ana, 1, (driver) => driver.write("ana.txt", "ana\n"));
  await oneTurn(team.drivers.Rui, 2, (driver) => driver.write("rui.txt", "rui\n"));
}

test("no branch goes before the work is committed and pushed", async () => {
  using team = gitTeam();
  await twoTurns(team);
  const { Ana } = team.drivers;
  const early = expectType(await retireWork(Ana.take()), "waiting");
  expectType(await finishWork(Ana.take()), "squashed");
  const staged = expectType(await retireWork(Ana.take()), "waiting");
  Ana.git("commit", "-m", "Done");
  const committed = expectType(await retireWork(Ana.take()), "waiting");
  assert.deepEqual([early.until, staged.until, committed.until], ["committed", "committed", "pushed"]);
  assert.match(staged.sentence, /until then baton\/main stays/);
  assert.equal(Ana.git("show", "baton/main:rui.txt"), "rui");
  Ana.git("push");
  expectType(await retireWork(Ana.take()), "retired");
});

test("half of the work committed is not the work, whatever its message says: nothing goes", async () => {
  using team = gitTeam();
  await twoTurns(team);
  const { Ana } = team.drivers;
  const { message } = expectType(await finishWork(Ana.take()), "squashed");
  Ana.git("reset", "--", "rui.txt");
  Ana.git("commit", "-m", message);
  Ana.git("push");
  expectType(await retireWork(Ana.take()), "waiting");
  assert.equal(team.git("show", "baton/main:rui.txt"), "rui");
});

test("finishing takes what the others handed over since one's own last turn", async () => {
  using team = gitTeam();
  await twoTurns(team);
  const { files } = expectType(await finishWork(team.drivers.Ana.take()), "squashed");
  assert.deepEqual(files, ["ana.txt", "rui.txt"]);
});

test("work handed over while somebody finishes is not deleted", async () => {
  using team = gitTeam();
  await twoTurns(team);
  const { Ana, Eva } = team.drivers;
  expectType(await finishWork(Ana.take()), "squashed");
  Ana.git("commit", "-m", "Done");
  Ana.git("push");
  await oneTurn(Eva, 3, (driver) => driver.write("eva.txt", "eva\n"));
  expectType(await retireWork(Ana.take()), "waiting");
  assert.equal(team.git("show", "baton/main:eva.txt"), "eva");
  expectType(await finishWork(Ana.take()), "squashed");
  assert.equal(Ana.git("diff", "--cached", "--name-only"), "eva.txt");
});

test("a base that went on elsewhere is brought up to date first", async () => {
  using team = gitTeam();
  await twoTurns(team);
  const { Ana, Eva } = team.drivers;
  Eva.write("eva.txt", "eva\n");
  Eva.git("add", "--all");
  Eva.git("commit", "-m", "Elsewhere");
  Eva.git("push", "origin", "main");
  expectType(await finishWork(Ana.take()), "squashed");
  assert.equal(Ana.git("rev-parse", "HEAD"), team.git("rev-parse", "main"));
  assert.equal(Ana.read("eva.txt"), "eva\n");
});

test("work that the base was fast-forwarded or merged to goes, too", async () => {
  using team = gitTeam();
  await twoTurns(team);
  const { Ana, Rui } = team.drivers;
  Rui.git("push", "origin", "baton/main:main");
  expectType(await retireWork(Rui.take()), "retired");
  await oneTurn(Ana, 3, (driver) => driver.write("more.txt", "more\n"));
  Rui.git("fetch");
  Rui.git("checkout", "-B", "main", "origin/main");
  Rui.git("merge", "--no-ff", "origin/baton/main");
  Rui.git("push", "origin", "main");
  expectType(await retireWork(Ana.take()), "retired");
  assert.equal(team.git("branch", "--format=%(refname:short)"), "main");
});

test("a conflict with the base keeps both branches, and retires only after it is solved and pushed", async () => {
  using team = gitTeam();
  const { Ana, Eva } = team.drivers;
  await oneTurn(Ana, 1, (driver) => driver.write("notes.txt", "one\ntwo, says Ana\nthree\n"));
  Eva.write("notes.txt", "one\ntwo, says Eva\nthree\n");
  Eva.git("commit", "-am", "Elsewhere");
  Eva.git("push", "origin", "main");
  const tip = team.git("rev-parse", "baton/main");
  const { files, sentence, message } = expectType(await finishWork(Ana.take()), "conflict");
  assert.deepEqual(files, ["notes.txt"]);
  assert.match(sentence, /notes\.txt does not fit together by itself.*baton\/main keeps everything/);
  assert.match(Ana.read("notes.txt"), /<<<<<<<[\s\S]*says Eva[\s\S]*says Ana[\s\S]*>>>>>>>/);
  assert.deepEqual([team.git("rev-parse", "baton/main"), Ana.git("rev-parse", "baton/main")], [tip, tip]);
  Ana.write("notes.txt", "one\ntwo, say both\nthree\n");
  Ana.git("commit", "-am", message);
  expectType(await retireWork(Ana.take()), "waiting");
  Ana.git("push");
  expectType(await retireWork(Ana.take()), "retired");
  assert.equal(Ana.git("rev-parse", `refs/baton/kept/${tip}`), tip);
});

test("commits that only this folder has, changes in no commit and a base that diverged are refused", async () => {
  using team = gitTeam();
  await twoTurns(team);
  const { Ana, Rui } = team.drivers;
  Rui.write("more.txt", "more\n");
  const dirty = expectType(await finishWork(Rui.take()), "refused").problem;
  Rui.git("add", "--all");
  Rui.git("commit", "-m", "By hand");
  const ahead = expectType(await finishWork(Rui.take()), "refused").problem;
  Ana.git("checkout", "main");
  Ana.git("commit", "--allow-empty", "-m", "Mine");
  Rui.git("checkout", "main");
  Rui.git("commit", "--allow-empty", "-m", "Theirs");
  Rui.git("push", "origin", "main");
  const diverged = expectType(await finishWork(Ana.take()), "refused").problem;
  assert.deepEqual(
    [dirty.code, ahead.code, diverged.code],
    ["dirty-tree", "not-handed-over", "base-diverged"],
  );
  assert.equal(Ana.git("log", "-1", "--format=%s", "main"), "Mine");
});

test("without work there is nothing to finish", async () => {
  using team = gitTeam();
  const { Ana } = team.drivers;
  const none = expectType(await finishWork(Ana.take()), "refused").problem;
  expectType(await takeSeat(Ana.take()), "taken");
  const empty = expectType(await finishWork(Ana.take()), "refused").problem;
  const untouched = expectType(await retireWork(Ana.take()), "refused").problem;
  const codes = [none.code, empty.code, untouched.code];
  assert.deepEqual(codes, ["nothing-to-finish", "nothing-to-finish", "nothing-to-finish"]);
  assert.equal(team.git("rev-parse", "baton/main"), team.git("rev-parse", "main"));
  assert.match(empty.message, /on main already/);
});
