import { labExec } from "../../../lab/client.ts";

/** What went over a host's migration ports, connection by connection. */
export interface Wire {
  /** Connections that carried data. */
  readonly connections: number;
  /** Those in which a TLS handshake was begun. */
  readonly handshakes: number;
  /** Those with the head of QEMU's stream of memory in clear, and with requests to write a disk (NBD) in clear. */
  readonly clearMemory: number;
  readonly clearDisk: number;
}

/** Fixed text for Python: reads every packet of the host until the file $1 is there or 60 s are over. */
const CAPTURE = `
import json, os, select, socket, sys, time
sock = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.ntohs(3))
flows, hello, memory, disk = set(), set(), set(), set()
until = time.time() + 60
print("ready", flush=True)
open(sys.argv[1] + ".ready", "w").close()
while time.time() < until and not os.path.exists(sys.argv[1]):
    if not select.select([sock], [], [], 0.1)[0]: continue
    packet = sock.recv(65535)
    if packet[12:14] != b"\\x08\\x00" or packet[23] != 6: continue
    at = 14 + (packet[14] & 15) * 4
    source, target = int.from_bytes(packet[at:at+2], "big"), int.from_bytes(packet[at+2:at+4], "big")
    if not 49152 <= target <= 49215: continue
    data = packet[at + (packet[at+12] >> 4) * 4:14 + int.from_bytes(packet[16:18], "big")]
    if not data: continue
    flow = (source, target)
    flows.add(flow)
    if data[:2] == b"\\x16\\x03": hello.add(flow)
    if b"QEVM\\0\\0\\0" in data: memory.add(flow)
    if data[:4] == b"\\x25\\x60\\x95\\x13": disk.add(flow)
print(json.dumps({"connections": len(flows), "handshakes": len(hello), "clearMemory": len(memory), "clearDisk": len(disk)}))
`;

/** Watches a host's migration ports from now on; `stop()` tells what was seen. */
export async function captureWire(host: string): Promise<{ stop(): Promise<Wire> }> {
  const mark = `/tmp/wire-${Date.now()}`;
  const running = labExec(host, ["python3", "-c", CAPTURE, mark]);
  for (let tries = 0; tries < 100; tries++) {
    if ((await labExec(host, ["test", "-e", `${mark}.ready`])).exitCode === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    async stop() {
      await labExec(host, ["touch", mark]);
      const { stdout, stderr } = await running;
      await labExec(host, ["rm", "-f", mark, `${mark}.ready`]);
      const last = stdout.trim().split("\n").at(-1) ?? "";
      if (!last.startsWith("{")) throw new Error(`capture on ${host}: ${stdout} ${stderr}`);
      return JSON.parse(last) as Wire;
    },
  };
}
