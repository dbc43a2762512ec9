import type { Person } from '../support/browser.js';

/**
 * Tests that go on where the one before stopped: once one has failed, those after it fail at once, and everybody's window is photographed.
 * @param people whoever is at a window, by the time a station runs
 */
export function stations(people: () => (Person | undefined)[]): (name: string, work: () => Promise<void>) => void {
  let stopped = false;
  return (name, work) =>
    it(name, async () => {
      if (stopped) throw new Error('an earlier station failed');
      stopped = true;
      await work().catch(async error => {
        for (const person of people()) await person?.shot(`failed-${person.login}`);
        throw error;
      });
      stopped = false;
    });
}

/** What went wrong behind the screens: uncaught exceptions and failures of the server. */
export const faultsBehind = (people: (Person | undefined)[]) =>
  people.flatMap(person => person?.noise.filter(line => /^uncaught|^5\d\d/.test(line)) ?? []);

/** The system administrator gives a person a new first password in the list of accounts; answers it. */
export async function resetPassword(administrator: Person, login: string): Promise<string> {
  const { dialog } = administrator;
  await administrator.open('/accounts');
  await administrator.search(login);
  await administrator.button('重置密码').click();
  await dialog.getByRole('button', { name: '重置密码' }).click();
  const shown = dialog.locator('output');
  await shown.waitFor();
  const password = ((await shown.textContent()) ?? '').trim();
  await dialog.getByRole('button').last().click();
  await shown.waitFor({ state: 'detached' });
  return password;
}
