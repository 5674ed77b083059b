import past from "@/db/seed/stories/chats.json" with { type: "json" };
import live from "./live-chats.json" with { type: "json" };

/** Somebody whose telephone can be played. */
export interface PhoneOwner {
  name: string;
  number: string;
  language: "fr" | "en";
}

const YOU: PhoneOwner = { name: "Alex Martin", number: "+33639980001", language: "fr" };

interface Story {
  name: string;
  number?: string;
  language?: string;
}

/** Whose telephones there are: first one that nobody else uses. */
export const PHONE_OWNERS: PhoneOwner[] = [YOU, ...([...live, ...past] as Story[]).flatMap(ownerOf)];

function ownerOf({ name, number, language }: Story): PhoneOwner[] {
  return number ? [{ name, number, language: language === "en" ? "en" : "fr" }] : [];
}

const find = (number: string) => PHONE_OWNERS.find((owner) => owner.number === number);

export const nameOf = (number: string): string => find(number)?.name ?? number;
export const findLanguage = (number: string): "fr" | "en" => find(number)?.language ?? "fr";
