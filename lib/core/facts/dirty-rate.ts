import { numberField, parseRawFields } from "./raw-fields.ts";

const MIB = 1_048_576;

/** QEMU's word on its latest measurement (`dirtyrate.calc_status`): none yet, at it, done. */
export type DirtyRateReading =
  | { readonly status: "unstarted" }
  | { readonly status: "measuring" }
  | { readonly status: "measured"; readonly bytesPerSec: number; readonly startedAtS: number; readonly periodS: number };

/**
 * Reads `virsh domstats --dirtyrate --raw` of one domain. The rate is whole MiB/s (QEMU shifts bytes by 20, whatever the field's name says); the
 * start is seconds of the host's uptime, which tells one measurement from the next. Null when the text is something else.
 */
export function parseDirtyRate(text: string): DirtyRateReading | null {
  const fields = parseRawFields(text.slice(0, 65_536).split("\n"), "=");
  const read = (name: string) => numberField(fields, `dirtyrate.${name}`);
  switch (read("calc_status")) {
    case 0:
      return { status: "unstarted" };
    case 1:
      return { status: "measuring" };
    case 2: {
      const mib = read("megabytes_per_second");
      if (mib === null) return null;
      return {
        status: "measured",
        bytesPerSec: mib * MIB,
        startedAtS: read("calc_start_time") ?? 0,
        periodS: read("calc_period") ?? 0,
      };
    }
    default:
      return null;
  }
}
