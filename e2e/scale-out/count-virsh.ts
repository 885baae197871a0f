import { labExec } from "../../lab/client.ts";

/*
 * Counts each `virsh migrate` that a host of the lab runs, whoever asked for it: another program of virsh's name lies over virsh, writes a line and
 * becomes virsh. It knows nothing of any console.
 */

const FOLDER = "/run/lab-count";
const LAY = `
[ -e ${FOLDER}/virsh ] && exit 0
mkdir -p ${FOLDER} && cp /usr/bin/virsh ${FOLDER}/virsh && : >${FOLDER}/log && cat >${FOLDER}/counting && chmod 0755 ${FOLDER} ${FOLDER}/virsh ${FOLDER}/counting
mount --bind ${FOLDER}/counting /usr/bin/virsh`;
const COUNTING = `#!/bin/sh
for word; do
  if [ "$word" = migrate ]; then echo "$(date +%s%3N) $*" >>${FOLDER}/log; break; fi
done
exec ${FOLDER}/virsh "$@"
`;

/** One \`virsh migrate\` that was begun. */
export interface VirshRun {
  readonly host: string;
  readonly atMs: number;
  readonly line: string;
}

/** Begins to count on these hosts. */
export async function startCounting(hosts: readonly string[]): Promise<{
  /** All that was begun so far, in the order of each host. */
  runs(): Promise<readonly VirshRun[]>;
  stop(): Promise<void>;
}> {
  for (const host of hosts) await must(host, LAY, COUNTING);
  return {
    async runs() {
      const logs = await Promise.all(hosts.map(async (host) => ({ host, log: await must(host, `cat ${FOLDER}/log`) })));
      return logs.flatMap(({ host, log }) =>
        log
          .split("\n")
          .filter((line) => line !== "")
          .map((line) => ({ host, atMs: Number(line.split(" ", 1)[0]), line })),
      );
    },
    async stop() {
      for (const host of hosts) await must(host, `umount /usr/bin/virsh; rm -rf ${FOLDER}`);
    },
  };
}

async function must(host: string, script: string, input?: string): Promise<string> {
  const { exitCode, stdout, stderr } = await labExec(host, ["sh", "-c", script], { input });
  if (exitCode !== 0) throw new Error(`${host}: ${stderr}`);
  return stdout;
}
