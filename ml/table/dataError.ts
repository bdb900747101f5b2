/** An error in a data file, at a line of it. Whoever shows it can lead there; `message` says it all in one line too. */
export class DataError extends Error {
  override readonly name = "DataError";
  /** As it was given, from the working folder. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** What is wrong there, without the place. */
  readonly sentence: string;

  constructor(file: string, line: number, sentence: string) {
    super(`${file}:${line}: ${sentence}`);
    this.file = file;
    this.line = line;
    this.sentence = sentence;
  }
}
