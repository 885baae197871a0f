import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import pg from "pg";
import { labExec } from "../../lab/client.ts";
import { hosts } from "../../lab/hosts.ts";
import { labName } from "../../lab/parts/config.ts";
import type { SoakServer } from "./server.ts";

/** What may grow without anybody noticing. Counts, MiB. */
export type Figures = Readonly<Record<FigureName, number>>;
export type FigureName = (typeof FIGURES)[number];

export const FIGURES = [
  "RSS MiB",
  "heap MiB",
  "external MiB",
  "resources",
  "file descriptors",
  "sockets",
  "ssh channels",
  "threads",
  "children",
  "database connections",
  "database MiB",
  "queue rows",
  "ssh sessions on hosts",
  "processes on hosts",
  "job folders on hosts",
  "temporary files on hosts",
  "temporary files",
  "data files",
  "network namespaces",
] as const;

const MIB = 2 ** 20;

/** All of them, after the server was left alone for a moment and its garbage collected. */
export async function takeFigures(virtferry: SoakServer): Promise<Figures> {
  const heap = await virtferry.heap();
  const pid = virtferry.pid();
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const number = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? Number.NaN);
  const descriptors = readdirSync(`/proc/${pid}/fd`).flatMap((fd) => linkOf(`/proc/${pid}/fd/${fd}`));
  const { temporary, kept } = virtferry.files();
  const onHosts = await Promise.all(hosts.map(({ name }) => lookAtHost(name)));
  const sum = (pick: (one: HostFigures) => number) => onHosts.reduce((all, one) => all + pick(one), 0);
  return {
    "RSS MiB": number("VmRSS") / 1024,
    "heap MiB": heap.heapUsed / MIB,
    "external MiB": heap.external / MIB,
    resources: heap.resources,
    "file descriptors": descriptors.length,
    sockets: descriptors.filter((link) => link.startsWith("socket:")).length,
    "ssh channels": heap.channels,
    threads: number("Threads"),
    children: readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).length,
    ...(await lookAtDatabase(virtferry.socketDir())),
    "ssh sessions on hosts": sum(({ sessions }) => sessions),
    "processes on hosts": sum(({ processes }) => processes),
    "job folders on hosts": sum(({ jobs }) => jobs),
    "temporary files on hosts": sum(({ files }) => files),
    "temporary files": temporary.length,
    "data files": kept.length,
    "network namespaces": readdirSync("/run/netns").filter((name) => name.startsWith(`${labName()}-`)).length,
  };
}

/** A descriptor that was closed meanwhile is left out. */
function linkOf(path: string): string[] {
  try {
    return [readlinkSync(path)];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

interface HostFigures {
  readonly sessions: number;
  readonly processes: number;
  readonly jobs: number;
  readonly files: number;
}

const LOOK = `
pgrep -c sshd; ls -d /proc/[0-9]* | wc -l
ls -A /root/.cache/virtferry/jobs /var/tmp/virtferry-*/jobs 2>/dev/null | grep -c '^m'
ls -A /tmp /var/tmp /dev/shm /root | wc -l`;

async function lookAtHost(host: string): Promise<HostFigures> {
  const { stdout } = await labExec(host, ["sh", "-c", LOOK]);
  const [sessions = 0, processes = 0, jobs = 0, files = 0] = stdout.split("\n").map(Number);
  return { sessions, processes, jobs, files };
}

async function lookAtDatabase(socketDir: string) {
  const client = new pg.Client({ host: socketDir, user: "virtferry", database: "postgres" });
  await client.connect();
  try {
    const ask = async (sql: string) => Number((await client.query<{ n: string }>(sql)).rows[0]?.n ?? Number.NaN);
    return {
      "database connections": await ask("select count(*) n from pg_stat_activity where client_port is not null"),
      "database MiB": (await ask("select pg_database_size(current_database()) n")) / MIB,
      "queue rows": await ask("select count(*) n from queue.job"),
    };
  } finally {
    await client.end();
  }
}
