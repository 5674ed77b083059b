import { type NextRequest, NextResponse } from "next/server";
import { env } from "@/lib/env";

const COOKIES = ["__Host-inbox-session", "inbox-session"];

/**
 * Headers of every page, and a shorter way to the sign-in page. Who may see what is decided behind it, never here. A machine
 * that delivers a webhook may ask for text/html too: Java does.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname } = request.nextUrl;
  if (
    pathname.startsWith("/inbox") &&
    !pathname.startsWith("/inbox/webhooks/") &&
    isPage(request) &&
    !COOKIES.some((name) => request.cookies.has(name))
  ) {
    return NextResponse.redirect(new URL("/sign-in", request.url));
  }
  const policy = pagePolicy(crypto.randomUUID());
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  // A layout is not given the query; the desk's first page of the list needs it.
  headers.set("x-inbox-query", request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  if (isPage(request) && !isContent(pathname)) response.headers.set("content-security-policy", policy);
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("referrer-policy", "no-referrer");
  response.headers.set("x-frame-options", "SAMEORIGIN");
  response.headers.set("permissions-policy", "camera=(), microphone=(), geolocation=()");
  return response;
}

const isPage = (request: NextRequest) => request.headers.get("accept")?.includes("text/html") ?? false;

/** What others wrote: it comes with a stricter policy of its own, and Next keeps the first one it is given. */
const isContent = (pathname: string) => /^\/inbox\/(?:messages|attachments)\//.test(pathname);

// Styles: components write style attributes, and a mail's own styles live in a frame that inherits this policy.
function pagePolicy(nonce: string): string {
  const evaluated = env.NODE_ENV === "development" ? " 'unsafe-eval'" : "";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evaluated}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join("; ");
}

export const config = { matcher: ["/((?!_next/static|_next/image|favicon).*)"] };
