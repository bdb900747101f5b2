/** Texts that a team, a merge or an attacker might leave in `dvc.yaml`, `dvc.lock` and the params files. */
import type { Random } from "#ml/random.ts";

/** What the file beside the project holds: it must never be seen inside. */
export const secret = "the-secret-next-door";
/** A file that only executed code could make. */
export const executed = "EXECUTED";

// biome-ignore format: a table
const values = [
  "1", "1.0", "-0", "1e400", "0x1F", "9007199254740993", "true", "null", "~", "''", "[]", "{}", "[a, 1]", "{k: v}",
  "${seed}", "${item}", "${item.a}", "${key}", "${a.b[0]}", "${forest}", "${", "\\${x}", "x${seed}y", "${${seed}}",
  "../outside.yaml", "/etc/passwd", "a/../../b", "..", ".", "a\\..\\b", "C:\\x", "s3://bucket/x", "é/日本", "a b",
  "__proto__", "constructor", "!!binary aGk=", "!!python/object:os.system", "*a", "&a x", "<<", "|\n      two\n      lines",
  "'${seed}'", '"\\u0000"', "2020-01-01", "x".repeat(300), "dvc.yaml", ".git/config", "in.txt", "out.txt", "data",
] as const;

const projects = [
  `stages:
  one:
    cmd: cp in.txt out.txt
    deps: [in.txt]
    params: [seed, forest.trees, {params.py: [SEED]}, {p.json: }, {p.toml: [a]}]
    outs: [out.txt: {persist: true, cache: false}]
  two:
    wdir: data
    cmd: [echo \${seed}, 'echo \${forest}']
    deps: [../out.txt]
    metrics: [m.json: {cache: false}]
    plots: [p.csv: {x: a, y: b}]
    frozen: false
`,
  `vars:
- a: {b: [1, 2]}
- p.json
stages:
  each:
    foreach: \${a.b}
    do:
      cmd: echo \${item} > \${item}.txt
      outs: ["\${item}.txt"]
  grid:
    matrix:
      x: [1, two]
      y: \${a.b}
    cmd: echo \${item.x} \${item.y} > \${key}
    outs: ["\${key}"]
metrics: [m.json]
plots:
- p.csv: {x: a, y: {p.csv: b}}
`,
  `base: &base
  cmd: true
stages:
  one: {<<: *base, outs: [a, b/c]}
  two: {<<: *base, deps: [b], always_changed: true, desc: d, meta: {any: thing}}
`,
  `vars: ['../outside.yaml', 'params.yaml:seed', {x: 1}]
stages:
  one:
    vars: [own.yaml]
    cmd: echo \${secret}
    params: [{../outside.yaml: [secret]}]
`,
] as const;

const locks = [
  `schema: '2.0'
stages:
  one@a-1:
    cmd: cp in.txt out.txt
    deps:
    - path: in.txt
      hash: md5
      md5: 5bbf5a52328e7439ae6e719dfe712200
      size: 4
    params:
      params.yaml:
        seed: 1
        forest:
          trees: 1.5
    outs:
    - path: data
      hash: md5
      md5: 82160f1b81e29b2ef84b04389f90c575.dir
      size: 52
      nfiles: 4
  two:
    cmd:
    - a
    - "b\\nc"
    outs:
    - path: old.txt
      md5: 5bbf5a52328e7439ae6e719dfe712200
      size: 4
`,
  `{"schema": "2.0", "stages": {"one": {"cmd": "x", "outs": [{"path": "a", "md5": "${"0".repeat(32)}"}]}}}\n`,
  "schema: '2.0'\n<<<<<<< HEAD\nstages: {}\n=======\nstages:\n>>>>>>> theirs\n",
] as const;

const params = {
  "params.yaml": "seed: 1\nforest: {trees: 100, depth: null}\nlist: &l [1, 2.5]\nagain: *l\nsecret: no\n",
  "p.json": '{"k": {"deep": [1, 1.0, "x", null, true]}, "z": -1e3}\n',
  "p.toml": "a = 1\nb = 2.5\nwhen = 1979-05-27T07:32:00Z\n[t.u]\nv = ['x', \"y\"]\n[[w]]\nn = 0x1F\n",
  "params.py": `import os
SEED: int = 1
RATE = -1.5e-3
NAMES = ["a", 'b', ("c",), {"k": None}]
open("${executed}", "w").close()
os.system("touch ${executed}")
X = os.system("touch ${executed}") or 1


class Train:
    epochs = 10
    def __init__(self):
        self.lr = 0.1
        self.ran = open("${executed}", "w")
`,
} as const;

export type ParameterFileName = keyof typeof params;
export const parameterFileNames = ["params.yaml", "p.json", "p.toml", "params.py"] as const;

export function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[random.below(items.length)];
  if (item === undefined) throw new Error("nothing to choose from");
  return item;
}

type Mutation = (text: string, random: Random) => string;

function spliced(text: string, from: number, to: number, put: string): string {
  return text.slice(0, from) + put + text.slice(to);
}

/** Replaces what stands between two marks of a line: a value, mostly. */
const otherValue: Mutation = (text, random) => {
  const places = [...text.matchAll(/(?<=[:,[{-] ?)[^\s,:[\]{}]+/g)];
  const place = places.length === 0 ? undefined : pick(random, places);
  return place === undefined
    ? text
    : spliced(text, place.index, place.index + place[0].length, pick(random, values));
};

const onLines =
  (change: (lines: string[], at: number, random: Random) => void): Mutation =>
  (text, random) => {
    const lines = text.split("\n");
    change(lines, random.below(lines.length), random);
    return lines.join("\n");
  };

const mutations: readonly Mutation[] = [
  otherValue,
  otherValue,
  onLines((lines, at) => lines.splice(at, 1)),
  onLines((lines, at, random) => lines.splice(at, 0, lines[random.below(lines.length)] ?? "")),
  onLines((lines, at, random) => lines.splice(at, 1, `${" ".repeat(random.below(4))}${lines[at] ?? ""}`)),
  onLines((lines, at) => lines.splice(at, 1, (lines[at] ?? "").trimStart())),
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text, random) => spliced(text, random.below(text.length + 1), text.length, text),
  (text, random) => {
    const at = random.below(text.length + 1);
    return spliced(
      text,
      at,
      at + random.below(3),
      pick(random, [..."\t\0:{}[]'\"#&*!|>%@`-?,\\\n\r\u2028\ufeff\ud800😀$"]),
    );
  },
  (text, random) => {
    const at = random.below(text.length + 1);
    return spliced(
      text,
      at,
      at,
      pick(random, ["[", "{a: ", "- ", "(", "'''", "[["]).repeat(
        1 + random.below(random.below(400) === 0 ? 5_000 : 30),
      ),
    );
  },
  (_text, random) =>
    String.fromCharCode(...Array.from({ length: random.below(80) }, () => random.below(0x2ff))),
];

function mutated(text: string, random: Random): string {
  let result = text;
  for (let count = random.below(5); count > 0; count -= 1) result = pick(random, mutations)(result, random);
  return result;
}

export const projectText = (random: Random): string => mutated(pick(random, projects), random);
export const lockText = (random: Random): string => mutated(pick(random, locks), random);

/** `good`: as a careful person would write it. */
export function parameterText(random: Random, name: ParameterFileName, good: boolean): string {
  return good ? params[name] : mutated(params[name], random);
}
