/** What became of a listener on the destination that the source tried: for the ports of memory and of disks. */
export const portReasons = {
  open: "{source} connected to a listener on {address}, port {port}.",
  refused: "A listener on {destination} waited on port {port}, but {source} was refused. A firewall rejects {range}.",
  timeout: "A listener on {destination} waited on port {port}, but {source} got no answer. A firewall drops {range}.",
  "no-route": "There is no route from {source} to {address}.",
  unresolvable: "{source} cannot resolve {address}.",
  "no-listener-tool": "{destination} has neither python3, perl, socat nor nc, so no listener could be opened to try the ports.",
  "no-connect-tool": "{source} has neither bash, python3 nor nc, so the ports could not be tried.",
  "no-free-port": "No port of {range} is free on {destination}.",
  other: "The ports could not be tried. What was seen is below.",
} as const;
