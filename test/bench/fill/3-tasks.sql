-- The tasks, each computed in one row of `made` first: where it lies, when it is due, how far it is.

CREATE TEMP TABLE made AS
WITH day AS (SELECT current_setting('bench.today')::date AS today),
placed AS (
  SELECT i, b, today, extract(year FROM today)::int - 1 AS first_year,
         CASE WHEN p < 40 THEN 1 WHEN p < 80 THEN 2 WHEN p < 87 THEN 3 WHEN p < 94 THEN 4 ELSE 5 END AS plan_id
    FROM day, generate_series(1, current_setting('bench.tasks')::int) AS i,
         -- Every 400th task takes the one before it further.
         LATERAL (SELECT CASE WHEN i % 400 = 0 THEN i - 1 ELSE i END AS b) x, LATERAL (SELECT pg_temp.pick(b, 1, 100) AS p) y
),
owned AS (
  SELECT *, CASE WHEN plan_id <= 2 THEN 1 ELSE plan_id END AS owner, CASE WHEN plan_id <= 2 THEN pg_temp.pick(b, 2, 19) ELSE plan_id - 3 END AS c FROM placed
),
shared AS (
  SELECT *, CASE WHEN owner = 1 THEN 2 ELSE owner + 19 END AS supervising, (459 - c) / 19 + 1 AS n, (plan_id - 1) * 400 + 1 + pg_temp.pick(b, 15, 400) AS measure_id,
         CASE WHEN i % 400 = 0 THEN today + 20 + pg_temp.pick(i, 5, 300) ELSE make_date(first_year, 1, 31) + pg_temp.pick(i, 5, 1065) END AS deadline
    FROM owned
),
led AS (
  SELECT *, CASE WHEN pg_temp.pick(b, 4, 100) < 15 THEN 3 + c ELSE 41 + c + 19 * pg_temp.pick(b, 3, n) END AS lead,
         41 + c + 19 * ((pg_temp.pick(b, 3, n) + 1) % n) AS co, 41 + c + 19 * ((pg_temp.pick(b, 3, n) + 2) % n) AS support,
         LEAST(GREATEST(make_date(first_year, 1, 6) + pg_temp.pick(i, 6, 15), deadline - 90 - pg_temp.pick(i, 7, 400)), today - 6 - pg_temp.pick(i, 8, 60)) AS issued_on,
         pg_temp.pick(i, 9, 1000) AS luck
    FROM shared
),
staged AS (
  SELECT *, GREATEST(LEAST(deadline - pg_temp.pick(i, 10, 5), today - 2), issued_on + 4) AS end_on,
         CASE WHEN i % 400 = 399 THEN 'carried_over' WHEN i % 400 = 0 THEN 'in_progress'
              WHEN deadline < today - 10 THEN
                CASE WHEN luck < 350 THEN 'completed' WHEN luck < 610 THEN 'delisted' WHEN luck < 870 THEN 'archived' WHEN luck < 880 THEN 'terminated'
                     WHEN luck < 960 THEN 'in_progress' WHEN luck < 975 THEN 'returned' WHEN luck < 985 THEN 'issued' WHEN luck < 995 THEN 'close_requested' ELSE 'under_verification' END
              ELSE
                CASE WHEN luck < 60 THEN 'draft' WHEN luck < 70 THEN 'pending_issue' WHEN luck < 75 THEN 'discarded' WHEN luck < 135 THEN 'issued' WHEN luck < 860 THEN 'in_progress'
                     WHEN luck < 900 THEN 'returned' WHEN luck < 950 THEN 'close_requested' WHEN luck < 960 THEN 'under_verification' WHEN luck < 970 THEN 'suspended'
                     WHEN luck < 975 THEN 'terminated' ELSE 'completed' END END AS state
    FROM led
)
SELECT *, state NOT IN ('draft', 'pending_issue', 'discarded') AS issued, state NOT IN ('draft', 'pending_issue', 'discarded', 'issued') AS received,
       state IN ('close_requested', 'under_verification', 'returned', 'completed', 'delisted', 'archived') AS requested,
       state IN ('completed', 'delisted', 'archived') AS done, state IN ('close_requested', 'under_verification', 'completed', 'delisted', 'archived') AS branched
  FROM staged;

CREATE TEMP TABLE opening AS SELECT due, opens FROM jsonb_to_recordset(current_setting('bench.openings')::jsonb) AS o(due date, opens date);

CREATE TEMP TABLE numbered AS
SELECT i, row_number() OVER (PARTITION BY extract(year FROM issued_on) ORDER BY issued_on, i) AS nr, extract(year FROM issued_on)::int AS year FROM made WHERE issued;

