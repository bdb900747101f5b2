/** Every sentence on the pages comes from strings.json by its key, so that one file can be translated. */
import strings from "../strings.json" with { type: "json" };

export type StringKey = keyof typeof strings;
/** A key that has a form for one and a form for many: `subject.rows` for `subject.rows.one` and `.other`. */
export type CountedKey = { [Key in StringKey]: Key extends `${infer Stem}.one` ? Stem : never }[StringKey];

type Values = Readonly<Record<string, string | number>>;

export function text(key: StringKey, values: Values = {}): string {
  const known = new Map(Object.entries(values));
  return strings[key].replace(/\{(\w+)\}/g, (slot, name: string) => String(known.get(name) ?? slot));
}

/** With `{count}` grouped in thousands: `1 row`, `10,000 rows`. */
export function counted(stem: CountedKey, count: number, values: Values = {}): string {
  return text(`${stem}.${count === 1 ? "one" : "other"}`, { ...values, count: formatCount(count) });
}

const counts = new Intl.NumberFormat("en");

export function formatCount(count: number): string {
  return counts.format(count);
}
