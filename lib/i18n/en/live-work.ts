/** Steps beside the one command, what happened from outside, and the figures of copied files: `live.steps`, `live.outside`, `live.files`. */
export const work = {
  steps: {
    title: "Steps",
    count: "{done, number} of {total, number} done",
    state: {
      waiting: "waits",
      running: "under way",
      done: "done",
      failed: "failed",
      skipped: "not needed",
      undone: "taken back",
      "undo-failed": "could not be taken back",
    },
    undo: "If it fails: {what}",
    undone: "Taken back: {what}",
    undoFailed: "Could not be taken back: {what}",
    copied: "{amount} copied",
    took: "took {time}",
  },
  outside: {
    title: "Noticed from outside",
    intro: "Somebody or something else changed the VM while it moved. VirtFerry did none of this.",
  },
  files: {
    label: "Files",
    text: "{done} copied",
    waiting: "No figures yet: no file is being copied.",
    rate: "Copy rate",
    remaining: "Remaining",
    copied: "Copied",
    forecast: "Files are being copied. The VM stands still, so that the end can be said.",
    state: "State",
  },
} as const;
