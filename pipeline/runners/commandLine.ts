/**
 * Recognises `baton exec FILE arguments...` as a whole, simple command line, which then needs no shell.
 * It is not a shell: whatever a shell would expand, redirect or chain is left to the shell.
 */
export interface ExecCommand {
  readonly file: string;
  readonly args: readonly string[];
}

interface Quoting {
  /** One word: plain characters and quoted parts, nothing that the shell would read as more than itself. */
  readonly word: RegExp;
  /** A part of a word that stands in quotes. */
  readonly quoted: RegExp;
}

const posix: Quoting = {
  word: /^(?:[\w@%+:,./=-]|[^\p{ASCII}]|'[^']*'|"[^"$`\\!]*")+/u,
  quoted: /'([^']*)'|"([^"]*)"/g,
};

/** In `cmd`, a backslash and a single quote are characters like others, and `%` is not even safe in quotes. */
const windows: Quoting = {
  word: /^(?:[\w@+:./\\'-]|[^\p{ASCII}]|"[^"%!^]*")+/u,
  quoted: /"([^"]*)"/g,
};

/** The words of a simple command line; null when a shell must read it. */
function words(line: string, { word, quoted }: Quoting): string[] | null {
  const found: string[] = [];
  let rest = line.trim();
  while (rest !== "") {
    const match = word.exec(rest)?.[0];
    if (match === undefined) return null;
    rest = rest.slice(match.length);
    if (rest !== "" && !/^[ \t]/.test(rest)) return null;
    rest = rest.trimStart();
    found.push(match.replace(quoted, (_whole, one?: string, two?: string) => one ?? two ?? ""));
  }
  return found;
}

/** Null when the line is anything but one plain `baton exec` with a file. */
export function parseExec(line: string, platform: NodeJS.Platform = process.platform): ExecCommand | null {
  const found = words(line, platform === "win32" ? windows : posix);
  if (found === null) return null;
  const [program, verb, file, ...args] = found;
  if (program !== "baton" || verb !== "exec" || file === undefined) return null;
  // Options of `baton exec` itself are the command's own business.
  return file === "" || file.startsWith("-") ? null : { file, args };
}
