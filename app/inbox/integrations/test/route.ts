import { refusalOf } from "@/app/action-result";
import { refuse } from "@/app/inbox/private-content";
import type { DoctorProgress } from "@/components/settings/doctor-check";
import { may } from "@/lib/auth/permissions";
import { isSameOrigin } from "@/lib/auth/same-origin";
import { findEmployee } from "@/lib/auth/session";
import type { MailboxAccess } from "@/lib/email/imap";
import { DOCTOR_PATIENCE } from "@/lib/integrations/doctor-check";
import { examineAccess, readTypedAccess } from "@/lib/integrations/examine-mailbox";
import { ChangedMailbox, NewMailbox } from "@/lib/integrations/mailbox-input";

const HEADERS = {
  "content-type": "application/x-ndjson; charset=utf-8",
  // "no-transform" keeps a compressing server from holding lines back until it has enough of them.
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
};

/**
 * Tries a mailbox as it is typed, without keeping anything; with an `integrationId`, a connected one. Answers a DoctorProgress
 * per line, each when it is known, or 422 with the sentence why it was refused.
 */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request)) return refuse(403, "another-origin");
  const employee = await findEmployee();
  if (!employee) return refuse(401, "not-signed-in");
  if (!may(employee.role, "integrations.manage")) return refuse(403, "not-allowed");
  try {
    const access = await readTypedAccess(
      employee.companyId,
      readTyped(await request.json().catch(() => null)),
    );
    return new Response(examine(access, request.signal), { headers: HEADERS });
  } catch (error) {
    return Response.json(refusalOf(error, employee.locale), { status: 422 });
  }
}

const readTyped = (body: unknown): NewMailbox | ChangedMailbox =>
  typeof body === "object" && body && "integrationId" in body
    ? ChangedMailbox.parse(body)
    : NewMailbox.parse(body);

function examine(access: MailboxAccess, signal: AbortSignal): ReadableStream<Uint8Array> {
  const text = new TextEncoder();
  let isHeard = !signal.aborted;
  return new ReadableStream({
    async start(controller) {
      const tell = (progress: DoctorProgress) => {
        if (isHeard) controller.enqueue(text.encode(`${JSON.stringify(progress)}\n`));
      };
      await examineAccess(access, { ...DOCTOR_PATIENCE, tell });
      if (isHeard) controller.close();
    },
    cancel: () => {
      isHeard = false;
    },
  });
}
