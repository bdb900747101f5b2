/** "Get the Student Grades" in a real window, from a server that answers as UCI's does, and as broken ones do. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { join } from "node:path";
import { test } from "node:test";
import { Editor, type EditorWindow } from "#support/editor.ts";
import { fileServer } from "#support/fileServer.ts";
import { uciArchive } from "#support/gradesForms.ts";
import { studentGradesPath, withoutStudentGrades } from "#support/studentGrades.ts";
import { withWorkshop } from "#support/workshop.ts";

/** A window on a fresh workshop whose download address is a server that answers so. */
async function withServer(
  answer: RequestListener,
  act: (window: EditorWindow, folder: string) => Promise<void>,
): Promise<void> {
  await using server = await fileServer(answer);
  await using workshop = await withWorkshop();
  await using editor = await Editor.start({ settings: { "baton.studentGrades.url": server.url } });
  const window = await editor.open(workshop.folder);
  await window.command("Baton: Get the Student Grades");
  await act(window, workshop.folder);
}

const source = async (folder: string) =>
  JSON.parse(await readFile(join(folder, "data", "raw", "source.json"), "utf8")).name;

test("UCI's archive is downloaded and checked; a run on it no longer says synthetic", {
  skip: withoutStudentGrades,
}, async () => {
  const archive = uciArchive(await readFile(studentGradesPath, "utf8"));
  await withServer(
    (_request, response) => response.end(archive),
    async (window, folder) => {
      const notice = window.notification("649 students, 33 columns");
      await notice.getByRole("button", { name: "Run Pipeline" }).click();
      await window
        .statusBar()
        .filter({ hasText: /MAE [\d.]+$/ })
        .waitFor();
      assert.equal(await source(folder), "student-por.csv (UCI)");
      assert.equal(
        await readFile(join(folder, "data", "raw", "students.csv"), "utf8"),
        await readFile(studentGradesPath, "utf8"),
      );
      await window.metrics().getByText("student-por.csv (UCI)").first().waitFor();
    },
  );
});

test("a server that has nothing there is told in one sentence, and the sample stays", async () => {
  await withServer(
    (_request, response) => response.writeHead(404).end(),
    async (window, folder) => {
      await window.notification("404").waitFor();
      assert.equal(await source(folder), "synthetic sample");
    },
  );
});

test("a cancelled download writes nothing and complains of nothing", async () => {
  const asked = Promise.withResolvers<void>();
  await withServer(
    (_request, response) => {
      response.write("PK");
      asked.resolve();
    },
    async (window, folder) => {
      await asked.promise;
      const notice = window.notification("getting the student grades");
      await notice.getByRole("button", { name: "Cancel" }).click();
      await notice.waitFor({ state: "detached" });
      assert.equal(await source(folder), "synthetic sample");
      assert.equal(await window.notification("Baton").count(), 0);
    },
  );
});
