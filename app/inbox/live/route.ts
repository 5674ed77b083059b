import { findEmployee, findSession } from "@/lib/auth/session";
import { liveStream } from "@/lib/live/stream";

const HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  // "no-transform" keeps a compressing server from holding events back until it has enough of them.
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no",
};

/** Tells an open screen which conversations of its company changed. */
export async function GET(request: Request): Promise<Response> {
  const employee = await findEmployee();
  if (!employee) return new Response("Not signed in", { status: 401 });
  const { companyId, sessionId } = employee;
  const isStillOpen = async () => (await findSession({ companyId, sessionId })) !== undefined;
  return new Response(liveStream({ companyId, isStillOpen, signal: request.signal }), { headers: HEADERS });
}
