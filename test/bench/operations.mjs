/**
 * What is measured. An operation is a list of requests, taken in turns; a system that has no such operation leaves it out.
 * An adapter is a function of the same sample that gives `{ name, url, pid, headers, requests }`, `requests` by operation:
 * `{ method, path, headers?, body?, check(answer) }`, where `check` throws when the answer is not what was asked for.
 */
import { randomUUID } from 'node:crypto';

export const OPERATIONS = {
  LIST: 'the first 25 tasks of a subtree in one state, by deadline, with their number',
  SEARCH: 'two and six characters in titles, in turns',
  SEARCH2: 'two characters in titles',
  SEARCH6: 'six characters in titles',
  DETAIL: 'everything about one task',
  UPDATE: 'one task changed',
  URGE: 'the heaviest act of every day: a task urged, with a numbered paper to each unit; at the floor the same change as above',
  DASHBOARD: 'counts by unit, state and light; what waits',
  EXPORT: "some 10,000 tasks with the office's columns: as .xlsx, at the floor as .csv",
};

/** What takes seconds is asked over one connection only. */
export const ALONE = ['EXPORT'];
const EXPORTED = 10_000;

const STATES = ['in_progress', 'completed', 'close_requested', 'returned'];

/** What all systems are asked about, chosen once from the database: tasks in the visitor's scope, and those that can be changed. */
export async function sampleOf(client, unitId) {
  const ids = async (where, take) =>
    (
      await client.query(
        `SELECT t.id, t.version FROM task t WHERE ${where} AND t.supervising_unit_id IN (SELECT id FROM unit WHERE starts_with(path, (SELECT path FROM unit WHERE id = $1)))
          ORDER BY md5(t.id::text) LIMIT ${take}`,
        [unitId],
      )
    ).rows;
  const words = async length => (await client.query(WORDS, [unitId, length])).rows.map(({ word }) => word);
  const open = await ids("t.state IN ('issued', 'in_progress', 'returned')", 4000);
  const [two, six] = [await words(2), await words(6)];
  return { unitId, planId: 3, two, six, details: await ids("t.state <> 'draft'", 2000), open, exported: await exportOf(client, unitId) };
}

/** What somebody types who looks for a task that there is: the first characters of titles in the visitor's scope, by chance. */
const WORDS = `
  SELECT word FROM (SELECT DISTINCT left(t.title, $2) AS word FROM task t
    WHERE t.state <> 'draft' AND t.supervising_unit_id IN (SELECT id FROM unit WHERE starts_with(path, (SELECT path FROM unit WHERE id = $1)))) w
   ORDER BY md5(word) LIMIT 10`;

/** The filter of the ledger, by unit and perhaps state, that comes nearest to so many rows. */
async function exportOf(client, unitId) {
  const { rows } = await client.query(
    `WITH seen AS (SELECT DISTINCT t.id, t.state FROM task t JOIN assignment a ON a.task_id = t.id
        WHERE a.unit_id IN (SELECT id FROM unit WHERE starts_with(path, (SELECT path FROM unit WHERE id = $1))) AND t.state NOT IN ('draft', 'pending_issue', 'discarded')
          AND a.state <> 'replaced')
     SELECT NULL AS state, count(*) AS rows FROM seen UNION ALL SELECT state, count(*) FROM seen GROUP BY state`,
    [unitId],
  );
  const distance = ({ rows: many }) => Math.abs(Number(many) - EXPORTED);
  const [{ state }] = rows.sort((a, b) => distance(a) - distance(b));
  return { unitId, ...(state && { state }) };
}

/** One of each in turns. */
const inTurns = (one, other) => one.flatMap((each, index) => [each, other[index % other.length]]);

const found = answer => {
  if (!Array.isArray(answer.data) || typeof answer.total !== 'number') throw new Error('not a page of a list');
};
const some = answer => {
  found(answer);
  if (answer.total === 0) throw new Error('an empty list');
};
const isTask = id => answer => {
  if (answer.id !== id) throw new Error('another task');
};
const query = values => new URLSearchParams(values).toString();
const get = (path, check) => ({ method: 'GET', path, check });

