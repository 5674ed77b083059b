const SHOWN = /^image\/(?:png|jpeg|gif|webp|avif|bmp|apng)$/;

export type ServedFile = { name: string; type: string; size: number };

/**
 * The headers under which a file leaves: to be saved, under its own name, and as what it is; shown in place only when `inline`
 * asks for it and it is a raster image or a PDF. Nothing in it can run in the name of this site.
 */
export function fileHeaders(file: ServedFile, inline: boolean): Record<string, string> {
  const isPdf = file.type === "application/pdf";
  const isShown = inline && (isPdf || SHOWN.test(file.type));
  return {
    "content-type": file.type,
    "content-length": String(file.size),
    "content-disposition": contentDisposition(isShown ? "inline" : "attachment", file.name),
    // Chrome shows no PDF in a sandboxed document; its viewer needs no right of this site.
    "content-security-policy":
      isShown && isPdf
        ? "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
        : "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "private, max-age=3600",
  };
}

/** RFC 6266: a name in ASCII for old programs, and the whole name encoded as RFC 8187 says. */
export function contentDisposition(kind: "inline" | "attachment", name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\x20-\x7e]|["\\%;]/g, "_");
  const encoded = encodeURIComponent(name.replace(/\p{Surrogate}/gu, "\ufffd")).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain || "file"}"; filename*=UTF-8''${encoded || "file"}`;
}
