/** An id out of an address; 0, which no row has, for anything else. */
export const readId = (text: string | undefined): number =>
  text !== undefined && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : 0;
