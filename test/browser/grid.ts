import type { Person } from '../support/browser.js';

/** The breakdown grid on a person's screen: its cells by row and column head, and how one types into them. */
export async function gridOf(person: Person) {
  const { page } = person;
  const heads = await page.locator('thead th').allTextContents();
  const cell = (row: number, head: string) =>
    page
      .locator('tbody tr')
      .nth(row)
      .locator('> *')
      .nth(heads.findIndex(text => text.startsWith(head)));
  const open = (row: number, head: string) => cell(row, head).locator('textarea:focus').waitFor();
  /** Types down a column from the first row, each line into a cell of its own. */
  const fill = async (head: string, ...lines: string[]) => {
    await cell(0, head).click();
    for (const [row, line] of lines.entries()) {
      await open(row, head);
      await page.keyboard.type(line);
      await person.press('Enter');
      await cell(row, head).getByText(line).waitFor();
    }
  };
  return { cell, open, fill };
}
