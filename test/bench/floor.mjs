// The floor: node:http and pg with hand-written SQL over the same database. The same reads and one-statement writes, without sessions, scope and acts.
import { createServer } from 'node:http';
import pg from 'pg';

pg.types.setTypeParser(pg.types.builtins.DATE, day => day);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 20, options: '-c timezone=UTC' });
const rows = async (sql, values) => (await pool.query(sql, values)).rows;
const TODAY = process.env.TODAY;

const BELOW = 'SELECT below.id FROM unit top JOIN unit below ON starts_with(below.path, top.path) WHERE top.id = $1';
const LIGHT = `CASE WHEN t.state IN ('draft', 'pending_issue', 'discarded') THEN 'unissued'
  WHEN t.state IN ('completed', 'delisted', 'archived', 'terminated', 'carried_over') THEN 'done' WHEN t.next_due IS NULL THEN 'no_date'
  WHEN t.next_due < '${TODAY}' THEN 'overdue' WHEN t.warn_from <= '${TODAY}' THEN 'due_soon' ELSE 'normal' END`;
const LINE = `t.id, t.no, t.title, t.state, t.deadline, t.next_due, t.percent, t.version, ${LIGHT} AS light, p.title AS plan, u.name AS lead`;
const JOINS = 'JOIN plan p ON p.id = t.plan_id JOIN unit u ON u.id = t.lead_unit_id';

const page = async (where, order, values) => ({
  data: await rows(`SELECT ${LINE} FROM task t ${JOINS} WHERE ${where} ORDER BY ${order} LIMIT 25`, values),
  total: (await rows(`SELECT count(*) AS total FROM task t WHERE ${where}`, values))[0].total,
});

const ROUTES = {
  list: query =>
    page(
      `t.state = $2 AND EXISTS (SELECT 1 FROM assignment a WHERE a.task_id = t.id AND a.unit_id IN (${BELOW}))`,
      't.deadline NULLS LAST, t.id',
      [query.get('unit'), query.get('state')],
    ),
  search: query => page('t.title ILIKE $1', 't.next_due NULLS LAST, t.id', [`%${query.get('q')}%`]),
  async detail(query) {
    const id = [query.get('id')];
    const [[task], shares, returns, evidence, phases, timeline] = await Promise.all([
      rows(`SELECT ${LINE}, t.requirement, t.done_criterion, t.evidence_required FROM task t ${JOINS} WHERE t.id = $1`, id),
      rows('SELECT a.*, u.name AS unit FROM assignment a JOIN unit u ON u.id = a.unit_id WHERE a.task_id = $1 ORDER BY a.id', id),
      rows(
        'SELECT r.*, p.name AS reporter FROM cycle_return r JOIN account p ON p.id = r.reporter_id WHERE r.task_id = $1 ORDER BY r.id DESC',
        id,
      ),
      rows('SELECT e.*, p.name AS uploader FROM evidence e JOIN account p ON p.id = e.uploader_id WHERE e.task_id = $1 ORDER BY e.id', id),
      rows('SELECT * FROM task_phase WHERE task_id = $1 ORDER BY year', id),
      rows('SELECT * FROM process_history WHERE task_id = $1 ORDER BY id DESC', id),
    ]);
    return { ...task, shares, returns, evidence, phases, timeline };
  },
  async update(query) {
    const changed = await rows('UPDATE task SET version = version + 1 WHERE id = $1 RETURNING id, version', [query.get('id')]);
    return changed[0];
  },
  async dashboard(query) {
    const [grid, [waiting]] = await Promise.all([
      rows(
        `SELECT t.lead_unit_id, t.state, ${LIGHT} AS light, count(*) AS count FROM task t
          WHERE t.plan_id = $2 AND t.lead_unit_id IN (${BELOW}) GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
        [query.get('unit'), query.get('plan')],
      ),
      rows(
        `SELECT count(*) FILTER (WHERE t.state IN ('close_requested', 'under_verification')) AS to_review,
                count(*) FILTER (WHERE t.state IN ('issued', 'in_progress', 'returned') AND t.next_due < '${TODAY}') AS overdue
           FROM task t WHERE t.supervising_unit_id IN (${BELOW})`,
        [query.get('unit')],
      ),
    ]);
    return { grid, waiting };
  },
};

/** The tasks of a subtree as .csv, a few hundred rows at a time. */
async function sendCsv(query, response) {
  const found = await rows(
    `SELECT t.id FROM task t WHERE ($2 = '' OR t.state = $2) AND EXISTS (SELECT 1 FROM assignment a WHERE a.task_id = t.id AND a.unit_id IN (${BELOW}))
      ORDER BY t.next_due NULLS LAST, t.id`,
    [query.get('unit'), query.get('state')],
  );
  response.writeHead(200, { 'content-type': 'text/csv; charset=utf-8' });
  let head = true;
  for (let at = 0; at < found.length; at += 500) {
    const lines = await rows(
      `SELECT ${LINE}, t.requirement, t.done_criterion, t.evidence_required, t.start_date, t.original_deadline, t.issued_at, t.completed_at,
              (SELECT string_agg(x.name, '、' ORDER BY a.id) FROM assignment a JOIN unit x ON x.id = a.unit_id WHERE a.task_id = t.id AND a.role <> 'lead') AS others,
              (SELECT count(*) FROM evidence e WHERE e.task_id = t.id) AS evidence, last.done_text, last.problem, last.next_step, last.at
         FROM task t ${JOINS} LEFT JOIN LATERAL (SELECT r.done_text, r.problem, r.next_step, r.at FROM cycle_return r WHERE r.task_id = t.id ORDER BY r.id DESC LIMIT 1) last ON true
        WHERE t.id = ANY($1) ORDER BY array_position($1::int[], t.id)`,
      [found.slice(at, at + 500).map(({ id }) => id)],
    );
    if (head) response.write(`${Object.keys(lines[0]).join(',')}\n`);
    head = false;
    response.write(`${lines.map(line => Object.values(line).map(csv).join(',')).join('\n')}\n`);
  }
  response.end();
}

const csv = value => (value === null ? '' : `"${String(value instanceof Date ? value.toISOString() : value).replaceAll('"', '""')}"`);

const server = createServer(async (request, response) => {
  try {
    const url = new URL(request.url, 'http://floor');
    if (url.pathname === '/export') return await sendCsv(url.searchParams, response);
    const answer = await ROUTES[url.pathname.slice(1)](url.searchParams);
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(answer));
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
