/**
 * How an interactive virsh whose stdin is a pipe prints what lies around a command's output. With readline it echoes prompt and line;
 * without, only the prompt. A reply is ended by two lines: `echo MARK`, which prints MARK without a newline on stdout, and MARK alone,
 * an unknown command, whose complaint ends the reply on stderr and makes virsh flush stdout (every version does; `echo --err` is newer).
 */
export interface VirshDialect {
  readonly prompt: string;
  readonly echoes: boolean;
  /** stderr's complaint about an unknown command, cut at the command's name. */
  readonly complaint: readonly [before: string, after: string];
}

/** The two lines that end a reply. */
export function closingLines(mark: string): string {
  return `echo ${mark}\n${mark}\n`;
}

/** What ends the reply on stdout. */
export function stdoutTerminator(dialect: VirshDialect, mark: string): Buffer {
  const { prompt, echoes } = dialect;
  return Buffer.from(echoes ? `${prompt}echo ${mark}\n${mark}${prompt}${mark}\n` : `${prompt}${mark}${prompt}`);
}

/** What ends the reply on stderr. */
export function stderrTerminator(dialect: VirshDialect, mark: string): Buffer {
  return Buffer.from(dialect.complaint.join(mark));
}

/** A command's own output: the reply without what stands in front of it, byte for byte. */
export function outputOf(dialect: VirshDialect, reply: Buffer): Buffer {
  if (!dialect.echoes) return reply.subarray(Math.min(dialect.prompt.length, reply.length));
  // The echoed line has no newline in it, however readline scrolled it.
  const endOfEcho = reply.indexOf("\n");
  return endOfEcho < 0 ? Buffer.alloc(0) : reply.subarray(endOfEcho + 1);
}

/** Learns the dialect from the very first reply, to the closing lines alone; undefined while it is incomplete. */
export function learnDialect(stdout: string, stderr: string, mark: string): VirshDialect | undefined {
  const complaint = new RegExp(`^(.*)${mark}(.*\\n)`, "m").exec(stderr);
  if (!complaint) return undefined;
  const [, before = "", after = ""] = complaint;
  const echoing = new RegExp(`^(.*)echo ${mark}\\n${mark}(.*)${mark}\\n`, "m").exec(stdout);
  if (echoing?.[1] !== undefined && echoing[1] === echoing[2])
    return { prompt: echoing[1], echoes: true, complaint: [before, after] };
  const silent = new RegExp(`^(.+)${mark}\\1`, "m").exec(stdout);
  return silent?.[1] !== undefined && !stdout.includes("echo ")
    ? { prompt: silent[1], echoes: false, complaint: [before, after] }
    : undefined;
}
