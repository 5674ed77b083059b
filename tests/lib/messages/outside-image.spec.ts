import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fetchImage } from "@/lib/messages/fetch-image";
import { addressOfOutsideImage, isProven } from "@/lib/messages/image-proof";

const PIXEL = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");
const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';

const ANSWERS: Record<string, { type: string; body: Buffer | string }> = {
  "/a.gif": { type: "image/gif", body: PIXEL },
  "/wrong-type.jpg": { type: "image/jpeg", body: PIXEL },
  "/a.svg": { type: "image/svg+xml", body: SVG },
  "/svg-as.png": { type: "image/png", body: SVG },
  "/page.png": { type: "text/html", body: "<script>alert(1)</script>" },
};

describe("an image from outside", () => {
  let server: Server;
  let origin: string;
  const requests: { url: string; headers: NodeJS.Dict<string | string[]> }[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      requests.push({ url: request.url ?? "", headers: request.headers });
      const answer = ANSWERS[request.url ?? ""];
      response.writeHead(answer ? 200 : 404, { "content-type": answer?.type ?? "text/plain" });
      response.end(answer?.body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  test("is what its bytes say, and is fetched without cookies or the address of the page", async () => {
    expect(await fetchImage(`${origin}/a.gif`)).toMatchObject({ type: "image/gif", body: PIXEL });
    expect((await fetchImage(`${origin}/wrong-type.jpg`)).type).toBe("image/gif");
    for (const { headers } of requests) {
      expect(headers.cookie).toBeUndefined();
      expect(headers.referer).toBeUndefined();
    }
  });

  test.each(["/a.svg", "/svg-as.png", "/page.png", "/missing"])(
    "is refused when it is no picture: %s",
    async (path) => {
      await expect(fetchImage(origin + path)).rejects.toThrow(/^outside:/);
    },
  );

  test("has an address that only this site can make, for one company, message and image", () => {
    const image = { companyId: 1, messageId: 7, url: "https://a.example/x.png?a=1&b=é" };
    const address = new URL(addressOfOutsideImage(image), "https://inbox.example");
    const proof = address.searchParams.get("proof") ?? "";
    expect(address.pathname).toBe("/inbox/messages/7/image");
    expect(isProven({ ...image, url: address.searchParams.get("url") ?? "" }, proof)).toBe(true);
    for (const other of [{ companyId: 2 }, { messageId: 8 }, { url: "http://169.254.169.254/" }])
      expect(isProven({ ...image, ...other }, proof)).toBe(false);
    for (const forged of ["", "x", `${proof}x`, proof.slice(1), "é".repeat(32)])
      expect(isProven(image, forged)).toBe(false);
  });
});
