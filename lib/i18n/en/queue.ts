/** The queue of migrations: why one waits, what is checked before it goes, its tries. Keys are sent by lib/core/migration/queue and server/migrations/queue. */
export const queue = {
  waits: {
    "destination-full": "{host} already receives {count, number}",
    "source-full": "{host} already sends {count, number}",
    "all-full": "{count, plural, one {# migration is} other {# migrations are}} at work",
    kept: "the next place at {host} is kept for {vm}, which has waited longer",
    "kept-in-all": "the next place is kept for {vm}, which has waited longer",
    "not-due": "its next try is at {atMs, time, short}",
  },
  refused: {
    blocked:
      "While it waited, {count, plural, one {a finding came up that blocks} other {# findings came up that block}} it. Nothing was started.",
    warnings:
      "While it waited, {count, plural, one {a warning came up} other {# warnings came up}} that nobody has acknowledged. Nothing was started.",
    changed:
      "While {vm} waited, something changed, and another command would run than the one that was reviewed. Nothing was started.",
    "host-offline": "{host} was offline when it was this migration's turn. Nothing was started.",
    advice: "Open the wizard with the same choices. Its preflight and review show how things are now.",
    findings: "What was found",
  },
  notes: {
    rechecking: "Its turn has come. Both hosts are checked once more, because some time has passed.",
    rechecked: "Nothing stands in the way, and the commands are those that were reviewed.",
    changed: "Reviewed: {reviewed}. Now it would be: {now}.",
    "waits-for-host": "Waits for the connection to {host}.",
    "not-started": "Nothing was started, and no host was changed.",
    "next-try": "Try {attempt, number}, after {before} failed.",
  },
  page: {
    line: "Waits: {reason}.",
    place: "{position, plural, =1 {It is next in line.} other {It is number # in line.}}",
    placeShort: "{position, plural, =1 {next in line} other {number #}}",
    rowWaits: "waits: {reason}",
    since: "Waiting for",
    nothingRan: "Nothing has run on a host yet.",
    turn: "Its turn has come. It is checked once more before it starts.",
    cancel: "Cancel",
    cancelTitle: "Cancel the migration of {vm}?",
    cancelBody: "It is taken out of the queue. {vm} stays on {from}. Nothing was done on any host.",
    cancelConfirm: "Cancel the migration of {vm}",
    cancelKeep: "Let it wait",
    attempt: "Try {attempt, number} of {most, number}",
    before: "The try before",
    next: "The next try",
    limits: "Limits",
  },
  settings: {
    title: "Queue",
    intro:
      "How many migrations may be at work at once. The others wait in line. What runs already is not stopped by a lower number.",
    perSource: "From one host",
    perSourceHint: "More than one share the link, and each takes longer to finish.",
    perDestination: "To one host",
    inAll: "In all",
    save: "Save limits",
    saved: "The limits are saved and hold from now on.",
    loadFailed: "The limits could not be read.",
    saveFailed: "The limits were not saved.",
  },
  wizard: {
    title: "Queue and another try",
    summary:
      "{priority, select, low {low priority} high {high priority} other {normal priority}}, {times, plural, =0 {no other try} one {# more try} other {# more tries}}",
    priority: "Priority",
    priorityHint:
      "Who goes first when migrations have to wait. After every ten minutes of waiting, one counts as one priority higher.",
    low: "Low",
    normal: "Normal",
    high: "High",
    times: "Try again",
    timesHint:
      "How often, if it fails for a cause that can pass, such as a lost connection. Only if the VM certainly stayed where it was.",
    timesUnit: "times",
    minutes: "After",
    minutesHint: "Everything is checked anew before each try.",
    minutesUnit: "min",
    label: "Queue",
    review: {
      priority: "It has {priority, select, low {low} high {high} other {normal}} priority if it has to wait.",
      retry:
        "If it fails for a cause that can pass and {vm} is on {from} as before, it is tried again after {minutes, number} min, {times, plural, one {once} other {up to # times}}.",
    },
  },
} as const;
