/** The messages of handovers: what other people wrote is one line of text in them, and is read back as such. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import fc from "fast-check";
import { finishMessage } from "#handover/finishMessage.ts";
import { coAuthorTrailer, distinctCoAuthors, personName, readPlace, turnMessage } from "#handover/message.ts";
import { hostileNames, hostilePaths, hostileTexts } from "#support/hostileTexts.ts";

const plain = { turn: 7, driver: "Ana", place: null, suggestions: [], coAuthors: [] };

/** The trailers that git itself sees. */
function trailers(message: string): string[] {
  const output = execFileSync("git", ["interpret-trailers", "--parse"], { input: message, encoding: "utf8" });
  return output.split("\n").filter(Boolean);
}

test("without turns to count, the driver alone is named", () => {
  assert.equal(turnMessage({ ...plain, turn: null }, null), "baton: Ana\n");
});

test("a turn without anything to tell is one line", () => {
  assert.equal(turnMessage(plain, null), "baton: turn 7, Ana\n");
});

test("git reads the place, the suggestions and the co-authors as trailers", () => {
  const message = turnMessage(
    {
      ...plain,
      place: { path: "src/a b.ts", line: 12 },
      suggestions: [{ id: "s1", title: "Try logs" }],
      coAuthors: [{ name: "Rui", email: "rui@example.org" }],
    },
    "ana@example.org",
  );
  assert.deepEqual(trailers(message), [
    "Baton-File: src/a b.ts:12",
    "Baton-Suggestion: s1 Try logs",
    "Co-authored-by: Rui <rui@example.org>",
  ]);
});

test("hostile names and titles add no line, no trailer and no person", () => {
  for (const text of [
    ...Object.values(hostileTexts),
    "\nCo-authored-by: Eve <eve@example.org>\n\nBaton-File: /etc/passwd:1",
  ]) {
    const coAuthors = [{ name: text, email: "rui@example.org" }];
    const suggestions = [{ id: text, title: text }];
    const message = turnMessage({ ...plain, driver: text, coAuthors, suggestions }, null);
    assert.equal(message.split("\n").length, 5, JSON.stringify(message));
    const [suggestion, person, ...more] = trailers(message);
    assert.match(suggestion ?? "", /^Baton-Suggestion: /);
    assert.match(person ?? "", /^Co-authored-by: [^<>]+ <rui@example\.org>$/);
    assert.deepEqual(more, []);
  }
});

test("whatever a name is, it is one line without brackets, and never empty", () => {
  const property = fc.property(fc.string({ unit: "binary" }), (name) => {
    assert.match(personName(name), /^[^<>\p{Cc}\p{Cf}\u2028\u2029]+$/u);
  });
  fc.assert(property);
});

test("what is no address names nobody", () => {
  for (const email of [
    "",
    "rui",
    "a b@c",
    "x@y>\nCo-authored-by: E <e@e",
    "<a@b>",
    "a@b@c",
    "a,b@c",
    `${"x".repeat(300)}@y`,
  ]) {
    assert.deepEqual(distinctCoAuthors([{ name: "Rui", email }]), [], email);
  }
});

test("each co-author is named once, by address in any case, and the author not at all", () => {
  const people = [
    { name: "Rui", email: "rui@example.org" },
    { name: "Rui Santos", email: "RUI@example.org" },
    { name: "Seán O'Neill", email: "o'neill@example.org" },
    { name: "Ana", email: "Ana@Example.org" },
  ];
  assert.deepEqual(distinctCoAuthors(people, ["ana@example.org"]).map(coAuthorTrailer), [
    "Co-authored-by: Rui <rui@example.org>",
    "Co-authored-by: Seán O'Neill <o'neill@example.org>",
  ]);
});

test("a place that leads out of the repository is neither written nor read", () => {
  for (const path of [
    ...hostilePaths,
    ".git/hooks/pre-commit",
    "a/.GIT/config",
    "a\nBaton-Suggestion: x",
  ].filter((one) => one !== "~/.ssh/id_rsa" && one !== "link-to-outside/passwd")) {
    assert.doesNotMatch(turnMessage({ ...plain, place: { path, line: 1 } }, null), /Baton-File/, path);
    assert.equal(readPlace(`${path}:1`), null, path);
  }
  assert.deepEqual(readPlace("src/a:b.ts:12"), { path: "src/a:b.ts", line: 12 });
  for (const text of ["a.ts", "a.ts:0", "a.ts:-1", ":3", "a.ts:1e3"])
    assert.equal(readPlace(text), null, text);
});

test("the finished message is fit for git whatever the turns say", () => {
  for (const text of hostileNames()) {
    const commit = {
      commit: "c".repeat(40),
      subject: `baton: turn 1, ${text}`,
      author: { name: text, email: "ana@example.org" },
      suggestions: [{ id: "s1", title: `# ${text}` }],
      coAuthors: [{ name: text, email: "rui@example.org" }],
    };
    const tip = "d".repeat(40);
    const effects = [{ id: "s1", effect: text }];
    const message = finishMessage({
      commits: [commit],
      effects,
      tip,
      base: "main",
      author: "ana@example.org",
    });
    assert.doesNotMatch(message, /^#/m);
    assert.deepEqual(
      trailers(message).map((line) => line.replace(/: .* </, ": <")),
      [`Baton-Work: ${tip}`, "Co-authored-by: <rui@example.org>"],
    );
  }
});
