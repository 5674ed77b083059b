import { AsyncLocalStorage } from "node:async_hooks";

/** Stands in for Next's edge: who visits, as their browser says. */
interface Visit {
  cookies: Map<string, string>;
  headers: Headers;
}

const visits = new AsyncLocalStorage<Visit>();

/** Runs what a request runs, with the cookies it brings. */
export function visit<Result>(cookies: Record<string, string>, run: () => Result): Result {
  const headers = new Headers({ "accept-language": "fr", "user-agent": "Firefox" });
  return visits.run({ cookies: new Map(Object.entries(cookies)), headers }, run);
}

function current(): Visit {
  const found = visits.getStore();
  if (!found) throw new Error("There is no request here");
  return found;
}

export async function cookies() {
  const jar = current().cookies;
  return {
    get: (name: string) => {
      const value = jar.get(name);
      return value === undefined ? undefined : { name, value };
    },
    set: (name: string, value: string) => void jar.set(name, value),
    delete: (name: string) => void jar.delete(name),
  };
}

/** What the request says besides; a test may add to it. */
export const headersOfVisit = (): Headers => current().headers;

export const headers = async (): Promise<Headers> => headersOfVisit();
