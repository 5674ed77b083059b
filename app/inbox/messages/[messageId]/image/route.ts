import { findReader, notThere, refuse } from "@/app/inbox/private-content";
import { readId } from "@/lib/integrations/read-id";
import { fetchImage } from "@/lib/messages/fetch-image";
import { fileHeaders } from "@/lib/messages/file-headers";
import { isProven } from "@/lib/messages/image-proof";
import { OutsideFailure } from "@/lib/network/outside-failure";

type Context = { params: Promise<{ messageId: string }> };

/** An image from outside that a mail shows, fetched in our name; 404 without a proof of ours, 502 when it cannot be had. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const reader = await findReader();
  if (reader instanceof Response) return reader;
  const asked = new URL(request.url).searchParams;
  const image = {
    companyId: reader.companyId,
    messageId: readId((await params).messageId),
    url: asked.get("url") ?? "",
  };
  if (!isProven(image, asked.get("proof") ?? "")) return notThere();

  try {
    const { type, body } = await fetchImage(image.url);
    const headers = fileHeaders({ name: "image", type, size: body.length }, true);
    return new Response(new Uint8Array(body), { headers });
  } catch (error) {
    if (error instanceof OutsideFailure) return refuse(502, error.code);
    throw error;
  }
}
