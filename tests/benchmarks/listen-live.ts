/** The stream of an open screen: `next` resolves at the next notice that names a conversation. */
export async function listenLive(origin: string, cookie: string) {
  const ending = new AbortController();
  const answer = await fetch(`${origin}/inbox/live`, { headers: { cookie }, signal: ending.signal });
  if (!answer.ok || !answer.body) throw new Error(`/inbox/live answered ${answer.status}`);
  const waiting = new Set<() => void>();
  void follow(answer.body, waiting).catch(() => undefined);
  return {
    next: () => new Promise<void>((resolve) => waiting.add(resolve)),
    close: () => ending.abort(),
  };
}

async function follow(body: ReadableStream<Uint8Array>, waiting: Set<() => void>): Promise<void> {
  const text = new TextDecoder();
  for await (const chunk of body) {
    if (!/"conversationIds":\[\d/.test(text.decode(chunk))) continue;
    for (const tell of waiting) tell();
    waiting.clear();
  }
}
