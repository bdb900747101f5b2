/**
 * A synthetic sample with the schema of the student performance file: 649 invented students, so that a workshop
 * can start offline. Distributions and effects are our own and only plausible; no row is anybody's, and no number
 * computed from it says anything about real students.
 */
import { type GradeColumn, gradeColumns, portugueseRows } from "./gradesSchema.ts";
import { type Random, seededRandom } from "./random.ts";

type Student = Readonly<Record<GradeColumn, string | number>>;

/** The sample that every new workshop starts from. */
export const sampleSeed = 2014;

/** What `data/raw/source.json` calls it; the metrics carry this name. */
export const syntheticName = "synthetic sample";

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, Math.round(value)));
}

function yesNo(random: Random, probability: number): "yes" | "no" {
  return random.chance(probability) ? "yes" : "no";
}

/** Home: where the student lives and with whom. */
function home(random: Random) {
  const school = random.pick([
    ["GP", 64],
    ["MS", 36],
  ] as const);
  const address = random.chance(school === "GP" ? 0.78 : 0.52) ? "U" : "R";
  const famsize = random.pick([
    ["GT3", 7],
    ["LE3", 3],
  ] as const);
  const Pstatus = random.pick([
    ["T", 87],
    ["A", 13],
  ] as const);
  const guardian = random.pick([
    ["mother", 70],
    ["father", 24],
    ["other", 6],
  ] as const);
  const far = address === "R" ? 1 : 0;
  const traveltime = random.pick([
    [1, 64 - 32 * far],
    [2, 28 + 14 * far],
    [3, 6 + 11 * far],
    [4, 2 + 4 * far],
  ] as const);
  return { school, address, famsize, Pstatus, guardian, traveltime };
}

/** A parent's job, in proportion to what the schooling (0 none to 4 university) opens. */
function job(random: Random, education: number, atHome: number): string {
  return random.pick([
    ["teacher", education === 4 ? 34 : 0.5],
    ["health", education >= 3 ? 3 * (education - 1) : 1],
    ["services", 14 + 6 * education],
    ["at_home", atHome * (5 - education)],
    ["other", 48],
  ]);
}

/** The parents' schooling goes together, and with the town. */
function parents(random: Random, urban: boolean) {
  const shared = random.normal() + (urban ? 0.25 : -0.35);
  const Medu = clamp(2.6 + 0.85 * shared + 0.7 * random.normal(), 0, 4);
  const Fedu = clamp(2.4 + 0.8 * shared + 0.7 * random.normal(), 0, 4);
  return { Medu, Fedu, Mjob: job(random, Medu, 11), Fjob: job(random, Fedu, 2.5) };
}

/** Habits out of school; drinking goes with going out. */
function habits(random: Random, male: boolean) {
  const outgoing = random.normal();
  const goout = clamp(3.15 + 0.95 * outgoing + 0.55 * random.normal(), 1, 5);
  const Walc = clamp(2 + 0.85 * outgoing + (male ? 0.45 : -0.25) + 0.85 * random.normal(), 1, 5);
  const Dalc = clamp(0.15 + 0.55 * Walc + 0.75 * random.normal(), 1, 5);
  return {
    famrel: clamp(4 + 0.95 * random.normal(), 1, 5),
    freetime: clamp(3.15 + 0.3 * outgoing + 0.95 * random.normal(), 1, 5),
    goout,
    Dalc,
    Walc,
    health: random.pick([
      [1, 14],
      [2, 12],
      [3, 19],
      [4, 17],
      [5, 38],
    ] as const),
  };
}

/** How the student stands to school: `drive` is what shows in study time, plans and past failures. */
function schooling(random: Random, drive: number, schooled: number) {
  const trouble = -0.75 * drive - 0.25 * schooled + 0.9 * random.normal();
  const failures = trouble < 1.25 ? 0 : trouble < 2.05 ? 1 : trouble < 2.5 ? 2 : 3;
  const age = clamp(16.45 + 0.95 * random.normal() + 0.75 * failures, 15, 22);
  const higher = yesNo(random, Math.min(0.99, 0.93 + 0.05 * drive + 0.04 * schooled - 0.2 * failures));
  const studytime = clamp(1.95 + 0.55 * drive + 0.65 * random.normal(), 1, 4);
  return { failures, age, higher, studytime };
}

