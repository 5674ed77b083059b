export interface Imported {
  articleId: number;
  outcome: "new" | "refreshed" | "unchanged";
}

type Answer = { ok: true; value: Imported } | { ok: false; message: string };

/** Sends a file to be read as an article. A refusal has the server's sentence, or none when it could not be reached. */
export async function sendArticleFile(file: File): Promise<Answer> {
  try {
    const response = await fetch("/inbox/settings/knowledge/files", {
      method: "POST",
      headers: {
        "content-type": file.type || "application/octet-stream",
        "x-file-name": encodeURIComponent(file.name),
      },
      body: file,
    });
    const answer = await response.json();
    if (response.ok) return { ok: true, value: answer };
    return { ok: false, message: typeof answer.message === "string" ? answer.message : "" };
  } catch {
    return { ok: false, message: "" };
  }
}
