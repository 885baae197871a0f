/** Titles and reasons of these checks, by rule id; every text may use {vm}, {source} and {destination}. */
export const pathRules = {
  path: {
    "source-online": {
      title: "The source host answers",
      online: "{source} answers.",
      connecting: "The first connection to {source} is still being made.",
      unreachable: "{source} does not answer, so nothing can be moved. What is shown about it is old.",
      refused: "{source} is blocked until an admin acts: its host key changed, or it refuses our key.",
    },
    "destination-online": {
      title: "The destination host answers",
      online: "{destination} answers.",
      connecting: "The first connection to {destination} is still being made.",
      unreachable: "{destination} does not answer, so nothing can be moved. What is shown about it is old.",
      refused: "{destination} is blocked until an admin acts: its host key changed, or it refuses our key.",
    },
    ssh: {
      title: "The source reaches the destination by SSH",
      ok: "{source} logs in to {destination} ({address}, port {port}) by key, with a host key that it knows.",
      "host-key-unknown":
        "{source} does not know the host key of {address}. libvirt on {source} cannot ask anybody, so the migration would fail.",
      "host-key-changed":
        "{source} knows {address} by another host key than the one it presents. It was reinstalled, or something stands in between.",
      denied: "{address} refuses the key of libvirt on {source}.",
      unresolvable: "{source} cannot resolve the name {address}.",
      refused: "{address} refuses connections to port {port} from {source}.",
      "no-route": "There is no route from {source} to {address}.",
      timeout: "{address}, port {port}, does not answer {source} in time.",
      other: "ssh from {source} to {address} fails. Its own words are below.",
    },
    "host-key": {
      title: "The source trusts the right host key",
      same: "{source} knows {destination} by the same host key that VirtFerry pinned.",
      "other-key":
        "{source} trusts another host key for {destination} than the one that VirtFerry pinned. The memory of {vm} could go to another machine.",
      "other-algorithm":
        "{source} knows {destination} by keys of other algorithms only, so they cannot be compared with the pinned one.",
      "not-known": "{source} knows no host key of {destination}.",
      unreadable: "The known hosts of libvirt on {source} cannot be read with our login.",
    },
    libvirt: {
      title: "libvirt reaches libvirt",
      ok: "libvirt on {destination} answers {source}, and it is the host that we mean.",
      itself: "From {source}, the address {address} leads back to {source} itself.",
      "wrong-host": "From {source}, the address {address} leads to another host than {destination}.",
      "not-allowed": "libvirt on {destination} does not let this user manage VMs.",
      "daemon-away": "libvirt on {destination} does not answer: its daemon or socket is not there.",
      "helper-missing": "{destination} lacks the helper that libvirt needs behind ssh (netcat or virt-ssh-helper).",
      "ssh-failed": "The connection from {source} ends at ssh. The SSH check says why.",
      timeout: "libvirt on {destination} does not answer {source} in time.",
      other: "virsh on {source} cannot open libvirt on {destination}. Its own words are below.",
    },
    hostname: {
      title: "The name that the destination announces leads to it",
      ok: "{destination} announces itself as {name}, and {source} resolves that to {address}.",
      "not-checked-against":
        "{source} resolves {name} to {address}. The addresses of {destination} could not be read to compare.",
      localhost: "{destination} announces itself as {name}. libvirt refuses a migration to such a name.",
      loopback: "{source} resolves {name} to the loopback address {address}: it would send the memory to itself.",
      unresolvable: "{destination} tells {source} to send the memory to {name}, but {source} cannot resolve that name.",
      elsewhere: "{source} resolves {name} to {address}, which is not an address of {destination}.",
      "conf-unreadable":
        "The hostname {name} does not lead to {destination}, but qemu.conf there may set another name (migration_host) that our login cannot read.",
    },
    "data-ports": {
      title: "The migration ports are open",
      open: "{source} connected to a listener on {address}, port {port}.",
      refused:
        "A listener on {destination} waited on port {port}, but {source} was refused. A firewall rejects the range {min}-{max}.",
      timeout:
        "A listener on {destination} waited on port {port}, but {source} got no answer. A firewall drops the range {min}-{max}.",
      "no-route": "There is no route from {source} to {address}.",
      unresolvable: "{source} cannot resolve {address}.",
      "no-listener-tool":
        "{destination} has neither python3, perl, socat nor nc, so no listener could be opened to try the ports.",
      "no-connect-tool": "{source} has neither bash, python3 nor nc, so the ports could not be tried.",
      "no-free-port": "Every port from {min} to {max} on {destination} is taken.",
      other: "The ports could not be tried. What was seen is below.",
    },
    "free-ports": {
      title: "Migration ports are free",
      enough: "{count} ports from {min} to {max} are free on {destination}.",
      few: "Only {count, plural, one {# port} other {# ports}} from {min} to {max} {count, plural, one {is} other {are}} free on {destination}.",
      none: "No port from {min} to {max} is free on {destination}.",
    },
  },
  options: {
    supported: {
      title: "virsh knows the chosen options",
      supported: "virsh on {source} knows every option of the command.",
      missing: "virsh on {source} does not know {options}.",
    },
  },
} as const;
