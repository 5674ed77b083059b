import { revalidatePath } from "next/cache";
import { refusalOf } from "@/app/action-result";
import { may } from "@/lib/auth/permissions";
import { isSameOrigin } from "@/lib/auth/same-origin";
import { findEmployee } from "@/lib/auth/session";
import { AppError } from "@/lib/errors";
import { importFile } from "@/lib/knowledge/import-article";
import { IMPORTED_BYTES, IMPORTED_MEGABYTES } from "@/lib/knowledge/view/article-limits";

/**
 * Makes a draft of a file: its bytes are the body, its name is in `x-file-name`, encoded as a part of a URL. Answers
 * `{ articleId, outcome }`, or 422 with the sentence why it cannot be read.
 */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request)) return Response.json({ error: "another-origin" }, { status: 403 });
  const employee = await findEmployee();
  if (!employee) return Response.json({ error: "not-signed-in" }, { status: 401 });
  if (!may(employee.role, "knowledge.manage"))
    return Response.json({ error: "not-allowed" }, { status: 403 });
  const { companyId, employeeId, locale } = employee;
  try {
    const name = readName(request);
    const content = await readBody(request, name);
    const imported = await importFile(companyId, { employeeId, name, content });
    revalidatePath("/inbox/settings/knowledge", "layout");
    return Response.json(imported);
  } catch (error) {
    return Response.json(refusalOf(error, locale), { status: 422 });
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
  const tooLarge = new AppError("INVALID", "articleFileLarge", { name, megabytes: IMPORTED_MEGABYTES });
  if (announced > IMPORTED_BYTES) throw tooLarge;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > IMPORTED_BYTES) throw tooLarge;
    chunks.push(chunk);
  }
  if (size < announced) throw new AppError("UNAVAILABLE", "articleFileCut", { name });
  return Buffer.concat(chunks);
}
