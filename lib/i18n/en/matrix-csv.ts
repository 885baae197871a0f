/** Columns and words of the matrix as a CSV file (lib/core/preflight/export-csv.ts). */
export const matrixCsv = {
  vm: "VM",
  uuid: "UUID",
  source: "Source host",
  destination: "Destination host",
  verdict: "Verdict",
  block: "Blocks",
  unknown: "Unknown",
  warn: "Warnings",
  pass: "Passed",
  "not-applicable": "Not applicable",
  worst: "Worst finding",
  troubles: "All findings",
  observed: "Oldest fact (UTC)",
  pending: "Not checked yet",
  verdicts: {
    block: "Blocks",
    unknown: "Unknown",
    warn: "Warning",
    pass: "Pass",
    "not-applicable": "Not applicable",
  },
};
