import { type House, openHouse, Person, seen, uploaded } from './plans.fixture.js';

/** A record as the desk shows it. */
export interface Found {
  id: number;
  version: number;
  kind: string;
  text: string;
  words: string;
  start: number;
  end: number;
  decision: string;
  section: string[];
  items: unknown[];
  indicators: { raw: string }[];
  lead: string[];
  leadUnits: { name: string; unitIds: number[]; source: string }[];
  supportUnits: { name: string; unitIds: number[]; source: string }[];
  parentId: number | null;
}

/** The record with these words. */
export const find = (records: Found[], words: string) => records.find(record => record.text.includes(words)) as Found;

/** Two people on one post, and the documents at their desks. */
export class Desks {
  private constructor(
    readonly house: House,
    readonly planner: Person,
    private readonly other: Person,
  ) {}

  static async open(): Promise<Desks> {
    const house = await openHouse();
    await addColleague(house);
    return new Desks(house, await Person.signedIn(house.app, 'planner'), await Person.signedIn(house.app, 'planner2'));
  }

  close(): Promise<void> {
    return this.house.close();
  }

  async document(id: number): Promise<{ records: Found[]; at: number; planId: number }> {
    return (await this.planner.get(`/api/documents/${id}`)).body;
  }

  /** A document fresh at the desk, with what the planner and the other do there. */
  async with(text?: string) {
    const { id } = await uploaded(this.planner, text);
    const path = `/api/documents/${id}`;
    const by = (person: Person) => ({
      decide: (records: Found[], decision: string) => person.send('post', `${path}/decisions`, { records: seen(records), decision }),
      kinds: (records: Found[], kind: string) => person.send('post', `${path}/kinds`, { records: seen(records), kind }),
      change: (record: Found, change: object) =>
        person.send('patch', `${path}/records/${record.id}`, { version: record.version, ...change }),
      takeApart: (record: Found) => person.send('post', `${path}/records/${record.id}/items`, { version: record.version }),
      split: (record: Found, at: number[]) => person.send('post', `${path}/records/${record.id}/pieces`, { version: record.version, at }),
      merge: (records: Found[]) => person.send('post', `${path}/mergers`, { records: seen(records) }),
      undo: (stepId: number) => person.send('post', `${path}/undoings`, { stepId }),
      name: (name: string | string[], unitIds: number[], alias?: boolean) =>
        person.send('put', `${path}/names`, { names: [name].flat(), unitIds, alias }),
    });
    return { id, path, ...by(this.planner), other: by(this.other), now: async () => (await this.document(id)).records };
  }
}

/** Somebody else on the planner's post. */
async function addColleague({ source }: House): Promise<void> {
  await source.query(
    `WITH made AS (INSERT INTO account (login, name, password_hash, must_change_password)
       SELECT 'planner2', 'planner2同志', password_hash, false FROM account WHERE login = 'planner' RETURNING id)
     INSERT INTO post_holding (post_id, account_id, capacity, since)
     SELECT h.post_id, made.id, 'deputy', h.since FROM made, post_holding h JOIN account a ON a.id = h.account_id WHERE a.login = 'planner'`,
  );
}
