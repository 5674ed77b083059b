import { refusalOf } from "@/app/action-result";
import { may } from "@/lib/auth/permissions";
import { isSameOrigin } from "@/lib/auth/same-origin";
import { findEmployee } from "@/lib/auth/session";
import { keepUpload } from "@/lib/conversations/keep-upload";
import { UPLOADED_AT_MOST } from "@/lib/conversations/view/upload-limits";
import { AppError } from "@/lib/errors";

/**
 * Keeps a file for a message that is being written: its bytes are the body, its name is in `x-file-name`, encoded as a
 * part of a URL. Answers `{ id, name, type, size }`, or 422 with the sentence why it was refused.
 */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request)) return Response.json({ error: "another-origin" }, { status: 403 });
  const employee = await findEmployee();
  if (!employee) return Response.json({ error: "not-signed-in" }, { status: 401 });
  if (!may(employee.role, "conversations.reply")) {
    return Response.json({ error: "not-allowed" }, { status: 403 });
  }
  const name = readName(request);
  try {
    const upload = await keepUpload(employee.companyId, {
      employeeId: employee.employeeId,
      name,
      declaredType: request.headers.get("content-type")?.split(";")[0]?.trim() ?? "",
      content: await readBody(request, name),
    });
    return Response.json(upload);
  } catch (error) {
    return Response.json(refusalOf(error, employee.locale), { status: 422 });
  }
}

function readName(request: Request): string {
  try {
    return decodeURIComponent(request.headers.get("x-file-name") ?? "");
  } catch {
    return "";
  }
}

/** Stops reading where it is too much, whatever length was announced; refuses a body that was cut on its way. */
async function readBody(request: Request, name: string): Promise<Buffer> {
  const announced = Number(request.headers.get("content-length") ?? Number.NaN);
  if (announced > UPLOADED_AT_MOST) throw new AppError("INVALID", "uploadTooLarge", { name, megabytes: 25 });
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > UPLOADED_AT_MOST) throw new AppError("INVALID", "uploadTooLarge", { name, megabytes: 25 });
    chunks.push(chunk);
  }
  if (size < announced) throw new AppError("UNAVAILABLE", "uploadCut", { name });
  return Buffer.concat(chunks);
}
