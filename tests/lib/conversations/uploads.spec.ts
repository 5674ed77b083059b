import { expect, test } from "vitest";
import { withCompany } from "@/db/company";
import { listUploads } from "@/db/queries/uploads";
import { answerConversation } from "@/lib/conversations/answer-conversation";
import { keepUpload } from "@/lib/conversations/keep-upload";
import { removeUpload } from "@/lib/conversations/remove-upload";
import { UPLOADED_AT_MOST } from "@/lib/conversations/view/upload-limits";
import { openConversation } from "./open-conversation";

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const EXE = Buffer.concat([Buffer.from("MZ"), Buffer.alloc(512)]);

type World = Awaited<ReturnType<typeof openConversation>>;

const upload = ({ companyId, employeeId }: World, name: string, content: Buffer, declaredType = "") =>
  keepUpload(companyId, { employeeId, name, content, declaredType });

test("the content says what a file is, not its name or what the browser claims", async () => {
  const world = await openConversation();
  expect(await upload(world, "plan.pdf", PNG, "application/pdf")).toMatchObject({
    name: "plan.pdf",
    type: "image/png",
    size: PNG.length,
  });
  const page = await upload(world, "page.html", Buffer.from("<script>alert(1)</script>"), "text/html");
  expect(page.type).toBe("application/octet-stream");
});

test("a name keeps nothing that fools the eye or leaves its folder", async () => {
  const world = await openConversation();
  expect(await upload(world, "..\\..\\etc/pla\u202en.png", PNG)).toMatchObject({ name: "plan.png" });
});

test.each([
  ["a program by its content", "photo.png", EXE],
  ["a program by its name", "facture.pdf.exe", PNG],
  ["a script by its name", "facture.js", Buffer.from("1")],
])("%s is refused with its name", async (_, name, content) => {
  const world = await openConversation();
  await expect(upload(world, name, content)).rejects.toMatchObject({
    message: "uploadRefused",
    values: { name },
  });
});

test("an empty file and one over 25 MB are refused", async () => {
  const world = await openConversation();
  await expect(upload(world, "vide.txt", Buffer.alloc(0))).rejects.toThrow("uploadEmpty");
  await expect(upload(world, "film.bin", Buffer.alloc(UPLOADED_AT_MOST + 1))).rejects.toThrow(
    "uploadTooLarge",
  );
});

test("files that are too much together keep the answer from going out", async () => {
  const world = await openConversation();
  const half = Buffer.alloc(UPLOADED_AT_MOST / 2 + 1, 1);
  const attached = [await upload(world, "a.bin", half), await upload(world, "b.bin", half)];
  await expect(
    answer(
      world,
      attached.map(({ id }) => id),
    ),
  ).rejects.toThrow("uploadsTooLarge");
});

test("nobody sends or throws away a colleague's or another company's file", async () => {
  const world = await openConversation();
  const other = await openConversation();
  const { id } = await upload(world, "plan.png", PNG);
  await expect(answer(other, [id])).rejects.toThrow("uploadGone");
  await withCompany(other.companyId, (db) =>
    removeUpload(db, { attachmentId: id, employeeId: world.employeeId }),
  );
  await withCompany(world.companyId, (db) =>
    removeUpload(db, { attachmentId: id, employeeId: other.employeeId }),
  );
  expect(await withCompany(world.companyId, (db) => listUploads(db, world.employeeId, [id]))).toHaveLength(1);
});

test("a file that is thrown away cannot be sent any more", async () => {
  const world = await openConversation();
  const { id } = await upload(world, "plan.png", PNG);
  await withCompany(world.companyId, (db) =>
    removeUpload(db, { attachmentId: id, employeeId: world.employeeId }),
  );
  await expect(answer(world, [id])).rejects.toThrow("uploadGone");
});

function answer({ companyId, employeeId, conversationId }: World, attachmentIds: number[]) {
  const to = [{ name: "Camille", address: "camille@client.test" }];
  const reply = { conversationId, employeeId, text: "Voici.", to, cc: [], bcc: [], attachmentIds };
  return withCompany(companyId, (db) => answerConversation(db, { ...reply, requestId: crypto.randomUUID() }));
}
