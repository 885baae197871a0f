/** A migration that came from one owner to another. */
export interface Change {
  readonly id: string;
  /** When the owner before was last seen to renew its lease, by the database. */
  readonly renewedAtMs: number;
  readonly atMs: number;
}

export interface Kill {
  readonly name: string;
  readonly atMs: number;
}

export interface Takeover {
  readonly id: string;
  readonly killed: string;
  /** How long it was without anybody. */
  readonly ms: number;
}

/**
 * How long each migration of a killed process was without anybody. Whose it was is told by the lease: it was renewed until its owner was killed. A change
 * that no kill explains (given back in order) is none.
 */
export function takeoversOf(changes: readonly Change[], kills: readonly Kill[]): Takeover[] {
  return changes.flatMap(({ id, renewedAtMs, atMs }) => {
    const kill = kills.find((one) => one.atMs >= renewedAtMs && one.atMs < atMs);
    return kill ? [{ id, killed: kill.name, ms: atMs - kill.atMs }] : [];
  });
}
