import type { DoctorProgress } from "./doctor-check";
import type { MailboxDraft } from "./mailbox-draft";

interface Test {
  draft: MailboxDraft;
  /** Of a known mailbox. */
  integrationId?: number;
  signal: AbortSignal;
}

/**
 * Asks the server to try a mailbox and reports each step as it begins and ends. Answers why it was refused, undefined when it
 * was not; throws when the answer did not come or broke off.
 */
export async function runMailboxTest(
  { draft, integrationId, signal }: Test,
  report: (progress: DoctorProgress) => void,
): Promise<{ message: string; field?: string } | undefined> {
  const answer = await fetch("/inbox/integrations/test", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...draft, integrationId }),
    signal,
  });
  if (answer.status === 422) return (await answer.json()) as { message: string; field?: string };
  if (!answer.ok || !answer.body) throw new Error(`The test answered ${answer.status}`);
  for await (const line of linesOf(answer.body)) report(JSON.parse(line) as DoctorProgress);
  return undefined;
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const text = new TextDecoder();
  const reader = body.getReader();
  let begun = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (begun + text.decode(part.value, { stream: true })).split("\n");
    begun = lines.pop() ?? "";
    yield* lines;
  }
}
