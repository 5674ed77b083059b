/** A transparent pixel: an image without a source would lose its size. */
export const BLOCKED_PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

/** The letter's type and the colours of the theme; on paper, black on white whatever the theme. */
export const FRAME_STYLE = `
:root { color-scheme: light dark; --ink: light-dark(oklch(.235 .014 230), oklch(.93 .005 220)); --paper: light-dark(oklch(1 0 0), oklch(.212 .008 230));
  --link: light-dark(oklch(.45 .081 218), oklch(.81 .075 208)); --soft: light-dark(oklch(.953 .006 220), oklch(.262 .01 230)); --line: light-dark(oklch(.912 .005 220), oklch(.295 .009 228)); --quiet: light-dark(oklch(.43 .014 230), oklch(.775 .009 222)); --ring: light-dark(oklch(.56 .1 218), oklch(.7 .09 212)); }
:root.light, :root[data-paper] { color-scheme: light }
:root.dark:not([data-paper]) { color-scheme: dark }
html { overflow: hidden; background: var(--paper) }
body { margin: 0; color: var(--ink); font: 14px/1.5715 ui-sans-serif, system-ui, "Segoe UI", sans-serif; overflow-wrap: anywhere; -webkit-text-size-adjust: 100% }
[data-paper] body { line-height: 1.4 }
[data-paper].dark body { padding: 12px }
@media (prefers-color-scheme: dark) { [data-paper].system body { padding: 12px } }
main { display: flow-root; overflow-x: auto; overflow-y: hidden; max-width: 100% }
html:not([data-paper]) main { max-width: 600px }
a { color: var(--link) }
:focus-visible { outline: 2px solid var(--ring); outline-offset: 1px }
p { margin: 0 0 11px }
img { max-width: 100% }
img:not([height]) { height: auto }
pre { white-space: pre-wrap }
blockquote { margin: 0 0 0 2px; padding-left: 10px; border-left: 2px solid var(--line) }
img[data-blocked] { background: var(--soft); outline: 1px dashed var(--line); outline-offset: -1px; min-width: 8px; min-height: 8px }
img[data-blocked]:is([width="0"], [width="1"], [height="0"], [height="1"]) { display: none }
.host { color: var(--quiet); font-size: 12px }
.fold { display: inline-flex; align-items: center; height: 18px; margin-top: 8px; padding: 0 8px; border-radius: 5px; background: var(--soft); color: var(--quiet); line-height: 1; cursor: pointer }
.fold input { position: absolute; opacity: 0; width: 1px; height: 1px }
.fold:has(:focus-visible) { outline: 2px solid var(--ring); outline-offset: 1px }
[data-folds]:not(:has(> .fold :checked)) main :is([data-quote], [data-quote=start] ~ *, :has([data-quote=start]) ~ *) { display: none }
`;
