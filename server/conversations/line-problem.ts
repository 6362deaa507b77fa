// What is wrong in a line that somebody wrote, in both languages.
export class LineProblem extends Error {
  readonly line: number;
  readonly zh: string;
  constructor(line: number, problem: string, zh: string) {
    super(problem);
    this.line = line;
    this.zh = zh;
  }
}
