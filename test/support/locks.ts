/** Whole locks at random, with all that people and tools may put into one. */
import fc from "fast-check";
import { type Key, Timestamp, type Value, type ValueMap } from "#pipeline/format/value.ts";

/** Texts that YAML could take for something else, or for its own punctuation. */
// biome-ignore format: a table
const misleading = [
  "", "yes", "no", "on", "y", "true", "True", "null", "~", "NULL", ".inf", "-.inf", ".nan", "1", "-1", "+1", "0", "007",
  "1_000", "0x1F", "0o17", "0b101", "1.5", "1.", ".5", "1e5", "1e-05", "1E+3", "12e03", "-0.0", "1:30", "190:20:30",
  "2020-01-01", "2001-12-14T21:59:43.10-05:00", "2001-12-14 21:59:43", "=", "<<", "---", "...", "- a", "-", "?", "? a",
  ":", "a: b", "a:", "#", "a #b", "a#b", "'", "''", "\"", "it's", "say \"it\"", "%a", "@a", "`a`", "&a", "*a", "!a",
  "!!str a", "|", ">", "[a]", "{a: b}", ",", " a", "a ", "\t", "a\tb", "\n", "a\n", "a\nb", "\n\na", "a \n b", "\r", "\r\n",
  "\0", "\x07", "\x1b[31m", "\x7f", "\u0085", "\u00a0", "\u2028", "\u2029", "\ufeff", "\ufffe", "é", "日本", "😀", "a😀\nb",
  "$x", "\\", "a\\b", "\\n", "s@x-1", "__proto__", "constructor",
] as const;

/** Longer than a line of YAML is, with and without places to break it. */
const long = fc
  .array(fc.stringMatching(/^[a-z./'"#:é\\-]{0,14}$/), { minLength: 8, maxLength: 30 })
  .map((words) => words.join(" "));

const text = fc.oneof(fc.constantFrom(...misleading), fc.string({ unit: "binary" }), long);
/** Beyond about a hundred characters YAML writes keys in another form. */
const keyTexts = fc.oneof(
  fc.constantFrom(...misleading),
  fc.stringMatching(/^[a-z][\w.-]{0,12}$/),
  fc.string({ unit: "binary", maxLength: 12 }),
);

const fraction = fc.oneof(
  fc.constantFrom(
    1e-5,
    1e-4,
    0.1,
    1,
    -0,
    1e15,
    1e16,
    123456789012345680,
    1e22,
    5e-324,
    1.7976931348623157e308,
  ),
  fc.double(),
);
const whole = fc.oneof(fc.integer().map(BigInt), fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }));
const date = fc.constantFrom("2020-01-01", "2001-12-14 21:59:43").map((text) => new Timestamp(text));
const scalar: fc.Arbitrary<Value> = fc.oneof(text, whole, fraction, fc.boolean(), fc.constant(null), date);

/** As in the weights of classes: `{0: 1.5, 1: 0.5}`. */
const typedKey: fc.Arbitrary<Key> = fc.oneof(whole, fraction, fc.boolean(), fc.constant(null));

/** Where 1, 1.0 and True are one key. */
function inPython(key: Key): string {
  return typeof key === "string" || key === null ? `text ${key}` : String(Number(key) + 0);
}

function mapOf<Inner extends Value>(
  key: fc.Arbitrary<Key>,
  value: fc.Arbitrary<Inner>,
): fc.Arbitrary<ValueMap> {
  const entries = fc.uniqueArray(fc.tuple(key, value), {
    selector: ([name]) => inPython(name),
    maxLength: 4,
  });
  return entries.map((pairs) => new Map(pairs));
}

/** What a params file may hold below a key. */
export const parameterValues: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    scalar,
    fc.array(tie("value"), { maxLength: 3 }),
    mapOf(fc.oneof(keyTexts, typedKey), tie("value")),
  ),
})).value;

const md5 = fc.stringMatching(/^[0-9a-f]{32}$/);

/** With all that DVC writes, in its order, and now and then what a later one might add. */
const item: fc.Arbitrary<Value> = fc
  .record(
    {
      path: fc.oneof(text, fc.constantFrom("data", "../up/a.csv", "ünï cödé/日本.csv")),
      hash: fc.constant("md5"),
      md5: fc.oneof(
        md5,
        md5.map((digits) => `${digits}.dir`),
      ),
      size: fc.bigInt({ min: 0n, max: 2n ** 60n }),
      nfiles: fc.bigInt({ min: 0n, max: 10n ** 6n }),
      isexec: fc.constant(true),
      cloud: mapOf(keyTexts, text),
    },
    { requiredKeys: ["path", "hash", "md5", "size"] },
  )
  .map((fields) => new Map<string, Value>(Object.entries(fields)));

const items = fc.array(item, { minLength: 1, maxLength: 3 });
const file = fc.oneof(fc.constantFrom("params.yaml", "a.json", "p.toml", "conf/x.py"), keyTexts);

const entry: fc.Arbitrary<ValueMap> = fc
  .record(
    {
      cmd: fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 3 })),
      deps: items,
      params: mapOf(file, mapOf(keyTexts, parameterValues)),
      outs: items,
      remark: parameterValues,
    },
    { requiredKeys: ["cmd"] },
  )
  .map((fields) => new Map<string, Value>(Object.entries(fields)));

const stageName = fc.oneof(
  fc.constantFrom("train", "a@b", "a@b-c", "ünï@0", "grid@x-1-y-é", "1", "true", "null", "it's"),
  keyTexts,
);

export const stageEntries: fc.Arbitrary<ValueMap> = fc
  .uniqueArray(fc.tuple(stageName, entry), { selector: ([name]) => name, minLength: 1, maxLength: 4 })
  .map((pairs) => new Map(pairs));

/** As DVC lays it out, with what a later one might add at the end. */
export const locks: fc.Arbitrary<ValueMap> = fc
  .tuple(stageEntries, fc.option(parameterValues, { nil: undefined }))
  .map(
    ([stages, datasets]) =>
      new Map<string, Value>([
        ["schema", "2.0"],
        ["stages", stages],
        ...(datasets === undefined ? [] : [["datasets", datasets] as const]),
      ]),
  );
