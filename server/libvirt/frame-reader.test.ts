import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { frameReader } from "./frame-reader.ts";

const END = Buffer.from("virsh # echo vf00\nvf00");

function read(bytes: Buffer, sizes: readonly number[], maxBytes: number) {
  const reader = frameReader(END, maxBytes);
  let from = 0;
  for (let turn = 0; from < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    const frame = reader.push(bytes.subarray(from, from + size));
    from += size;
    if (frame) return { ...frame, rest: Buffer.concat([frame.rest, bytes.subarray(from)]) };
  }
  return undefined;
}

describe("frameReader", () => {
  it("gives back the bytes in front of the terminator, whatever they are and however they are cut", () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 30 }),
      fc.constantFrom(END.subarray(0, 7), END.subarray(0, END.length - 1), Buffer.from("中")),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 20 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
        (pieces, sizes) => {
          const body = Buffer.concat(pieces);
          // A terminator that is there by chance would end the frame rightly.
          fc.pre(body.indexOf(END) < 0 && Buffer.concat([body, END]).indexOf(END) === body.length);
          const frame = read(Buffer.concat([body, END, Buffer.from("virsh # ")]), sizes, 10_000);
          expect(frame?.bytes.equals(body)).toBe(true);
          expect(frame?.truncated).toBe(false);
          expect(frame?.rest.toString()).toBe("virsh # ");
        },
      ),
    );
  });

  it("keeps the first part of what is too long and still finds the end", () => {
    const frame = read(Buffer.concat([Buffer.alloc(1_000_000, 0x61), END]), [65_536], 100);
    expect(frame).toMatchObject({ truncated: true });
    expect(frame?.bytes.toString()).toBe("a".repeat(100));
  });

  it("waits when the end has not come", () => {
    expect(read(Buffer.from("abc"), [1], 100)).toBeUndefined();
  });
});
