const MAX_TEXT = 65_536;
const MAX_ENTRIES = 400;

export interface QemuParameter {
  readonly name: string;
  /** As QEMU prints it, with its unit. */
  readonly value: string;
}

export interface QemuCapability {
  readonly name: string;
  readonly on: boolean;
}

/** Reads HMP `info migrate_parameters`: lines `name: value`. Lines of another form are left out; newer QEMUs have more of them. */
export function parseMigrateParameters(text: string): readonly QemuParameter[] {
  return lines(text).flatMap((line): QemuParameter[] => {
    const [, name, value] = /^([a-z][a-z0-9_-]{0,63}): ?(.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [{ name, value: (value ?? "").trim() }];
  });
}

/** Reads HMP `info migrate_capabilities`: lines `name: on|off`. */
export function parseMigrateCapabilities(text: string): readonly QemuCapability[] {
  return lines(text).flatMap((line): QemuCapability[] => {
    const [, name, word] = /^([a-z][a-z0-9_-]{0,63}): (on|off)$/.exec(line) ?? [];
    return name === undefined ? [] : [{ name, on: word === "on" }];
  });
}

function lines(text: string): readonly string[] {
  return text
    .slice(0, MAX_TEXT)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .slice(0, MAX_ENTRIES);
}
