/**
 * What is measured. An operation is a list of requests, taken in turns; a system that has no such operation leaves it out.
 * An adapter is a function of the same sample that gives `{ name, url, pid, headers, requests }`, `requests` by operation:
 * `{ method, path, body?, check(answer) }`, where `check` throws when the answer is not what was asked for.
 */
export const OPERATIONS = {
  LIST: 'the first 25 tasks of a subtree in one state, by deadline, with their number',
  SEARCH: 'two and six characters in titles, in turns',
  SEARCH2: 'two characters in titles',
  SEARCH6: 'six characters in titles',
  DETAIL: 'everything about one task',
  UPDATE: 'one task changed',
  DASHBOARD: 'counts by unit, state and light; what waits',
};

const STATES = ['in_progress', 'completed', 'close_requested', 'returned'];
const TWO = ['托育', '血液', '签约', '妇女', '肿瘤', '中医', '胸痛', '戒烟', '托位', '疫苗'];
const SIX = ['共体能力提升', '医馆规范化建', '防治信息互联', '管理分级分类', '调度资金使用', '监测数据质量'];

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
  const open = await ids("t.state IN ('issued', 'in_progress', 'returned')", 4000);
  return { unitId, planId: 3, details: await ids("t.state <> 'draft'", 2000), open };
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
      SEARCH: inTurns(TWO, SIX).map(q => list({ q }, 'nextDue', found)),
      SEARCH2: TWO.map(q => list({ q }, 'nextDue', found)),
      SEARCH6: SIX.map(q => list({ q }, 'nextDue', found)),
      DETAIL: sample.details.map(({ id }) => get(`/api/tasks/${id}`, isTask(id))),
      // Each change names the version that it saw: the answer tells the next one.
      UPDATE: half.map(task => ({
        method: 'POST',
        path: `/api/tasks/${task.id}/reminder`,
        body: () => ({ version: task.version, text: '请抓紧办理并及时报送进展。' }),
        check: answer => {
          isTask(task.id)(answer);
          task.version = answer.version;
        },
      })),
      DASHBOARD: [
        get('/api/dashboard', answer => {
          if (!Array.isArray(answer.byUnit) || answer.byUnit.length === 0) throw new Error('an empty dashboard');
        }),
      ],
    },
  };
}

/** The floor (floor.mjs). */
export function floor(sample, { url, pid }) {
  const half = sample.open.filter((_, index) => index % 2 === 1);
  return {
    name: 'floor',
    url,
    pid,
    headers: {},
    requests: {
      LIST: STATES.map(state => get(`/list?${query({ unit: sample.unitId, state })}`, some)),
      SEARCH: inTurns(TWO, SIX).map(q => get(`/search?${query({ q })}`, found)),
      SEARCH2: TWO.map(q => get(`/search?${query({ q })}`, found)),
      SEARCH6: SIX.map(q => get(`/search?${query({ q })}`, found)),
      DETAIL: sample.details.map(({ id }) => get(`/detail?id=${id}`, isTask(id))),
      UPDATE: half.map(({ id }) => ({ method: 'POST', path: `/update?id=${id}`, check: isTask(id) })),
      DASHBOARD: [
        get(`/dashboard?${query({ unit: sample.unitId, plan: sample.planId })}`, answer => {
          if (!Array.isArray(answer.grid) || answer.grid.length === 0) throw new Error('an empty dashboard');
        }),
      ],
    },
  };
}
