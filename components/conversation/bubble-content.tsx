"use client";
import { CircleAlert, FileQuestionMark, LayoutTemplate, ListChecks, MapPin, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { ThreadMessage } from "@/db/queries/thread";
import type { ChannelContent } from "@/db/schema";

/** What a message of a chat holds besides words and files. */
export function BubbleContent({ message: { content, kind } }: { message: ThreadMessage }) {
  const t = useTranslations("inbox.thread.chat");
  if (!content) return null;
  const { location, contacts, reaction, choice, template, parts, unsupported } = content;
  return (
    <>
      {location && <Place location={location} />}
      {contacts?.map((person, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the contacts of one message never move
        <Person key={index} person={person} />
      ))}
      {reaction && <Caption>{t("reactedToOlder", { emoji: reaction.emoji ?? "" })}</Caption>}
      {choice && <Caption icon={<ListChecks aria-hidden />}>{t("chosen")}</Caption>}
      {template && kind === "outbound" && (
        <Caption icon={<LayoutTemplate aria-hidden />}>{t("template", { name: template.name })}</Caption>
      )}
      {parts && parts.missing.length > 0 && (
        <Caption icon={<CircleAlert className="text-warning" aria-hidden />}>
          {t("partsMissing", { missing: parts.missing.length, total: parts.total })}
        </Caption>
      )}
      {unsupported && <Unsupported unsupported={unsupported} />}
    </>
  );
}

function Caption({ icon, children }: { icon?: ReactNode; children: ReactNode }) {
  return (
    <p className="flex items-center gap-1.5 px-1 text-meta text-muted-foreground [&_.lucide]:size-3.5">
      {icon}
      {children}
    </p>
  );
}

const boxClass =
  "flex max-w-full items-start gap-2 rounded-bubble bg-muted px-3 py-2 text-base [&>.lucide]:mt-0.5 [&>.lucide]:text-muted-foreground";

function Place({ location }: { location: NonNullable<ChannelContent["location"]> }) {
  const t = useTranslations("inbox.thread.chat");
  const { latitude, longitude, name, address } = location;
  const at = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  return (
    <div className={boxClass}>
      <MapPin aria-hidden />
      <div className="min-w-0 wrap-anywhere">
        <p className="font-medium">{name || t("place")}</p>
        {address && <p className="text-muted-foreground">{address}</p>}
        <p className="text-meta text-subtle-foreground select-text">{at}</p>
        <a
          href={`https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`}
          target="_blank"
          rel="noopener noreferrer nofollow"
          className="touchable rounded-cap text-meta font-medium text-primary-text hover:underline"
        >
          {t("openMap")}
        </a>
      </div>
    </div>
  );
}

function Person({ person }: { person: NonNullable<ChannelContent["contacts"]>[number] }) {
  const { name, organization, phones, emails } = person;
  return (
    <div className={boxClass}>
      <UserRound aria-hidden />
      <div className="min-w-0 wrap-anywhere select-text">
        <p className="font-medium">{name}</p>
        {organization && <p className="text-muted-foreground">{organization}</p>}
        {[...phones, ...emails].map((address) => (
          <p key={address} className="text-meta text-muted-foreground">
            {address}
          </p>
        ))}
      </div>
    </div>
  );
}

function Unsupported({ unsupported }: { unsupported: NonNullable<ChannelContent["unsupported"]> }) {
  const t = useTranslations("inbox.thread.chat");
  return (
    <div className={boxClass}>
      <FileQuestionMark aria-hidden />
      <div className="min-w-0">
        <p>{t("unsupported", { type: unsupported.type })}</p>
        <details className="mt-1 text-meta">
          <summary className="touchable cursor-pointer font-medium text-primary-text">{t("showRaw")}</summary>
          <pre className="mt-1 max-h-60 overflow-auto font-mono whitespace-pre-wrap wrap-anywhere">
            {unsupported.raw}
          </pre>
        </details>
      </div>
    </div>
  );
}
