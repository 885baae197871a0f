import type { IncomingMessage, ServerResponse } from "node:http";

/** What app/api's route handlers do: the request as it came, and the answer as it is. */
export function bridge(answerOf: (request: Request) => Promise<Response>) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
    const body = chunks.length > 0 ? { body: Buffer.concat(chunks) } : {};
    const method = request.method ?? "GET";
    const answer = await answerOf(new Request(`http://${request.headers.host}${request.url}`, { method, headers, ...body }));
    response.writeHead(answer.status, [...answer.headers].flat());
    response.end(Buffer.from(await answer.arrayBuffer()));
  };
}
