import { portReasons } from "./port-reasons.ts";

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
      "not-used": "Nothing goes over SSH from {source} to {destination}.",
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
      "not-used": "Nothing goes over SSH from {source} to {destination}.",
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
      "not-used": "The two libvirts do not talk to each other in this mode.",
      ok: "libvirt on {destination} answers {source}, and it is the host that we mean.",
      itself: "From {source}, the address {address} leads back to {source} itself.",
      "wrong-host": "From {source}, the address {address} leads to another host than {destination}.",
      "not-allowed": "libvirt on {destination} does not let this user manage VMs.",
      "daemon-away": "libvirt on {destination} does not answer: its daemon or socket is not there.",
      "helper-missing": "{destination} lacks the helper that libvirt needs behind ssh (netcat or virt-ssh-helper).",
      "ssh-failed": "The connection from {source} ends at ssh. The SSH check says why.",
      "port-refused": "{address} refuses connections from {source} to port {port}: libvirt does not listen there.",
      "no-route": "There is no route from {source} to {address}.",
      unresolvable: "{source} cannot resolve {address}.",
      certificate: "The two libvirts do not accept each other's certificates, or one is missing. libvirt's own words are below.",
      timeout: "libvirt on {destination} does not answer {source} in time.",
      other: "virsh on {source} cannot open libvirt on {destination}. Its own words are below.",
    },
    hostname: {
      title: "The name that the destination announces leads to it",
      "not-used": "The name that {destination} announces is not used.",
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
    mtu: {
      title: "Large packets reach the destination",
      "not-used": "No data goes over the network at the announced name.",
      "not-tried": "Large packets were not tried: {source} has no ping, or {destination} does not answer one.",
      carried: "Packets of {mtu} bytes from {device} reach {name}.",
      told: "Packets of {mtu} bytes from {device} are too large on the way to {name}, and a router says so: TCP sends smaller ones.",
      lost: "Packets of {mtu} bytes from {device} vanish on the way to {name}, small ones do not. A migration would hang.",
    },
    "data-ports": {
      title: "The migration ports are open",
      tunnelled: "libvirt carries the memory through its own connection.",
      "not-live": "No memory is sent.",
      ...portReasons,
    },
    "disks-port": {
      title: "The port for the disks is open",
      "not-chosen": "No port was chosen for the disks.",
      ...portReasons,
    },
    "disks-socket": {
      title: "The socket for the disks leads to the destination",
      "not-chosen": "No socket was chosen for the disks.",
      "not-tried":
        "The disks go to the socket {path}. It must lead from {source} to {destination} by means of your own; that was not tried.",
    },
    "migrate-address": {
      title: "The chosen address is the destination's",
      "not-chosen": "No address was chosen for the data.",
      ok: "{address} is an address of {destination}.",
      unresolvable: "{source} cannot resolve {address}.",
      loopback: "On {source}, {address} is the loopback address {resolved}: it would send the memory to itself.",
      elsewhere: "{address} ({resolved}) is not an address of {destination}. The memory of {vm} would go to another machine.",
    },
    "listen-address": {
      title: "The destination can listen on the chosen address",
      "not-chosen": "No address was chosen to listen on.",
      anywhere: "{destination} listens on all of its addresses.",
      present: "{address} is an address of {destination}.",
      missing: "{address} is not an address of {destination}.",
      "other-address": "{destination} would listen on {address}, but {source} sends the memory to {sent}.",
    },
    parallel: {
      title: "The number of channels suits link and hosts",
      "not-used": "The memory goes through one channel.",
      fits: "{count, plural, one {# channel} other {# channels}} on a link of {gbit} Gbit/s ({device}). One for each 10 Gbit/s is advised, two at least: {advised}.",
      "speed-unknown":
        "{count, plural, one {# channel} other {# channels}}. The speed of {device} is not known; {advised} are advised unless the link has more than 20 Gbit/s.",
      "too-many":
        "{count} channels keep as many cores busy, and the smaller host has {cores, plural, one {# core} other {# cores}}. {advised} are advised for this link.",
    },
    "copy-tools": {
      title: "The hosts have the programs that copying needs",
      "no-copy": "No disk is copied.",
      present: "Both hosts have {tools}.",
      missing: "{host} does not have {tools}.",
    },
    "free-ports": {
      title: "Migration ports are free",
      "not-used": "No port of the range is used.",
      enough: "{count} ports from {min} to {max} are free on {destination}.",
      few: "Only {count, plural, one {# port} other {# ports}} from {min} to {max} {count, plural, one {is} other {are}} free on {destination}.",
      none: "No port from {min} to {max} is free on {destination}.",
    },
  },
  options: {
    supported: {
      title: "virsh knows the chosen options",
      supported: "Both hosts are new enough, and virsh on {source} knows every option of the command.",
      "no-command": "There is no virsh migrate in this mode.",
      "not-a-command": "No command can be made of these choices.",
      missing: "virsh on {source} does not know {options}.",
    },
  },
} as const;
