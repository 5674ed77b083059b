import { fileTypeFromBuffer } from "file-type";
import { fetchOutside, type OutsideBody } from "@/lib/network/fetch-outside";
import { OutsideFailure } from "@/lib/network/outside-failure";

const RASTER = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp"];
const DECLARED = [
  ...RASTER,
  "image/jpg",
  "image/pjpeg",
  "image/x-png",
  "application/octet-stream",
  "binary/octet-stream",
];
const LIMITS = { maxBytes: 8 * 1024 * 1024, timeoutMs: 10_000, accept: DECLARED };

/** An image from outside, its type read from its bytes. Throws OutsideFailure for what is no raster image, SVG included. */
export async function fetchImage(url: string): Promise<OutsideBody> {
  const { body } = await fetchOutside(url, LIMITS);
  const detected = await fileTypeFromBuffer(body);
  if (!detected || !RASTER.includes(detected.mime)) throw new OutsideFailure("type");
  return { type: detected.mime, body };
}
