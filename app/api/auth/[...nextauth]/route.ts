import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth/next-auth";

type Context = { params: Promise<{ nextauth: string[] }> };

// Made at the first request: a build has no secret, and without one the door stays shut.
const answer = (request: Request, context: Context): Promise<Response> =>
  NextAuth(authOptions())(request, context);

export { answer as GET, answer as POST };
