export const errors = {
  /** By the code of the issue in lib/contract/inputs.ts. */
  field: {
    required: "Fill this in.",
    address: "Give a host name or an IP address, without a scheme, user, port or path.",
    port: "Give a whole number from 1 to 65535.",
    user: "Give a login name: lower-case letters, digits, - and _, not starting with a dash.",
    key: "Choose one of the stored keys.",
    long: "This is too long.",
    fingerprint: "Give the fingerprint as SHA256: and 43 characters, as ssh-keygen -l shows it.",
    "private-key": "Paste a whole OpenSSH or PEM private key, with its BEGIN and END lines.",
    downtime: "Give a whole number of milliseconds from 1 to 60000.",
    bandwidth: "Give a whole number of MiB/s from 1 to 1048576, or leave it empty for no limit.",
    timeout: "Give a whole number of seconds from 1 to 86400.",
    id: "This is not an id that VirtFerry gave out. Reload the page.",
    uuid: "This is not the UUID of a VM.",
    "undefine-needs-persistent": "Removing the definition at the source needs a persistent VM at the destination.",
    invalid: "This value cannot be used.",
  },
  generic: {
    malformed: "The request could not be read. Send JSON, as the API description says.",
    "too-large": "The request is larger than 1 MiB.",
    "foreign-origin":
      "The request came from another web address ({origin}) than the one this server is known by. Open the console at its own address, or set VIRTFERRY_PUBLIC_URL.",
    "not-signed-in": "Your session has ended. Sign in again.",
    "not-found": "There is no such thing, or it was removed meanwhile.",
    internal: "Something went wrong in the server. Its log has the details under {logId}.",
    network: "The server does not answer. What is shown may be out of date.",
    unexpected: "The server gave an answer that this page does not understand. Reload the page.",
  },
  /** Hosts and keys. */
  inventory: {
    "host-not-found": "This host is not registered any more.",
    "already-registered": "This host is already registered as {name}.",
    "name-taken": "Another host is called {name}. Give this one another name.",
    "host-key-differs":
      "You accepted {accepted}, but the host now shows {presented}. Nothing was changed. Read the fingerprint on the host itself before you try again.",
    migrating:
      "{host} takes part in {count, plural, one {a migration that has} other {# migrations that have}} not ended. Wait for the end, or abort, then remove the host.",
    "key-unknown": "This key is not stored any more. Choose another one.",
    "key-in-use": "{count, plural, one {One host uses} other {# hosts use}} this key: {hosts}. Remove them first.",
    "key-stored-already": "This key is already stored as {name}.",
    "key-is-the-servers": "This is the server's own key. It cannot be removed.",
    "key-not-a-key": "This is not a private key. Paste the whole file, with its BEGIN and END lines.",
    "key-public-key-only": "This is a public key. Paste the private one.",
    "key-passphrase-missing": "This key is locked. Give its passphrase.",
    "key-passphrase-wrong": "The passphrase does not open this key.",
    "key-unsupported": "This kind of private key cannot be used. Use an ed25519, ECDSA or RSA key in OpenSSH or PEM form.",
  },
  preflight: {
    "unknown-host": "This host is not registered any more.",
    "domain-gone": "This VM is not on {host} any more. Choose it again from the list.",
  },
  /** Starting and stopping a migration. */
  migrations: {
    "same-host": "Choose another host: the VM is already there.",
    "unknown-host": "This host is not registered any more.",
    "domain-gone": "This VM is not on {host} any more. Choose it again from the list.",
    "not-running": "{vm} is not running on {host}. A live migration needs a running VM.",
    "host-offline": "{host} does not answer. Nothing was started.",
    "preflight-blocked": "Preflight stands in the way. Nothing was started.",
    "acknowledge-warnings": "There are warnings that you have not acknowledged. Nothing was started.",
    "already-migrating": "{vm} is already being migrated to {host}.",
    "two-definitions":
      "Without removing it at the source, this VM would be defined on two hosts and could be started twice on the same disks.",
    "undefine-needs-persistent":
      "Removing the definition at the source without defining the VM at the destination would leave it defined nowhere.",
    "not-found": "There is no such migration.",
    "too-late": "It is too late to abort: the migration has ended or is being checked.",
  },
} as const;
