/** Name of the file, with the minute that it was made in (UTC, so that names sort by time everywhere). */
export function csvName(atMs: number): string {
  return `preflight-${new Date(atMs).toISOString().slice(0, 16).replaceAll(":", "")}.csv`;
}

/** Hands the browser a text file to save. */
export function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun by then; until it has, the address must live.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
