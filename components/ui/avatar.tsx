import clsx from "clsx";

const SIZES = {
  small: "size-5 text-[0.5625rem]",
  medium: "size-7 text-hint",
  large: "size-10 text-letter",
};

interface AvatarProps {
  name: string;
  size?: keyof typeof SIZES;
  /** One of us, in petrol; a customer is grey. */
  ours?: boolean;
}

/** Decorative: the name stands beside it, or give it a label around it. */
export function Avatar({ name, size = "medium", ours }: AvatarProps) {
  return (
    <span
      aria-hidden
      className={clsx(
        "grid shrink-0 place-items-center rounded-full font-semibold",
        SIZES[size],
        ours ? "bg-primary-soft text-primary-text" : "bg-accent text-muted-foreground",
      )}
    >
      {initialsOf(name)}
    </span>
  );
}

/** "Camille Renaud" is CR, "Mehdi" is M, "06 12…" is #. */
function initialsOf(name: string): string {
  const words = name.split(/[\s.@_-]+/).filter((word) => /^\p{L}/u.test(word));
  const [first, last] = [words[0], words.length > 1 ? words[words.length - 1] : undefined];
  return (
    [first, last]
      .map((word) => (word ? ([...word][0] ?? "") : ""))
      .join("")
      .toLocaleUpperCase() || "#"
  );
}
