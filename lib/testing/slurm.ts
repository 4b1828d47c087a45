/** A private Slurm of two nodes on this machine: Debian's slurm-wlm and munge, on loopback alone. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { hostname, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { skippedWithout } from "./skipped-without.js";

const NODES = ["n1", "n2"] as const;

/** Most jobs that an array may have there. */
export const MOST_IN_ARRAY = 50;

/** Where Debian has its daemons. */
const SBIN = "/usr/sbin:/sbin";

/** Whether tests that need Slurm are skipped, with a line that says so; never in CI. */
export function skippedWithoutSlurm(what: string): boolean {
  const path = process.env["PATH"];
  process.env["PATH"] = `${path}:${SBIN}`;
  const skipped = skippedWithout(["setpriv", "sbatch", "slurmctld", "slurmd", "munged"], what);
  process.env["PATH"] = path;
  return skipped;
}

export interface Slurm {
  /** What a command needs to find it: SLURM_CONF. */
  readonly environment: { readonly SLURM_CONF: string };
  /** Ends all its jobs and daemons. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts it, with all that it writes in `folder`.
 * @throws Error with the ends of its logs if its nodes are not there after 20 s.
 */
export async function startSlurm(folder: string): Promise<Slurm> {
  const at = (name: string): string => join(folder, name);
  for (const name of ["munge", "state", "spool"]) mkdirSync(at(name), { recursive: true });
  for (const name of ["", "munge"]) chmodSync(at(name), 0o755); // a socket's folders are open to all
  writeFileSync(at("munge/key"), randomBytes(128), { mode: 0o600 });
  const ports = await freePorts(1 + NODES.length);
  const conf = at("slurm.conf");
  const { username } = userInfo();
  const nodes = NODES.map((name, i) => {
    return `NodeName=${name} NodeHostname=${host()} NodeAddr=127.0.0.1 Port=${ports[i + 1]} CPUs=1 RealMemory=4096`;
  });
  const settings = [
    "ClusterName=edgesteps",
    `SlurmctldHost=${host()}(127.0.0.1)`,
    `SlurmctldPort=${ports[0]}`,
    `SlurmUser=${username}`,
    `SlurmdUser=${username}`,
    "AuthType=auth/munge",
    "CredType=cred/munge",
    `AuthInfo=socket=${at("munge/socket")}`,
    "CommunicationParameters=NoCtldInAddrAny,NoInAddrAny",
    `StateSaveLocation=${at("state")}`,
    `SlurmdSpoolDir=${at("spool/%n")}`,
    `SlurmctldPidFile=${at("slurmctld.pid")}`,
    `SlurmdPidFile=${at("%n.pid")}`,
    "ProctrackType=proctrack/linuxproc",
    "TaskPlugin=task/none",
    "MpiDefault=none",
    "MailProg=/bin/true",
    "SelectType=select/cons_tres",
    "SelectTypeParameters=CR_CPU",
    "SchedulerParameters=sched_interval=1,bf_interval=1,batch_sched_delay=0",
    "SlurmdParameters=config_overrides", // nodes have what is said here
    "ReturnToService=2",
    "KillWait=2",
    `MaxArraySize=${MOST_IN_ARRAY + 1}`,
    ...nodes,
    "PartitionName=main Nodes=ALL Default=YES State=UP",
  ];
  writeFileSync(conf, `${settings.join("\n")}\n`);

  const environment = { SLURM_CONF: conf };
  const env = { ...process.env, ...environment, PATH: `${process.env["PATH"]}:${SBIN}` };
  const daemons: ChildProcess[] = [];
  const logs: string[] = [];
  const start = (program: string, ...argv: string[]): void => {
    const log = at(`${logs.length}-${program}.log`);
    logs.push(log);
    const file = openSync(log, "w");
    // they end with this process, however it ends
    const guarded = ["--pdeathsig", "TERM", program, ...argv];
    daemons.push(spawn("setpriv", guarded, { env, stdio: ["ignore", file, file] }));
    closeSync(file);
  };
  const ask = (program: string, ...argv: string[]): string =>
    spawnSync(program, argv, { env, encoding: "utf8" }).stdout ?? "";
  const stop = async (): Promise<void> => {
    ask("scancel", `--user=${username}`);
    for (let poll = 0; poll < 100 && ask("squeue", "--noheader") !== ""; poll++) await setTimeout(100);
    const alive = daemons.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
    for (const daemon of alive) daemon.kill();
    await Promise.all(alive.map((daemon) => once(daemon, "exit")));
  };
  const munge = ["key-file=key", "socket=socket", "pid-file=pid", "log-file=log", "seed-file=seed"];
  start("munged", "--foreground", "--force", ...munge.map((option) => `--${option.replace("=", `=${at("munge/")}`)}`));
  for (let poll = 0; poll < 100 && !existsSync(at("munge/socket")); poll++) await setTimeout(50);
  start("slurmctld", "-D", "-c");
  for (const name of NODES) start("slurmd", "-D", "-N", name);
  for (let poll = 0; poll < 200; poll++) {
    if (ask("sinfo", "--noheader", "--Node", "--format=%T").split("idle").length > NODES.length) {
      return { environment, stop };
    }
    await setTimeout(100);
  }
  await stop();
  throw new Error(logs.map((log) => `${log}:\n${readFileSync(log, "utf8").slice(-1000)}`).join("\n"));
}

function host(): string {
  return hostname().replace(/\..*/, "");
}

/** Ports of loopback that nobody uses now. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  const ports = await Promise.all(
    servers.map(async (server) => {
      await once(server, "listening");
      return (server.address() as { readonly port: number }).port;
    }),
  );
  for (const server of servers) server.close();
  return ports;
}
