import type { Language } from "./fill-in";
import appointments from "./stories/appointments.json";
import billing from "./stories/billing.json";
import english from "./stories/english.json";
import orders from "./stories/orders.json";
import other from "./stories/other.json";
import quotes from "./stories/quotes.json";
import repairs from "./stories/repairs.json";

/** A conversation as it is told: ">" is the customer, "<" is us, "#" is a note among ourselves. */
export interface Story {
  language: Language;
  subject: string;
  lines: string[];
  /** Which of our mailboxes it came to. */
  box?: string;
  /** Attached to the first mail, and to our first answer. */
  files?: string[];
  ourFiles?: string[];
  html?: boolean;
  urgent?: boolean;
  /** Always written by this address. */
  from?: string;
}

const inLanguage = (language: Language, stories: Omit<Story, "language">[]): Story[] =>
  stories.map((story) => ({ ...story, language }));

export const STORIES: Story[] = [
  ...inLanguage("fr", [...orders, ...appointments, ...repairs, ...quotes, ...billing, ...other]),
  ...inLanguage("en", english),
];
