/** Whatever people call themselves, their files, sessions and suggestions: none of it runs, none of it is an option. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { finishWork } from "#handover/finish.ts";
import { handOver } from "#handover/handOver.ts";
import { takeSeat } from "#handover/take.ts";
import { gitTeam } from "#support/gitTeam.ts";
import { hostileTexts } from "#support/hostileTexts.ts";
import { expectType } from "#support/outcome.ts";

test("names, titles and paths that a shell would run are carried as they are, and run nowhere", async () => {
  using team = gitTeam();
  const { Ana, Rui } = team.drivers;
  const owned = join(team.folder, "owned");
  const run = `"; touch ${owned}; $(touch ${owned}) \`touch ${owned}\` ' & | > ${owned}`;
  const session = `--upload-pack=touch ${owned}`;
  const options = { who: run, session };
  expectType(await takeSeat(Ana.take(options)), "taken");
  const names = [
    "-x",
    "--force",
    "$(touch owned)",
    "a;b",
    'it\'s "quoted"',
    ":(top)odd",
    "new\nline",
    "* ?",
    "é 漢字",
  ];
  for (const name of names) Ana.write(name, `${name} content\n`);
  const texts = [...Object.values(hostileTexts), run];
  const suggestions = texts.map((title, index) => ({ id: `s${index}`, title }));
  const coAuthors = texts.map((name, index) => ({ name, email: `p${index}@example.org` }));
  const { files } = expectType(
    await handOver(Ana.handOver({ ...options, suggestions, coAuthors })),
    "handed-over",
  );
  assert.deepEqual([...files].sort(), [...names].sort());
  const taken = expectType(await takeSeat(Rui.take({ ...options, dirty: "stash" })), "taken");
  assert.match(taken.branch, /^baton\/main-upload-pack-touch-/);
  for (const name of names) assert.equal(Rui.read(name), `${name} content\n`);
  const { message } = expectType(await finishWork(Rui.take(options)), "squashed");
  assert.equal(message.match(/^Co-authored-by: /gm)?.length, texts.length + 1);
  assert.equal(existsSync(owned), false);
  assert.equal(existsSync(join(Rui.folder, "owned")), false);
});
