import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { separateReply } from "@/lib/email/new-text";
import { textFrom } from "@/lib/email/parse-body";
import { cpuTimeOf } from "../../support/cpu-time";

const fromText = (text: string, subject?: string) => separateReply({ text, html: null, subject });
const fromHtml = (html: string) => separateReply({ text: textFrom(html), html });

const OURS = "Bonjour,\n\nVotre lampe est prête.\n\nL'Atelier";
const quoted = OURS.replace(/^/gm, "> ");

describe("the new text of a mail", () => {
  test.each([
    ["Le lun. 3 mars 2025 à 09:12, Atelier Lumen <contact@lumen.example> a écrit :", quoted],
    ["Le 3 mars 2025 à 09:12, Atelier Lumen\n<contact@lumen.example> a\nécrit\u00a0:", quoted],
    ["On Mon, Mar 3, 2025 at 9:12 AM Atelier Lumen <contact@lumen.example>\nwrote:", quoted],
    ["Am 03.03.2025 um 09:12 schrieb Atelier Lumen:", quoted],
    ["Em seg., 3 de mar. de 2025 às 09:12, Atelier <c@lumen.example> escreveu:", quoted],
    ["Op ma 3 mrt 2025 om 09:12 schreef Atelier Lumen <c@lumen.example>:", quoted],
    ["Pada 3 Mac 2025 9:12, Atelier <c@lumen.example> menulis:", OURS],
    ["пн, 3 мар. 2025 г. в 09:12, Atelier <c@lumen.example>:", OURS],
    ["-----Message d'origine-----\nDe : Atelier\nEnvoyé : lundi 3 mars 2025", OURS],
    [
      "________________________________\nDe : Atelier <c@lumen.example>\nEnvoyé : lundi 3 mars 2025\nÀ : Eva\nObjet : Lampe",
      OURS,
    ],
    ["From: Atelier <c@lumen.example>\nSent: Monday, March 3, 2025 9:12\nTo: Eva\nSubject: Lamp", OURS],
    ["*De :* Atelier\n*Envoyé :* lundi 3 mars\n*À :* Eva\n*Objet :* Lampe", OURS],
    ["Fra: Atelier <c@lumen.example>\nDato: mandag 3. marts 2025\nTil: Eva\nEmne: Lampe", OURS],
  ])("ends above %j", (introduction, quote) => {
    const reply = fromText(`Merci !\nJe passe demain.\n\n${introduction}\n\n${quote}\n`);
    expect(reply).toEqual({ newText: "Merci !\nJe passe demain.", quoted: true });
  });

  test("is the whole text where nothing is quoted, signature or not", () => {
    for (const text of [
      "Bonjour,\nLe 3 mars à 10:30, j'ai écrit : pas de réponse.\nEva",
      "From: Paris\nTo: Lyon\nDate: 3 mars\nMerci",
      "Something he wrote:\nnothing",
      "De : la part de tous, merci.",
    ]) {
      expect(fromText(`Une question.\n\n${text}`)).toEqual({
        newText: `Une question.\n\n${text}`,
        quoted: false,
      });
    }
  });

  test("leaves out what the mail program wrote below it", () => {
    expect(fromText("Merci\n\nEnvoyé de mon iPhone")).toEqual({ newText: "Merci", quoted: true });
    expect(fromText("Merci\n\n-- \nEva Morel\n06 12 34 56 78")).toEqual({ newText: "Merci", quoted: true });
    expect(fromText("Envoyé de mon iPhone").newText).toBe("Envoyé de mon iPhone");
  });

  test("goes on below a signature when a sentence stands there", () => {
    const text = "Merci\n\n-- \nEva\n\nJe voulais encore vous demander quand vous ouvrez le samedi matin.";
    expect(fromText(text)).toEqual({ newText: text, quoted: false });
  });

  test("stands below the quote of somebody who answers there", () => {
    const reply = fromText(
      `Le 3 mars 2025 à 09:12, Atelier <c@l.example> a écrit :\n${quoted}\n\nParfait, à demain.`,
    );
    expect(reply).toEqual({ newText: "Parfait, à demain.", quoted: true });
  });

  test("keeps the questions that are answered line by line, and drops the rest of the quote", () => {
    const text = "Bonjour,\n\n> Quelle couleur ?\nBleu.\n\n> Quelle taille ?\nGrande.";
    expect(fromText(text)).toEqual({ newText: text, quoted: false });
    expect(fromText(`${text}\n\n> Cordialement\n> L'Atelier`).newText).toBe(text);
  });

  test("keeps a forwarded mail, whose question may be in it", () => {
    const mail =
      "De : Paul <p@client.example>\nEnvoyé : lundi 3 mars 2025\nObjet : Lampe\n\nLa mienne est cassée.";
    for (const text of [
      `Voyez ci-dessous.\n\n---------- Forwarded message ---------\n${mail}`,
      `Voyez ci-dessous.\n\n-------- Message transféré --------\n${mail}`,
      `Voyez.\n\nDébut du message réexpédié :\n\n> ${mail.replaceAll("\n", "\n> ")}`,
      mail,
    ]) {
      expect(fromText(text)).toEqual({ newText: text, quoted: false });
    }
    expect(fromText(`Voyez.\n\n${mail}`, "TR: Lampe").newText).toContain("cassée");
    expect(fromText(`Voyez.\n\n${mail}`, "RE: Lampe").newText).toBe("Voyez.");
  });

  test("is found by the marks of mail programs in a language we do not know", () => {
    const gmail = `<div>Merci</div><div class="gmail_quote"><div class="gmail_attr">X yazmisti ki:<br></div><blockquote class="gmail_quote" style="border-left:1px solid">Bonjour</blockquote></div>`;
    const outlook = `<div>Merci</div><hr><div id="divRplyFwdMsg"><b>Xx:</b> Atelier<br><b>Yy:</b> Eva</div><div>Bonjour</div>`;
    const word = `<p>Merci</p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>Xx:</b> Atelier</p></div></div><p>Bonjour</p>`;
    for (const html of [gmail, outlook, word]) {
      expect(separateReply({ text: "Merci\n\nX yazmisti ki:\n\nBonjour", html })).toEqual({
        newText: "Merci",
        quoted: true,
      });
    }
  });

  test("is not cut where Gmail only indents", () => {
    const html = `<div>Mon adresse :</div><blockquote style="margin:0 0 0 40px;border:none;padding:0">12 rue Haute</blockquote>`;
    expect(fromHtml(html).newText).toContain("12 rue Haute");
  });

  test("is never empty when the mail is not, and always part of it", () => {
    const piece = fc.constantFrom(
      "Merci",
      "",
      "> Bonjour",
      ">",
      "On Mon, 3 Mar 2025, Eva <e@a.example> wrote:",
      "-- ",
      "Sent from my iPhone",
      "From: a <a@b.c>",
      "Subject: x",
      "-----Original Message-----",
      "---------- Forwarded message ----------",
      "___________",
      "\ue000",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 30 })), { maxLength: 30 }), (lines) => {
        const text = lines.join("\n");
        const { newText, quoted } = fromText(text);
        expect(newText.trim() === "").toBe(text.replaceAll("\ue000", "").trim() === "");
        for (const line of newText.split("\n")) expect(text).toContain(line);
        if (!quoted) expect(newText.replace(/\s/g, "")).toBe(text.replace(/[\s\ue000]/g, ""));
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ["On ", 100_000],
    ["> ", 300_000],
    ["Op \n", 100_000],
    ["wrote:\n", 100_000],
    ["From: a\n", 80_000],
    ["a@b.c wrote:\n", 60_000],
    ["On 3.3.2025 a\n", 60_000],
    ["-", 500_000],
    ["------ x\n", 80_000],
    ["Sent from my ", 60_000],
    ["\n", 500_000],
    ["> a\n\nb\n", 80_000],
  ])("is found at once in %j written %i times", async (piece, times) => {
    const took = await cpuTimeOf(() => fromText(`Merci\n${piece.repeat(times)}`));
    expect(took).toBeLessThan(1500);
  });
});