/** A file as it comes, of which only the first bytes are looked at. */
const file = (path, begin) => ({
  method: 'GET',
  path,
  raw: true,
  check: bytes => {
    if (!bytes.subarray(0, begin.length).equals(Buffer.from(begin)) || bytes.length < 1000)
      throw new Error('not the file that was asked for');
  },
});

/** An act on a task. Each names the version that it saw: the answer tells the next one. */
const act = (task, noun, carried) => ({
  method: 'POST',
  // Each with a key of its own, as the pages send it. The floor's change answers no page either: what a page costs is DETAIL.
  get headers() {
    return { prefer: 'return=minimal', 'idempotency-key': randomUUID() };
  },
  path: `/api/tasks/${task.id}/${noun}`,
  body: () => ({ version: task.version, ...carried }),
  check: answer => {
    isTask(task.id)(answer);
    task.version = answer.version;
  },
});

/** The product itself: signed in, over its API. */
export function product(sample, { url, pid, headers }) {
  const list = (filter, field, check) =>
    get(`/api/tasks?${query({ filter: JSON.stringify(filter), sort: JSON.stringify([field, 'ASC']), range: '[0,24]' })}`, check);
  const half = sample.open.filter((_, index) => index % 2 === 0);
  return {
    name: 'product',
    url,
    pid,
    headers,
    requests: {
      LIST: STATES.map(state => list({ unitId: sample.unitId, state }, 'deadline', some)),
      SEARCH: inTurns(sample.two, sample.six).map(q => list({ q }, 'nextDue', some)),
      SEARCH2: sample.two.map(q => list({ q }, 'nextDue', found)),
      SEARCH6: sample.six.map(q => list({ q }, 'nextDue', found)),
      DETAIL: sample.details.map(({ id }) => get(`/api/tasks/${id}`, isTask(id))),
      UPDATE: half.map(task => act(task, 'higher-reference', { authority: '省卫生健康委', reference: '鲁卫督〔2026〕8号' })),
      URGE: half.map(task => act(task, 'reminder', { text: '请抓紧办理并及时报送进展。' })),
      DASHBOARD: [
        get('/api/dashboard', answer => {
          if (!Array.isArray(answer.byUnit) || answer.byUnit.length === 0) throw new Error('an empty dashboard');
        }),
      ],
      EXPORT: [file(`/api/task-export?${query({ filter: JSON.stringify(sample.exported) })}`, 'PK')],
    },
  };
}

/** The floor (floor.mjs). */
export function floor(sample, { url, pid }) {
  const half = sample.open.filter((_, index) => index % 2 === 1);
  const update = half.map(({ id }) => ({ method: 'POST', path: `/update?id=${id}`, check: isTask(id) }));
  return {
    name: 'floor',
    url,
    pid,
    headers: {},
    requests: {
      LIST: STATES.map(state => get(`/list?${query({ unit: sample.unitId, state })}`, some)),
      SEARCH: inTurns(sample.two, sample.six).map(q => get(`/search?${query({ q })}`, found)),
      SEARCH2: sample.two.map(q => get(`/search?${query({ q })}`, found)),
      SEARCH6: sample.six.map(q => get(`/search?${query({ q })}`, found)),
      DETAIL: sample.details.map(({ id }) => get(`/detail?id=${id}`, isTask(id))),
      UPDATE: update,
      URGE: update,
      DASHBOARD: [
        get(`/dashboard?${query({ unit: sample.unitId, plan: sample.planId })}`, answer => {
          if (!Array.isArray(answer.grid) || answer.grid.length === 0) throw new Error('an empty dashboard');
        }),
      ],
      EXPORT: [file(`/export?${query({ unit: sample.exported.unitId, state: sample.exported.state ?? '' })}`, 'id,')],
    },
  };
}
