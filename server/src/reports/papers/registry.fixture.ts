import { openTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { Digests } from '../../messages/digest.js';
import { House } from '../house.fixture.js';
import { partsOf, wordsOf } from './docx.fixture.js';

/** A house and what its people do with papers. */
export class Registry {
  private constructor(
    readonly house: House,
    private readonly database: TestDatabase,
  ) {}

  static async open(): Promise<Registry> {
    const database = await openTestDatabase();
    return new Registry(await House.open(database.source), database);
  }

  async close(): Promise<void> {
    await this.house.app.close();
    await this.database.close();
  }

  /** The papers of a task that the person sees. */
  async papersOf(login: string, taskId: number) {
    return (await (await this.house.as(login)).list('/api/papers', { taskId })).body.data;
  }

  /** Does the act of this noun on a paper as it stands now. */
  async act(login: string, id: number, noun: string, body: object = {}) {
    const [{ version }] = await this.house.source.query('SELECT version FROM paper WHERE id = $1', [id]);
    return (await this.house.as(login)).send('post', `/api/papers/${id}/${noun}`, { version, ...body });
  }

  /** What the person reads in the file. */
  async docxOf(login: string, id: number): Promise<string> {
    const { body } = await (await this.house.as(login)).file(`/api/papers/${id}/docx`);
    const parts = [...(await partsOf(body))].filter(([name]) => /^word\/(document|header\d)\.xml$/.test(name));
    return parts.map(([, xml]) => wordsOf(xml)).join('\n');
  }

  /** What the person's digest would say now. */
  async digestOf(login: string): Promise<string> {
    const [{ id, name }] = await this.house.source.query('SELECT id, name FROM account WHERE login = $1', [login]);
    return (await this.house.app.get(Digests).ofPerson(this.house.source.manager, id, name, 0, 2_000_000_000)).text;
  }
}
