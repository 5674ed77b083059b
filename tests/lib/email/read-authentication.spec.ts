import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readHeaders } from "@/lib/email/headers";
import { readAuthentication } from "@/lib/email/read-authentication";

const OURS = "Received: from mail.customer.test by mx.house.test with ESMTPS; Mon, 2 Nov 2026 09:00:00 +0100";
const GOOGLE =
  "Received: by 2002:a05:6000:1a8b with SMTP id f11\r\nReceived: from a.test by mx.google.com with ESMTPS id 7";
const OUTLOOK =
  "Received: from AM0.eurprd04.prod.outlook.com (2603::1) by AS8.eurprd04.prod.outlook.com with HTTPS";
const results = (value: string) => `Authentication-Results: ${value}`;

function read(...lines: string[]) {
  return readAuthentication(
    readHeaders(Buffer.from(`${lines.join("\r\n")}\r\n\r\nBonjour`)),
    "eva@customer.test",
  );
}

const FAIL = results("mx.house.test; dmarc=fail header.from=customer.test");
const PASS = results("mx.house.test; dmarc=pass header.from=customer.test");

describe("reading what the receiving server says of a sender", () => {
  it.each<[string, string[], string | null]>([
    ["a pass above our server's own line", [PASS, OURS], "pass"],
    ["a fail", [FAIL, OURS], "fail"],
    ["nothing at all", [OURS], null],
    ["a forged pass below our server's line, which says nothing", [OURS, PASS], null],
    ["a forged pass below our server's fail", [FAIL, OURS, PASS], "fail"],
    [
      "a forged pass in a comment",
      [results("mx.house.test; dmarc=none (dmarc=pass) header.from=x.test"), OURS],
      "none",
    ],
    [
      "a forged pass in a nested comment",
      [results("mx.house.test; spf=none (a (b;dmarc=pass) ;dmarc=pass)"), OURS],
      "none",
    ],
    [
      "a forged pass that is quoted",
      [results('mx.house.test; spf=pass smtp.mailfrom="a;dmarc=pass"@evil.test'), OURS],
      "none",
    ],
    ["a pass of another domain", [results("mx.house.test; dmarc=pass header.from=evil.test"), OURS], "none"],
    [
      "a signature of the same domain",
      [results("mx.house.test; dkim=pass header.d=customer.test"), OURS],
      "pass",
    ],
    [
      "a signature of a domain above",
      [results("mx.house.test; dkim=pass header.i=@mail.customer.test"), OURS],
      "pass",
    ],
    [
      "a signature of another domain",
      [results("mx.house.test; dkim=pass header.d=mailer.test; spf=pass smtp.mailfrom=b@mailer.test"), OURS],
      "none",
    ],
    [
      "a domain that only ends alike",
      [results("mx.house.test; dkim=pass header.d=notcustomer.test"), OURS],
      "none",
    ],
    ["a top-level domain", [results("mx.house.test; dkim=pass header.d=test"), OURS], "none"],
    [
      "an envelope of the same domain",
      [results("mx.house.test 1; spf=pass (ok) smtp.mailfrom=bounce@customer.test"), OURS],
      "pass",
    ],
    ["an error", [results("mx.house.test; dmarc=temperror header.from=customer.test"), OURS], "none"],
    [
      "Google's",
      [
        GOOGLE,
        results(
          "mx.google.com;\r\n dkim=pass header.i=@x.test;\r\n dmarc=pass (p=REJECT dis=NONE) header.from=customer.test",
        ),
      ],
      "pass",
    ],
    [
      "another house's at Google",
      [GOOGLE, results("mx.evil.test; dmarc=pass header.from=customer.test")],
      null,
    ],
    [
      "Microsoft's, which names no server",
      [
        OUTLOOK,
        results(
          "spf=pass (sender IP is 1.2.3.4) smtp.mailfrom=customer.test; dkim=none;dmarc=pass action=none header.from=customer.test;compauth=pass reason=100",
        ),
      ],
      "pass",
    ],
    [
      "Microsoft's form anywhere else",
      [OURS, results("spf=pass smtp.mailfrom=customer.test;dmarc=pass header.from=customer.test")],
      null,
    ],
    [
      "capitals and spaces",
      [results("MX.House.Test; DMARC = Pass header.from = Customer.TEST"), OURS],
      "pass",
    ],
    ["rubbish", [results(";;==;(((("), OURS], "none"],
  ])("reads %s", (_, lines, expected) => {
    expect(read(...lines)).toBe(expected);
  });

  it("says nothing of a mail without a sender", () => {
    expect(readAuthentication(readHeaders(Buffer.from(`${PASS}\r\n${OURS}\r\n\r\n`)), undefined)).toBeNull();
  });

  const CORPUS = "../shared/corpus/mail-authentication";
  it.skipIf(!existsSync(CORPUS))(
    "reads every signed mail of the corpus without believing what its sender wrote",
    () => {
      for (const name of readdirSync(CORPUS).filter((file) => file.endsWith(".eml"))) {
        const headers = readHeaders(readFileSync(`${CORPUS}/${name}`));
        const honest = readAuthentication(headers, "somebody@nowhere.test");
        expect(["fail", "none", null], name).toContain(honest);
      }
    },
  );
});
