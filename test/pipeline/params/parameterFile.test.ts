/** Parameters in each format, as DVC reads them. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { access, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { jsonOf } from "#pipeline/format/value.ts";
import { type ParameterFile, readParameterFile } from "#pipeline/params/parameterFile.ts";

const seed = 20_261_121;
let folder = "";

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "baton-params-"));
});
after(() => rm(folder, { recursive: true, force: true }));

async function read(name: string, text: string): Promise<ParameterFile> {
  await writeFile(join(folder, name), text);
  return await readParameterFile(folder, name);
}

async function valuesOf(name: string, text: string): Promise<unknown> {
  const file = await read(name, text);
  assert.equal(file.type, "values", JSON.stringify(file));
  return jsonOf(file.type === "values" ? file.root : null);
}

async function problemOf(name: string, text: string) {
  const file = await read(name, text);
  assert.equal(file.type, "problem");
  return file.type === "problem" ? file.problem : null;
}

test("TOML tells whole numbers from fractions, and a date is its text", async () => {
  const file = await read("p.toml", 'a = 1\nb = 1.0\n[c]\nd = 2024-05-01\ne = [1, "x", true]\n');
  assert.deepEqual(
    file.type === "values" && file.root,
    new Map<string, unknown>([
      ["a", 1n],
      ["b", 1],
      [
        "c",
        new Map<string, unknown>([
          ["d", "2024-05-01"],
          ["e", [1n, "x", true]],
        ]),
      ],
    ]),
  );
});

test("a slip in TOML is told at its line", async () => {
  const found = await problemOf("p.toml", "a = 1\nb = = 2\n");
  assert.match(found?.message ?? "", /^p\.toml is not valid TOML: /);
  assert.equal(found?.line, 2);
});

const python = `
"""What the stages read."""
a = 1
b: float = -0.5
text = "x" 'y'  # joined
raw, kept = r"\\d", 1
one = 0x10; two = 1_000
d = {"k": [1, 2.5], 'z': None, 3: True}
pair = 1, 2
e = ()
if True:
    hidden = 1

class Train(Base):
    lr = 1e-3
    def __init__(self, other):
        self.epochs = 3
        local = 4
        other.x = 5
    def fit(self):
        self.fitted = True
    class Inner:
        deep = "\\u00e9\\x41\\n"

x = y = 6
p = print("never")
f = f"{a}"
by = b"bytes"
imaginary = 2j
count += 1
`;

test("of a Python file the literals at the top, in classes and in __init__ are parameters, and nothing else", async () => {
  assert.deepEqual(await valuesOf("p.py", python), {
    a: 1,
    b: -0.5,
    text: "xy",
    one: 16,
    two: 1000,
    d: { k: [1, 2.5], z: null, 3: true },
    pair: [1, 2],
    e: [],
    Train: { lr: 0.001, epochs: 3, Inner: { deep: "éA\n" } },
  });
});

test("a Python file is never executed", async () => {
  const proof = join(folder, "proof");
  await valuesOf(
    "evil.py",
    `open(${JSON.stringify(proof)}, "w").write("x")\na = __import__("os").getcwd()\n`,
  );
  await assert.rejects(access(proof));
});

test("a slip in Python is told at its line", async () => {
  const found = await problemOf("p.py", "a = 1\nb = = 2\n");
  assert.match(found?.message ?? "", /^p\.py is not valid Python: /);
  assert.equal(found?.line, 2);
});

for (const [name, text] of [
  ["deep.py", `a = ${"[".repeat(20_000)}${"]".repeat(20_000)}\n`],
  ["deep.toml", `a = ${"[".repeat(20_000)}${"]".repeat(20_000)}\n`],
] as const) {
  test(`${name}: what is nested without end is refused`, async () => {
    assert.match((await problemOf(name, text))?.message ?? "", new RegExp(`^${name} is n`));
  });
}

/** Random literals, as Python itself writes them (`repr`), so that Python says what the file means. */
const reference = `
import ast, json, sys
for source in json.load(sys.stdin):
    values = {}
    for statement in ast.parse(source).body:
        values[statement.targets[0].id] = ast.literal_eval(statement.value)
    print(json.dumps(values))
`;
const scalar = fc.oneof(
  fc.integer().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => `${value}`),
  fc.constantFrom("True", "False", "None", "0b101", "0o17", "1_0.5e-3", ".5", "5.", "1.e-3", "2.E5"),
  fc.string({ unit: "grapheme-ascii" }).map((value) => JSON.stringify(value)),
  fc
    .string({ unit: fc.constantFrom("a", "\\", "n", "'", "x41", "\n", "é", '"', "7") })
    .map((value) => `'''${value.replaceAll("'", "\\'")} '''`),
);
const { literal } = fc.letrec<{ literal: string }>((tie) => ({
  literal: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie("literal"), { maxLength: 4 }).map((items) => `[${items.join(", ")}]`),
    fc.array(tie("literal"), { minLength: 1, maxLength: 4 }).map((items) => `(${items.join(",\n  ")},)`),
    fc
      .array(tie("literal"), { maxLength: 4 })
      .map((items) => `{${items.map((item, index) => `"k${index}": ${item}`).join(", ")}}`),
  ),
}));

test("random literals mean what they mean to Python", async (context) => {
  const files = fc.sample(
    fc
      .array(literal, { maxLength: 5 })
      .map((values) => values.map((value, i) => `v${i} = ${value}`).join("\n")),
    { numRuns: 500, seed },
  );
  const done = spawnSync("python3", ["-c", reference], { input: JSON.stringify(files), encoding: "utf8" });
  if (done.error !== undefined) {
    context.skip("no python3 to compare with");
    return;
  }
  assert.equal(done.status, 0, done.stderr);
  const expected = done.stdout.trimEnd().split("\n");
  for (const [index, text] of files.entries()) {
    assert.deepEqual(
      await valuesOf("random.py", text),
      JSON.parse(expected[index] ?? ""),
      `seed ${seed}\n${text}`,
    );
  }
});
