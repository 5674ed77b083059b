/** How many values the places of a template need, which are written {{1}}, {{2}} … Pure, for the browser too. */
export function countPlaces({ body }: { body: string }): number {
  return Math.max(0, ...[...body.matchAll(/\{\{(\d{1,2})\}\}/g)].map(([, place]) => Number(place)));
}

/** The text the customer will read. A place without a value stays as it is written. */
export function fillTemplate({ body }: { body: string }, parameters: readonly string[]): string {
  return body.replace(
    /\{\{(\d{1,2})\}\}/g,
    (whole, place: string) => parameters[Number(place) - 1]?.trim() || whole,
  );
}
