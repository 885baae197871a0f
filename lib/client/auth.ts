/** Why signing in did not work; each has words in the messages of the sign-in page. */
export type SignInProblem = "wrong" | "too-many" | "unreachable" | "foreign-origin" | "failed";

function post(path: string, body: unknown): Promise<Response> {
  return fetch(`/api/auth/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

function problemOf(status: number): SignInProblem {
  if (status === 429) return "too-many";
  if (status === 403) return "foreign-origin";
  // 400 and 422: a user name of a form that nobody has, which tells no more than a wrong password.
  return [400, 401, 422].includes(status) ? "wrong" : "failed";
}

/** Signs in: null when it worked. The session cookie is HttpOnly, so there is nothing to keep here. */
export async function signIn(username: string, password: string): Promise<SignInProblem | null> {
  try {
    const answer = await post("sign-in/username", { username, password });
    return answer.ok ? null : problemOf(answer.status);
  } catch (error) {
    if (error instanceof TypeError) return "unreachable";
    throw error;
  }
}

/** Ends the session on the server and leaves for the sign-in page. */
export async function signOut(): Promise<void> {
  const answer = await post("sign-out", {});
  if (!answer.ok && answer.status !== 401) throw new Error(`sign-out: ${answer.status}`);
  window.location.assign("/sign-in");
}

/** True unless the server says that there is no session. */
export async function hasSession(): Promise<boolean> {
  const answer = await fetch("/api/auth/get-session");
  if (!answer.ok) return answer.status !== 401;
  return (await answer.json()) !== null;
}
