/**
 * Takes the pictures of docs/ anew, in real VS Codes: `node scripts/pictures.ts [metrics] [graph] [session]`. Needs the
 * build, the package and a browser, as `npm test` leaves them.
 */
import { resolve } from "node:path";
import { takeGraphPicture } from "./pictures/graph.ts";
import { takeMetricsPicture } from "./pictures/metrics.ts";
import { takeSessionPicture } from "./pictures/session.ts";
import { themes } from "./pictures/themes.ts";

const subjects = [
  { subject: "metrics", take: takeMetricsPicture },
  { subject: "graph", take: takeGraphPicture },
  { subject: "session", take: takeSessionPicture },
];

process.chdir(resolve(import.meta.dirname, ".."));
const asked = process.argv.slice(2);
for (const { subject, take } of subjects.filter(
  (each) => asked.length === 0 || asked.includes(each.subject),
)) {
  for (const theme of themes) await take(theme, `docs/${subject}-${theme.name}.png`);
}
