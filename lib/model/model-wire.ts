import { askOutside, failureOf, readAtMost, redirectOf } from "@/lib/network/ask-outside";
import { OutsideFailure } from "@/lib/network/outside-failure";

const MAX_ANSWER_BYTES = 2_000_000;

/**
 * The SDK's way out: one public (or allowed) address, no redirect with the key in hand, no answer longer than is read. Throws
 * OutsideFailure when there is no answer.
 */
export async function fetchModel(url: string, init: RequestInit, signal: AbortSignal): Promise<Response> {
  const headers = Object.fromEntries(new Headers(init.headers));
  const body = init.body == null ? undefined : Buffer.from(String(init.body));
  try {
    const answer = await askOutside(url, { headers, body, signal });
    if (redirectOf(answer) !== undefined) {
      answer.destroy();
      throw new OutsideFailure("redirect");
    }
    const said = await readAtMost(answer, MAX_ANSWER_BYTES);
    const type = answer.headers["content-type"] ?? "application/json";
    return new Response(new Uint8Array(said), {
      status: answer.statusCode ?? 500,
      headers: { "content-type": type },
    });
  } catch (cause) {
    throw failureOf(cause, signal);
  }
}
