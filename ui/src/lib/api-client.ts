import type { Operation } from './graphql';

/** A refusal of the server: what it said, its stable code, its status. Status 0: the server could not be reached. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
  }
}

export interface ServerEvent {
  readonly name: string;
  readonly data: string;
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

let origin = '';

/** Tests point the client at a server of their own; the app itself always speaks to where it came from. */
export function setApiOrigin(address: string): void {
  origin = address;
}

async function send(method: Method, path: string, body?: unknown, signal?: AbortSignal, accept?: string): Promise<Response> {
  const headers: Record<string, string> = { Accept: accept ?? 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(origin + path, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (cause) {
    if (signal?.aborted === true) throw cause;
    throw new ApiError(0, 'unreachable', 'The server cannot be reached. Check that it runs, then try again.');
  }
  if (!response.ok) throw await refusal(response);
  return response;
}

async function refusal(response: Response): Promise<ApiError> {
  const text = await response.text().catch(() => '');
  try {
    const parsed = JSON.parse(text) as { error?: { code?: string; message?: string }; errors?: { message?: string }[] };
    const message = parsed.error?.message ?? parsed.errors?.[0]?.message;
    if (message !== undefined) return new ApiError(response.status, parsed.error?.code ?? String(response.status), message);
  } catch {
    // Not JSON: a proxy's page, perhaps. The status must do.
  }
  return new ApiError(response.status, String(response.status), `The server answered ${response.status} ${response.statusText}.`);
}

export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await (await send('GET', path, undefined, signal)).json()) as T;
}

export async function postJson<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  return (await (await send('POST', path, body, signal)).json()) as T;
}

export async function putJson<T>(path: string, body: unknown): Promise<T> {
  return (await (await send('PUT', path, body)).json()) as T;
}

export async function remove(path: string): Promise<void> {
  await send('DELETE', path);
}

export async function postForBytes(path: string, body: unknown, signal?: AbortSignal): Promise<ArrayBuffer> {
  return (await send('POST', path, body, signal, 'application/vnd.tunebook.series')).arrayBuffer();
}

/** The text of a stored file, at most `limit` bytes of it, and whether that was all. */
export async function getText(path: string, limit: number, signal?: AbortSignal): Promise<{ text: string; whole: boolean }> {
  const response = await send('GET', path, undefined, signal, '*/*');
  const reader = response.body?.getReader();
  if (reader === undefined) return { text: await response.text(), whole: true };
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { text: text + decoder.decode(), whole: true };
    bytes += value.byteLength;
    text += decoder.decode(value, { stream: true });
    if (bytes >= limit) {
      await reader.cancel();
      return { text, whole: false };
    }
  }
}

export async function graphql<Result, Variables>(
  operation: Operation<Result, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Result> {
  const body = { operationName: operation.name, query: operation.query, variables };
  const response = await send('POST', '/graphql', body, signal);
  const answer = (await response.json()) as {
    data?: Result | null;
    errors?: { message: string; extensions?: { code?: string } }[];
  };
  const first = answer.errors?.[0];
  if (first !== undefined) throw new ApiError(response.status, first.extensions?.code ?? 'graphql', first.message);
  if (answer.data == null) throw new ApiError(response.status, 'graphql', `${operation.name}: the server sent no data.`);
  return answer.data;
}

/** Reads server-sent events until the server ends the stream or `signal` aborts; throws when it cannot be opened. */
export async function readEvents(
  path: string,
  signal: AbortSignal,
  listener: { open: () => void; event: (event: ServerEvent) => void },
): Promise<void> {
  const response = await send('GET', path, undefined, signal, 'text/event-stream');
  if (response.body === null) return;
  listener.open();
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    rest += decoder.decode(value, { stream: true }).replaceAll('\r\n', '\n');
    const frames = rest.split('\n\n');
    rest = frames.pop() ?? '';
    for (const frame of frames) {
      const event = parseFrame(frame);
      if (event !== undefined) listener.event(event);
    }
  }
}

function parseFrame(frame: string): ServerEvent | undefined {
  let name = 'message';
  const data: string[] = [];
  for (const line of frame.split('\n')) {
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    const value = line.slice(colon + 1).replace(/^ /, '');
    if (line.startsWith('event:')) name = value;
    if (line.startsWith('data:')) data.push(value);
  }
  return data.length === 0 ? undefined : { name, data: data.join('\n') };
}
