"use client";
import { ImageDown } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { LoadingLines } from "@/components/ui/loading-lines";

interface MailFrameProps {
  messageId: number;
  /** Whether images from elsewhere are loaded. */
  images: boolean;
  showImages: () => void;
}

const UNKNOWN_HEIGHT = 120;
const heights = new Map<number, number>();

/** A mail's own layout, in a frame where nothing runs; as high as what it shows, and at once when seen before. */
export function MailFrame({ messageId, images, showImages }: MailFrameProps) {
  const t = useTranslations("inbox.thread");
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(heights.get(messageId) ?? UNKNOWN_HEIGHT);
  const [blocked, setBlocked] = useState(false);
  const [isThere, setThere] = useState(false);
  const stop = useRef<() => void>(undefined);
  const measure = () => {
    stop.current?.();
    const page = frame.current?.contentDocument;
    if (!page?.body) return;
    setThere(true);
    setBlocked(page.documentElement.hasAttribute("data-blocked-images"));
    stop.current = watchHeight(page, (measured) => {
      heights.set(messageId, measured);
      setHeight(measured);
    });
  };
  // A page that came whole may have its frame before anybody can hear it load.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the frame is there
  useEffect(() => {
    const page = frame.current?.contentDocument;
    if (page?.readyState === "complete" && page.URL !== "about:blank") measure();
    return () => stop.current?.();
  }, []);
  return (
    <>
      {blocked && !images && <ImageBar onClick={showImages} />}
      <div className="relative">
        {!isThere && (
          <div className="absolute inset-x-0 top-1 max-w-150">
            <LoadingLines label={t("loading")} widths={[80, 95, 60]} />
          </div>
        )}
        <iframe
          ref={frame}
          title={t("mailFrame")}
          src={`/inbox/messages/${messageId}/html?images=${images ? 1 : 0}`}
          sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
          referrerPolicy="no-referrer"
          style={{ height }}
          onLoad={measure}
          className="relative block w-full border-0"
        />
      </div>
    </>
  );
}

/** Tells how high the mail is, now and whenever that changes; one that is too wide is made smaller. */
function watchHeight(page: Document, tell: (height: number) => void): () => void {
  const root = page.documentElement;
  const read = () => {
    fitWidth(page);
    tell(Math.ceil(root.getBoundingClientRect().height));
  };
  read();
  const observer = new ResizeObserver(read);
  observer.observe(root);
  return () => observer.disconnect();
}

const SMALLEST = 0.55;

function fitWidth(page: Document): void {
  const main = page.querySelector("main");
  if (!main) return;
  main.style.zoom = "1";
  const share = main.clientWidth / main.scrollWidth;
  if (share < 1) main.style.zoom = String(Math.max(SMALLEST, share));
}

function ImageBar({ onClick }: { onClick: () => void }) {
  const t = useTranslations("inbox.thread");
  return (
    <p className="mb-2 flex items-center gap-1.5 text-meta text-muted-foreground">
      <ImageDown className="size-3.5" aria-hidden />
      {t("imagesBlocked")}
      <button
        type="button"
        onClick={onClick}
        className="touchable rounded-cap font-medium text-primary-text hover:underline"
      >
        {t("loadImages")}
      </button>
    </p>
  );
}
