import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import * as toolkit from "#ml/index.ts";
import { toolkitDocs, toolkitDocsPath } from "../../scripts/toolkitDocs.ts";

const made = toolkitDocs();

test("docs/toolkit.md says what the docstrings say", async () => {
  const written = await readFile(toolkitDocsPath, "utf8");
  assert.equal(written.replaceAll("\r\n", "\n"), made, "bring it up to date with: npm run docs");
});

test("everything that the toolkit gives is there", () => {
  const arquero = /Arquero's own helpers come along: (.*)\./.exec(made)?.[1] ?? "";
  const missing = Object.keys(toolkit).filter(
    (name) => !made.includes(`\n### ${name}\n`) && !arquero.includes(`\`${name}\``),
  );
  assert.deepEqual(missing, []);
});

test("the sections follow the work: prepare, train, judge, look inside, write", () => {
  const titles = [...made.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
  assert.deepEqual(titles, ["Read and prepare", "Train", "Judge", "Look inside", "Write"]);
});

test("an entry gives the signature, the docstring, its parameters, its errors and its file", () => {
  const entry = /### readTable\n([\s\S]*?)\n###/.exec(made)?.[1] ?? "";
  assert.match(entry, /^```ts\nfunction readTable\(path: string\): Table\n```$/m);
  assert.match(entry, /^The CSV file as a table\. /m);
  assert.match(entry, /^- `path`: from the working folder$/m);
  assert.match(entry, /^- Throws `Error` with path and line /m);
  assert.match(entry, /\[ml\/table\/readTable\.ts\]\(\.\.\/ml\/table\/readTable\.ts\)/);
});

test("every function and every class says what it is for", () => {
  const entries = made.split("\n### ").slice(1);
  const silent = entries.filter(
    (entry) => /^(function|class) /m.test(entry) && !/^```\n\n(?!<sub>|\|)/m.test(entry),
  );
  assert.deepEqual(
    silent.map((entry) => entry.split("\n", 1)[0]),
    [],
  );
});
