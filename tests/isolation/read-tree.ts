import Link from "next/link";
import { isValidElement } from "react";
import { listSources, load } from "./sources";

/**
 * Every text and number in what a page draws: its own elements, what its components draw, and what they are given. A
 * component of the browser, which cannot run here, counts with what it is given.
 */
export async function readTree(drawn: unknown): Promise<string> {
  const texts: string[] = [];
  await collect(drawn, texts, new Set());
  return texts.join("\n");
}

async function collect(value: unknown, texts: string[], seen: Set<unknown>): Promise<void> {
  if (value instanceof Promise) return collect(await value, texts, seen);
  if (typeof value !== "object" || value === null) {
    if (value !== undefined && value !== null && typeof value !== "function") texts.push(String(value));
    return;
  }
  if (seen.has(value)) return;
  seen.add(value);
  if (value instanceof Date) return void texts.push(value.toISOString());
  if (isValidElement(value) && typeof value.type === "function") {
    await collect(await draw(value.type as Component, value.props), texts, seen);
  }
  for (const [key, inner] of Object.entries(isValidElement(value) ? (value.props ?? {}) : value)) {
    texts.push(key);
    await collect(inner, texts, seen);
  }
}

type Component = (props: unknown) => unknown;

async function draw(component: Component, props: unknown): Promise<unknown> {
  return (await browsers()).has(component) ? undefined : component(props);
}

let known: Promise<Set<unknown>> | undefined;

/** Everything that runs in the browser: our own parts of it, and Next's link. */
function browsers(): Promise<Set<unknown>> {
  known ??= Promise.all(
    listSources()
      .filter(({ text }) => /^\s*["']use client["']/.test(text))
      .map(({ path }) => load(path)),
  ).then((modules) => new Set([Link, ...modules.flatMap((exported) => Object.values(exported))]));
  return known;
}