INSERT INTO document_number (kind, year, last) SELECT 'task', year, max(nr) FROM numbered GROUP BY year;

INSERT INTO task (id, no, state, plan_id, measure_id, predecessor_id, title, requirement, done_criterion, evidence_required, lead_unit_id, owner_unit_id, supervising_unit_id,
                  start_date, original_deadline, deadline, percent, issued_at, completed_at, recheck_on, version, created_at) OVERRIDING SYSTEM VALUE
SELECT m.i, '督办〔' || n.year || '〕' || n.nr || '号', m.state, m.plan_id, m.measure_id, CASE WHEN m.i % 400 = 0 THEN m.i - 1 END,
       s.topic || '（' || pg_temp.word('{第一季度,第二季度,第三季度,第四季度,上半年,下半年,年内,首批,第二批,重点县区}', m.b, 16) || pg_temp.pick(m.b, 17, 900) || '）',
       rtrim(s.text, E'\n'), '现场核验通过，相关指标达到方案要求。', '工作总结和统计报表。', m.lead, m.owner, m.supervising,
       m.issued_on, CASE WHEN m.issued THEN m.deadline END, m.deadline,
       CASE WHEN m.done OR m.requested THEN 100 WHEN m.received THEN 40 + pg_temp.pick(m.i, 20, 50) END,
       CASE WHEN m.issued THEN pg_temp.hour(m.issued_on, m.i, 30) END, CASE WHEN m.done THEN pg_temp.hour(m.end_on + 1, m.i, 31) END,
       CASE WHEN m.done AND m.i % 3 = 0 THEN m.end_on + 60 END,
       CASE WHEN NOT m.issued THEN 1 WHEN m.state = 'issued' THEN 2 ELSE 3 + (m.requested::int) + (m.done::int) END, pg_temp.hour(m.issued_on - 2, m.i, 32)
  FROM made m JOIN sentence s ON s.plan_id = m.plan_id AND s.position = (m.measure_id - 1) % 400 + 1 LEFT JOIN numbered n ON n.i = m.i
 ORDER BY m.i;

-- A step for each year of the plan up to the deadline; those behind us are judged, but for the odd one that was forgotten.
INSERT INTO task_phase (task_id, year, kind, name, due_date, target, verdict, note, recorded_at, recorded_by)
SELECT i, year, kind, name, due, name || '阶段完成序时任务', CASE WHEN judged THEN CASE WHEN luck % 7 = 0 THEN 'behind' ELSE 'reached' END END,
       CASE WHEN judged THEN '查阅资料' END, CASE WHEN judged THEN pg_temp.hour(LEAST(due + 5, end_on - 1), i, 40 + year % 10) END, CASE WHEN judged THEN (supervising - 1) * 4 + 3 END
  FROM (SELECT m.i, m.end_on, m.luck, m.supervising, p.year, p.kind, p.name, d.due, m.received AND d.due < m.today - 10 AND d.due >= m.issued_on AND (m.done OR m.luck % 10 > 0) AS judged
          FROM made m JOIN plan_phase p ON p.plan_id = m.plan_id AND p.year <= extract(year FROM m.deadline),
               LATERAL (SELECT LEAST(p.due_date, m.deadline) AS due) d) f
 ORDER BY i, year;

INSERT INTO suspension (task_id, from_day, confirmed_on, until_day) SELECT i, today - 4, today - 4, today + 60 FROM made WHERE state = 'suspended';

-- The lights' days as tasks/lights.ts settles them under the default scheme (七日制): the earliest open step, or the end; seven days before it.
UPDATE task t SET next_due = d.due, warn_from = CASE WHEN d.issued THEN d.due - 7 END
  FROM (SELECT m.i, m.issued, LEAST(m.deadline, min(f.due_date)) AS due
          FROM made m LEFT JOIN task_phase f ON f.task_id = m.i AND f.verdict IS NULL AND f.due_date >= m.issued_on
         WHERE m.state <> 'suspended' GROUP BY m.i, m.issued, m.deadline) d
 WHERE t.id = d.i;

