/** A spec that shows a code at work, as documentation and as a test. */
export interface Example {
  readonly spec: string;
  /** The files that it includes, by the path written there. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A failing example also names where the code is reported: `7:7`. */
export interface FailingExample extends Example {
  readonly at: string;
}

/** What no spec can show: files on the disk, or a command line. */
export interface Situation {
  /** What the situation is, in one sentence. */
  readonly when: string;
  readonly command: string;
  /** The first line that the command prints about it. */
  readonly prints: string;
}