function choices(random: Random, schooled: number, age: number) {
  return {
    reason: random.pick([
      ["course", 44],
      ["home", 23],
      ["reputation", 22 + 4 * schooled],
      ["other", 11],
    ] as const),
    schoolsup: yesNo(random, age <= 16 ? 0.15 : 0.05),
    famsup: yesNo(random, 0.61 + 0.05 * schooled),
    paid: yesNo(random, 0.06),
    activities: yesNo(random, 0.48),
    nursery: yesNo(random, 0.8),
    internet: yesNo(random, 0.77 + 0.08 * schooled),
    romantic: yesNo(random, 0.22 + 0.05 * (age - 15)),
  };
}

/** Missed lessons: many none, mostly even counts, a long tail. */
function absences(random: Random, unrest: number): number {
  if (random.chance(0.42 - 0.06 * unrest)) return 0;
  const lessons = random.uniform() * random.uniform() * (13 + 2.5 * unrest) + random.uniform() ** 8 * 16;
  const count = clamp(lessons + 1, 1, 32);
  return random.chance(0.85) ? Math.min(32, count + (count % 2)) : count;
}

type Circumstances = Readonly<Record<Exclude<GradeColumn, "G1" | "G2" | "G3">, string | number>> & {
  failures: number;
  studytime: number;
  absences: number;
  Medu: number;
  Fedu: number;
  Walc: number;
};

/** What the circumstances make of a grade, in points out of 20. */
function expectedGrade(student: Circumstances): number {
  return (
    11.35 +
    (student.failures === 0 ? 0.35 : -1.6 - 0.4 * student.failures) +
    (student.higher === "yes" ? 0.2 : -1.5) +
    (student.school === "GP" ? 0.55 : -0.95) +
    (student.sex === "F" ? 0.25 : -0.35) +
    0.5 * (student.studytime - 1.9) +
    0.27 * (student.Medu - 2.4) +
    0.16 * (student.Fedu - 2.3) -
    0.24 * (student.Walc - 2.2) -
    0.07 * (student.absences - 3.5) +
    (student.schoolsup === "yes" ? -0.9 : 0.1) +
    (student.reason === "reputation" ? 0.4 : 0)
  );
}

/** Three grades around the same level; the later ones lean on the earlier, and some who give up end at 0. */
function grades(random: Random, expected: number, failures: number) {
  const level = expected + 1.78 * random.normal();
  const G1 = clamp(level - 0.25 + 0.85 * random.normal(), 0, 20);
  const G2 = clamp(0.4 * G1 + 0.6 * level + 0.75 * random.normal(), 0, 20);
  const gaveUp = level < 9.5 && random.chance(0.06 + 0.08 * failures);
  const G3 = gaveUp ? 0 : clamp(0.35 + 0.75 * G2 + 0.25 * level + 0.7 * random.normal(), 0, 20);
  return { G1, G2, G3 };
}

function student(random: Random): Student {
  const sex = random.pick([
    ["F", 58],
    ["M", 42],
  ] as const);
  const house = home(random);
  const family = parents(random, house.address === "U");
  const schooled = (family.Medu + family.Fedu) / 2 - 2.3;
  const drive = random.normal() + (sex === "F" ? 0.2 : -0.25);
  const school = schooling(random, drive, schooled);
  const leisure = habits(random, sex === "M");
  const before = {
    sex,
    ...house,
    ...family,
    ...school,
    ...leisure,
    ...choices(random, schooled, school.age),
  };
  const circumstances = { ...before, absences: absences(random, leisure.Walc - 2.2 + school.failures) };
  return { ...circumstances, ...grades(random, expectedGrade(circumstances), school.failures) };
}

/** Comma-separated text, LF, header first: 649 rows, 33 columns. The same seed gives the same bytes everywhere. */
export function syntheticGrades(seed: number = sampleSeed): string {
  const random = seededRandom(seed);
  const rows = Array.from({ length: portugueseRows }, () => {
    const values = student(random);
    return gradeColumns.map((column) => values[column]).join(",");
  });
  return `${[gradeColumns.join(","), ...rows].join("\n")}\n`;
}
