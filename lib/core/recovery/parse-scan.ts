import type { FoundFile, FoundImage, FoundJob } from "./input.ts";

/** Reads the list of remote jobs; null when it was cut off or is something else. */
export function parseJobs(text: string): { readonly jobs: readonly FoundJob[]; readonly hostNowMs: number } | null {
  const end = /^end (\d{10,16})$/m.exec(text)?.[1];
  if (end === undefined) return null;
  const jobs = [
    ...text.matchAll(/^job ([A-Za-z0-9][A-Za-z0-9-]{0,63}) (starting|running|ended|vanished) (\d{1,10}) (\d{1,16})$/gm),
  ];
  return {
    hostNowMs: Number(end),
    jobs: jobs.map(([, jobId = "", state, pid, began]) => ({
      jobId,
      // The pattern holds the four words.
      state: state as FoundJob["state"],
      pid: pid === "0" ? null : Number(pid),
      startedAtMs: Number(began),
    })),
  };
}

/** Reads the list of files, whose records end with `mark`. What is no record is left out. */
export function parseFiles(
  text: string,
  mark: string,
): { readonly files: readonly FoundFile[]; readonly images: readonly FoundImage[] } {
  const files: FoundFile[] = [];
  const images: FoundImage[] = [];
  for (const entry of text.split(mark)) {
    const [, kind, inode = "", bytes = "", changedAt = "", path = ""] =
      /^(part-folder|passing-image|image) (\d+) (\d+) (\d+\.\d+) (\/.*)$/s.exec(entry) ?? [];
    if (kind === "image") images.push({ path, inode, bytes, changedAt });
    else if (kind === "part-folder" || kind === "passing-image") files.push({ kind, path, inode, bytes, changedAt });
  }
  return { files, images };
}
