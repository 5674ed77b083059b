import type { Upload } from "@/db/queries/uploads";

type Answer = { ok: true; upload: Upload } | { ok: false; message: string };

interface Watch {
  signal: AbortSignal;
  onProgress: (share: number) => void;
}

/** Uploads a file, telling how far it is. A refusal has the server's sentence, or none when it could not be reached. */
export function sendFile(file: File, { signal, onProgress }: Watch): Promise<Answer> {
  return new Promise((resolve) => {
    // fetch() does not tell how much of a body has gone.
    const request = new XMLHttpRequest();
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => resolve(readAnswer(request));
    request.onerror = () => resolve({ ok: false, message: "" });
    request.onabort = () => resolve({ ok: false, message: "" });
    signal.addEventListener("abort", () => request.abort());
    request.open("POST", "/inbox/attachments");
    request.setRequestHeader("content-type", file.type || "application/octet-stream");
    request.setRequestHeader("x-file-name", encodeURIComponent(file.name));
    request.send(file);
  });
}

function readAnswer(request: XMLHttpRequest): Answer {
  try {
    const answer = JSON.parse(request.responseText);
    if (request.status === 200) return { ok: true, upload: answer };
    return { ok: false, message: typeof answer.message === "string" ? answer.message : "" };
  } catch {
    return { ok: false, message: "" };
  }
}
