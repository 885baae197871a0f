export const report = {
  title: "Preflight report",
  asOf: "As of {time}",
  back: "Back to the matrix",
  print: "Print",
  collecting: "Collecting every finding of what the matrix shows.",
  nothing: "Nothing to report",
  nothingHint: "No VM matches the filters. Go back to the matrix and change them.",
  covers:
    "{vms, plural, one {# VM} other {# VMs}} against {hosts, plural, one {# host} other {# hosts}}. Reasons and ways out are listed for whatever did not pass.",
  cut: "{left, plural, one {# more VM is left out} other {# more VMs are left out}}: a report holds no more. Narrow the matrix down and print in parts.",
  hosts: { title: "Hosts", name: "Name", address: "Address", state: "State", seen: "Facts read" },
  on: "on {host}",
  to: "To {host}",
  clean: "All checks passed.",
  nowhere: "It is on the only host that is shown.",
} as const;