-- Three shares a task: numbers 3(i-1)+1, +2, +3.
INSERT INTO assignment (id, task_id, unit_id, role, state, first_read_at, received_at, received_by, version, created_at) OVERRIDING SYSTEM VALUE
SELECT (m.i - 1) * 3 + k, m.i, unit, (ARRAY['lead', 'co_lead', 'support'])[k],
       CASE WHEN NOT m.received THEN 'pending_receipt' WHEN k = 2 AND m.branched THEN 'branch_confirmed' ELSE 'received' END,
       CASE WHEN m.received THEN r.at END, CASE WHEN m.received THEN r.at END, CASE WHEN m.received THEN (unit - 1) * 4 + 2 END,
       CASE WHEN NOT m.received THEN 1 WHEN k = 2 AND m.branched THEN 4 ELSE 2 END, pg_temp.hour(m.issued_on - 2, m.i, 32)
  FROM made m, generate_series(1, 3) AS k, LATERAL (SELECT (ARRAY[m.lead, m.co, m.support])[k] AS unit, pg_temp.hour(m.issued_on + 1, m.i, 50 + k) AS at) r
 ORDER BY m.i, k;

-- The report that lead and co-leading units are waited for next, as tasks/report.days.ts settles it: the first step without a result, from its window's opening.
UPDATE assignment a SET report_opens = f.opens, report_due = f.due
  FROM (SELECT DISTINCT ON (step.task_id) step.task_id, step.due, COALESCE(o.opens, step.begins) AS opens
          FROM (SELECT p.task_id, p.due_date AS due, p.verdict, m.today, m.state,
                       GREATEST(m.issued_on, lag(p.due_date) OVER (PARTITION BY p.task_id ORDER BY p.due_date) + 1) AS begins
                  FROM task_phase p JOIN made m ON m.i = p.task_id WHERE m.issued AND p.due_date >= m.issued_on) step
          LEFT JOIN opening o ON o.due = step.due
         WHERE step.verdict IS NULL AND NOT (step.state = 'suspended' AND step.due >= step.today - 4)
         ORDER BY step.task_id, step.due) f
 WHERE a.task_id = f.task_id AND a.role <> 'support';

-- Three reports (two of the lead unit, one of the co-leading), two pieces of proof. The last report of an open task waits for the head's word.
INSERT INTO cycle_return (id, task_id, assignment_id, state, version, percent, done_text, problem, next_step, reporter_id, at) OVERRIDING SYSTEM VALUE
SELECT (m.i - 1) * 3 + k, m.i, (m.i - 1) * 3 + CASE k WHEN 2 THEN 2 ELSE 1 END, CASE WHEN k < 3 OR m.requested THEN 'approved' ELSE 'submitted' END,
       CASE WHEN k < 3 OR m.requested THEN 3 ELSE 1 END, CASE k WHEN 1 THEN 30 WHEN 2 THEN 60 ELSE t.percent END,
       format('第%s次报送：按方案要求完成阶段工作，走访%s个点位，整改问题%s项。', k, 3 + pg_temp.pick(m.i, 60 + k, 40), pg_temp.pick(m.i, 64 + k, 9)),
       CASE WHEN pg_temp.pick(m.i, 68 + k, 3) = 0 THEN '个别单位进度偏慢。' END, '继续按序时推进。',
       (CASE k WHEN 2 THEN m.co ELSE m.lead END - 1) * 4 + 2, pg_temp.hour(m.issued_on + 1 + k * (m.end_on - m.issued_on - 1) / 4, m.i, 70 + k)
  FROM made m JOIN task t ON t.id = m.i, generate_series(1, 3) AS k WHERE m.received ORDER BY m.i, k;

INSERT INTO evidence_requirement (id, task_id, position, kind, name, minimum) OVERRIDING SYSTEM VALUE
SELECT (m.i - 1) * 2 + k, m.i, k - 1, (ARRAY['report', 'data'])[k], (ARRAY['工作总结', '统计报表'])[k], 1 FROM made m, generate_series(1, 2) AS k WHERE m.issued ORDER BY m.i, k;

INSERT INTO evidence (id, task_id, assignment_id, requirement_id, file_name, media_type, sha256, size, uploader_id, uploaded_at, frozen_at) OVERRIDING SYSTEM VALUE
SELECT (m.i - 1) * 2 + k, m.i, (m.i - 1) * 3 + 1, (m.i - 1) * 2 + k, CASE k WHEN 1 THEN '工作总结.pdf' ELSE '统计报表.xlsx' END,
       CASE k WHEN 1 THEN 'application/pdf' ELSE 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' END,
       md5(format('%s-%s-a', m.i, k)) || md5(format('%s-%s-b', m.i, k)), 20000 + pg_temp.pick(m.i, 80 + k, 2000000), (m.lead - 1) * 4 + 2,
       pg_temp.hour(m.issued_on + 2 + k * (m.end_on - m.issued_on - 1) / 4, m.i, 82 + k), CASE WHEN m.requested THEN pg_temp.hour(m.end_on, m.i, 90) END
  FROM made m, generate_series(1, 2) AS k WHERE m.received ORDER BY m.i, k;
