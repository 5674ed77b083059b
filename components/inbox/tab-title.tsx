"use client";
import { useEffect } from "react";
import { useDesk } from "./desk-context";

const ICON = (isUnread: boolean) =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0b5a6f"/>` +
      `<path d="M7 17h5l1.5 3h5l1.5-3h5M7 17l3-8h12l3 8v6H7z" fill="none" stroke="#fff" stroke-width="2" stroke-linejoin="round"/>` +
      `${isUnread ? '<circle cx="25" cy="7" r="7" fill="#c5282f" stroke="#fff" stroke-width="2"/>' : ""}</svg>`,
  )}`;

/** "(7) Où en est ma commande ? · Inbox", and a dot on the icon: seen from another tab. */
export function TabTitle() {
  const { counters } = useDesk().sidebar;
  const { inbox: count } = counters;
  useEffect(() => {
    const prefix = count > 0 ? `(${count}) ` : "";
    const write = () => {
      const bare = document.title.replace(/^\(\d+\) /, "");
      if (document.title !== prefix + bare) document.title = prefix + bare;
    };
    write();
    // Every page writes its own title, some time after it is there.
    const watch = new MutationObserver(write);
    watch.observe(document.head, { subtree: true, childList: true, characterData: true });
    return () => watch.disconnect();
  }, [count]);
  return <link rel="icon" type="image/svg+xml" href={ICON(count > 0)} />;
}
