/** The command line of `npm start`, understood before anything is installed. */
import { resolve } from "node:path";
import { parseArgs } from "node:util";

export const usage = `npm start [-- [--no-editor] [--data CSV] [--port PORT] [DIR]]

Makes a sample workshop, runs its pipeline, prints its metrics and opens it in VS Code: the one installed
here, else one that runs in your browser (fetched once, about 600 MB, into your cache folder).

  DIR            where the workshop goes: a new or an empty folder, or a workshop to go on with
                 (a temporary folder when left out)
  --data CSV     student grades to use in place of the synthetic sample: a CSV or UCI's zip
  --no-editor    do not open an editor
  --port PORT    port of the VS Code in the browser (any free one when left out)
  --help         this text`;

/** npm runs scripts in the project's folder; paths are meant from where the person stands. */
function fromHere(path) {
  return resolve(process.env.INIT_CWD ?? process.cwd(), path);
}

function portOf(text) {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (/^\d+$/.test(text) && port > 0 && port < 65_536) return port;
  throw new Error(`--port ${text}: a port is a whole number from 1 to 65535.`);
}

/** Throws an error with a sentence when the command line is not understood. */
export function parseOptions(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      data: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
      "no-editor": { type: "boolean", default: false },
      port: { type: "string" },
    },
  });
  if (positionals.length > 1) throw new Error(`One folder at most, but ${positionals.length} were given.`);
  return {
    folder: positionals[0] === undefined ? undefined : fromHere(positionals[0]),
    data: values.data === undefined ? undefined : fromHere(values.data),
    editor: !values["no-editor"],
    port: portOf(values.port),
    help: values.help,
  };
}
