import type { Auth } from "./auth.ts";
import { generatePassword } from "./password.ts";

export const ADMIN = "admin";

/**
 * Makes the user "admin" when there is no user yet. With `wanted` (VIRTFERRY_ADMIN_PASSWORD) the admin's password is made to be that one
 * at every start, which is also the way back in for who lost it; its sessions end then. Resolves with a generated password that has
 * to be shown once, or null.
 */
export async function ensureAdmin(auth: Auth, wanted: string | null): Promise<string | null> {
  const { internalAdapter, adapter, password } = await auth.$context;
  const found = await adapter.findOne<{ id: string }>({ model: "user", where: [{ field: "username", value: ADMIN }] });
  // The address is better-auth's own need; no mail is ever sent, and nobody can sign in with it.
  const newcomer = { name: ADMIN, username: ADMIN, email: "admin@virtferry.invalid", emailVerified: true };
  const { id } = found ?? (await internalAdapter.createUser(newcomer));
  const accounts = await internalAdapter.findAccounts(id);
  const old = accounts.find((account) => account.providerId === "credential")?.password;
  if (!old) {
    // New, or the very first start was cut short between the user and the password.
    const chosen = wanted ?? generatePassword();
    const hash = await password.hash(chosen);
    await internalAdapter.linkAccount({ userId: id, providerId: "credential", accountId: id, password: hash });
    return wanted === null ? chosen : null;
  }
  if (wanted === null || (await password.verify({ hash: old, password: wanted }))) return null;
  await internalAdapter.updatePassword(id, await password.hash(wanted));
  await internalAdapter.deleteUserSessions(id);
  return null;
}
