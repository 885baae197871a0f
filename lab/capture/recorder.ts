import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { onHost } from "../parts/host-process.ts";
import type { RunOptions, RunResult } from "../parts/run.ts";
import { hostOf, type Lab } from "../parts/state.ts";

interface Entry {
  readonly file: string;
  readonly host: string;
  readonly argv: readonly string[];
  readonly exitCode: number;
  readonly note: string | undefined;
}

/** Collects what commands on the hosts print, one file each, and the list of them. */
export interface Recorder {
  readonly lab: Lab;
  /** Runs a command on a host with LC_ALL=C and keeps its stdout as NAME.txt (or .xml, .json) and its stderr as NAME.stderr.txt. */
  record(file: string, host: string, argv: readonly string[], note?: string): Promise<RunResult>;
  /** Keeps the result of a command that was run otherwise. */
  keep(file: string, host: string, argv: readonly string[], result: RunResult, note?: string): Promise<void>;
  /** Runs a command without keeping it. */
  run(host: string, argv: readonly string[], options?: RunOptions): Promise<RunResult>;
  writeIndex(): Promise<void>;
}

/** A recorder that writes into a folder. */
export async function openRecorder(lab: Lab, folder: string): Promise<Recorder> {
  const entries = new Map<string, Entry>();
  await mkdir(folder, { recursive: true });
  const run = (host: string, argv: readonly string[], options: RunOptions = {}) =>
    onHost(hostOf(lab, host), ["env", "LC_ALL=C", ...argv], { timeoutMs: 180_000, ...options });
  const keep: Recorder["keep"] = async (file, host, argv, result, note) => {
    const base = file.replace(/\.(txt|xml|json)$/, "");
    await rm(join(folder, `${base}.stderr.txt`), { force: true });
    const hasError = result.stderr !== "";
    if (result.stdout !== "" || !hasError) await writeFile(join(folder, file), result.stdout);
    if (hasError) await writeFile(join(folder, `${base}.stderr.txt`), result.stderr);
    const written = [...(result.stdout !== "" || !hasError ? [file] : []), ...(hasError ? [`${base}.stderr.txt`] : [])].join(" ");
    entries.set(file, { file: written, host, argv, exitCode: result.exitCode, note });
  };
  return {
    lab,
    run,
    keep,
    record: async (file, host, argv, note) => {
      const result = await run(host, argv);
      await keep(file, host, argv, result, note);
      return result;
    },
    writeIndex: () => writeIndex(lab, folder, [...entries.values()]),
  };
}

async function writeIndex(lab: Lab, folder: string, entries: readonly Entry[]): Promise<void> {
  const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");
  const quote = (argv: readonly string[]) => argv.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`)).join(" ");
  const rows = entries.map(({ file, host, argv, exitCode, note }) => {
    const cells = [file, host, `\`${cell(quote(argv))}\``, exitCode, cell(note ?? "")];
    return `| ${cells.join(" | ")} |`;
  });
  const release = await readFile("/etc/os-release", "utf8").catch(() => "");
  const system = /^PRETTY_NAME="(.*)"$/m.exec(release)?.[1] ?? "Linux";
  const text = `# Real texts for the parsers' tests

Captured on the lab's hosts (${system}, subnet 10.77.${lab.state.subnet}.0/24) with \`npm run lab -- capture FOLDER\`, \`LC_ALL=C\`, unchanged.
\`NAME.stderr.txt\` is what the same command said on stderr. hv1 and hv2 are fit for each other; hv3 lacks bridge, shared storage, TLS and open ports.

| file | host | command | exit | note |
| --- | --- | --- | --- | --- |
${rows.join("\n")}
`;
  await writeFile(join(folder, "README.md"), text);
}
