import { serve } from "inngest/next";
import { inngest, jobsMode } from "@/inngest/client";
import { functions } from "@/inngest/functions";

// More than the client's checkpointing.maxRuntime.
export const maxDuration = 60;

const closed = () => new Response("Not found", { status: 404 });

/** For an Inngest server only. The embedded jobs call their functions in process, and nobody else may. */
export const { GET, POST, PUT } =
  jobsMode() === "embedded"
    ? { GET: closed, POST: closed, PUT: closed }
    : serve({ client: inngest, functions });
