"use client";

/** Shown when even the layout failed: no words provider, no stylesheet can be counted on. */
export default function BrokenPage({ reset }: { reset: () => void }) {
  return (
    <html lang="fr">
      <body
        style={{
          font: "16px/1.5 system-ui, sans-serif",
          margin: "15vh auto",
          maxWidth: "26rem",
          padding: "0 1rem",
        }}
      >
        <p>
          La page ne s’est pas affichée. Rien n’est perdu.
          <br />
          <span lang="en">The page couldn’t be shown. Nothing is lost.</span>
        </p>
        <button type="button" onClick={reset}>
          Réessayer · Try again
        </button>
      </body>
    </html>
  );
}
