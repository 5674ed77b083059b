import type { ComponentProps } from "react";

/** A small button in the second line of the header, that opens a menu. */
export function HeaderButton(props: ComponentProps<"button">) {
  return (
    <button
      type="button"
      {...props}
      className="touchable flex h-6 min-w-0 shrink items-center gap-1 rounded-small px-1.5 first:-ml-1.5 first:shrink-0 max-md:px-0.5 max-md:first:-ml-0.5 hover:bg-accent hover:text-foreground aria-expanded:bg-accent [&_.lucide]:size-3.5"
    />
  );
}
