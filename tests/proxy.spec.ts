import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { proxy } from "@/proxy";

function visit(path: string, cookie = "inbox-session=x"): Response {
  return proxy(new NextRequest(`http://localhost:3000${path}`, { headers: { accept: "text/html", cookie } }));
}

test("a page has a policy with a nonce of its own, and a mail's content is left the stricter one of its route", () => {
  const policies = ["/inbox", "/inbox", "/sign-in"].map((path) =>
    visit(path).headers.get("content-security-policy"),
  );
  for (const policy of policies)
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w-]{36}' 'strict-dynamic'/);
  expect(new Set(policies).size).toBe(3);
  for (const path of [
    "/inbox/messages/7/html?images=1",
    "/inbox/messages/7/original",
    "/inbox/attachments/7",
  ]) {
    const { headers } = visit(path);
    expect(headers.get("content-security-policy")).toBeNull();
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  }
});

test("whoever has no session is led to the sign-in page", () => {
  expect(visit("/inbox/7", "").headers.get("location")).toBe("http://localhost:3000/sign-in");
  expect(visit("/sign-in", "").headers.get("location")).toBeNull();
});
