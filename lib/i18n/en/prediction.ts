/** What the forecast before the start says: why, and what it advises. */
export const prediction = {
  reasons: {
    quiet: "The VM changes little memory: nearly all of it is sent once.",
    shrinks: "Each pass leaves about {percent} % of the one before it, until the rest fits into the downtime limit.",
    nearly:
      "Each pass leaves about {percent} % of the one before it. It is expected to end, but a somewhat busier VM or a slower link would stop that.",
    fits: "The VM changes memory faster than it can be sent, but always the same pages: sending them takes {ms} ms, which fits into the downtime limit.",
    "too-busy": "It dirties {dirty} MiB/s, and {sent} MiB/s can be sent: pre-copy does not come to an end.",
    "by-hand-only":
      "It dirties {dirty} MiB/s, and {sent} MiB/s can be sent: it ends only when somebody switches it to post-copy.",
    "throttle-not-enough": "It dirties {dirty} MiB/s, and {sent} MiB/s can be sent: slowing it is not expected to be enough.",
    throttled: "It ends once auto-converge has slowed the VM by about {throttle} %.",
    "post-copy": "It ends by post-copy: the VM runs at the destination while the rest is fetched, for about {seconds} s.",
    suspended: "It is not over when its time is up after {seconds} s: then the VM is paused, and the rest is sent.",
    "time-limit": "It is not expected to be over when it is aborted after {seconds} s.",
    offline: "The VM is shut off: its files are copied once.",
    "cold-copy": "The VM is shut off: its files are copied once.",
    "saved-state": "The VM stands still from being saved at the source until it is restored at the destination.",
    "no-bandwidth": "It is not known what the link carries. Measure it, or give a bandwidth limit.",
    "no-dirty-rate": "It is not known how fast the VM changes its memory. Measure it.",
  },
  advice: {
    "no-limit": "Without the limit of {limit} MiB/s the link carries more.",
    channels: "One connection does not fill this link: use {count, plural, one {one} other {#}}.",
    "more-downtime": "With a downtime limit of {ms} ms the last pages fit into it.",
    "post-copy":
      "With post-copy after the first pass it ends in any case. The VM is slower until all is fetched, and cannot go back if the link fails meanwhile.",
    "auto-converge": "Auto-converge slows the VM until its changes can be sent.",
    "saved-state": "Moved with its state saved to a file, it stands still for about {seconds} s.",
  },
} as const;
