-- What the doorway would have written while all this happened: history, audit chain, outbox, messages.

CREATE TEMP TABLE story AS
SELECT i AS task_id, seq, at, process, record_id, act, from_state, to_state, account, input::jsonb FROM (
  SELECT m.i, 1 AS seq, pg_temp.hour(m.issued_on - 2, m.i, 32) AS at, 'task' AS process, m.i AS record_id, 'propose' AS act, NULL AS from_state, 'draft' AS to_state, (m.owner - 1) * 4 + 1 AS account, '{}' AS input FROM made m
  UNION ALL SELECT m.i, 2, pg_temp.hour(m.issued_on - 1, m.i, 33), 'task', m.i, 'register', 'draft', 'pending_issue', (m.owner - 1) * 4 + 1, '{}' FROM made m WHERE m.state = 'pending_issue'
  UNION ALL SELECT m.i, 2, pg_temp.hour(m.issued_on - 1, m.i, 33), 'task', m.i, 'discard', 'draft', 'discarded', (m.owner - 1) * 4 + 1, '{"reason": "与另一项任务重复。"}' FROM made m WHERE m.state = 'discarded'
  UNION ALL SELECT m.i, 3, pg_temp.hour(m.issued_on, m.i, 30), 'task', m.i, 'issue', 'draft', 'issued', (m.owner - 1) * 4 + 1, '{}' FROM made m WHERE m.issued
  UNION ALL SELECT a.task_id, 4, a.received_at, 'assignment', a.id, 'receive', 'pending_receipt', 'received', a.received_by, '{}' FROM assignment a WHERE a.received_at IS NOT NULL
  UNION ALL SELECT a.task_id, 5, a.received_at, 'task', a.task_id, 'begin', 'issued', 'in_progress', NULL, '{}' FROM assignment a WHERE a.received_at IS NOT NULL AND a.role = 'lead'
  UNION ALL SELECT r.task_id, 6, r.at, 'assignment', r.assignment_id, 'report', 'received', 'received', r.reporter_id,
                   json_build_object('percent', r.percent, 'doneText', r.done_text, 'problem', r.problem, 'nextStep', r.next_step)::text FROM cycle_return r
  UNION ALL SELECT r.task_id, 6, r.at, 'cycle_return', r.id, 'hand_in', NULL, 'submitted', r.reporter_id, '{"period": null}' FROM cycle_return r
  UNION ALL SELECT r.task_id, 6, r.at + interval '5 minutes', 'cycle_return', r.id, 'endorse', 'submitted', 'unit_approved', r.reporter_id - 1, '{"opinion": null}' FROM cycle_return r WHERE r.state = 'approved'
  UNION ALL SELECT r.task_id, 6, r.at + interval '10 minutes', 'cycle_return', r.id, 'approve', 'unit_approved', 'approved',
                   CASE a.role WHEN 'lead' THEN (m.supervising - 1) * 4 + 3 ELSE (m.lead - 1) * 4 + 1 END, '{"opinion": null}'
              FROM cycle_return r JOIN assignment a ON a.id = r.assignment_id JOIN made m ON m.i = r.task_id WHERE r.state = 'approved'
  UNION ALL SELECT e.task_id, 7, e.uploaded_at, 'evidence', e.id, 'upload', 'in_progress', 'in_progress', e.uploader_id, json_build_object('fileName', e.file_name)::text FROM evidence e
  UNION ALL SELECT f.task_id, 8, f.recorded_at, 'task', f.task_id, 'record_phase', 'in_progress', 'in_progress', f.recorded_by, json_build_object('phaseId', f.id, 'verdict', f.verdict, 'note', f.note)::text FROM task_phase f WHERE f.recorded_at IS NOT NULL
  UNION ALL SELECT m.i, 9, pg_temp.hour(m.end_on, m.i, 88), 'assignment', (m.i - 1) * 3 + 2, 'submit_branch', 'received', 'branch_submitted', (m.co - 1) * 4 + 2, '{"summary": "本单位承担的工作已完成。"}' FROM made m WHERE m.branched
  UNION ALL SELECT m.i, 10, pg_temp.hour(m.end_on, m.i, 88) + interval '1 minute', 'assignment', (m.i - 1) * 3 + 2, 'confirm_branch', 'branch_submitted', 'branch_confirmed', (m.lead - 1) * 4 + 1, '{"opinion": null}' FROM made m WHERE m.branched
  UNION ALL SELECT m.i, 11, pg_temp.hour(m.end_on, m.i, 90), 'task', m.i, 'request_completion', 'in_progress', 'close_requested', (m.lead - 1) * 4 + 2, '{"summary": "各项工作已按要求完成，申请办结。"}' FROM made m WHERE m.requested
  UNION ALL SELECT m.i, 12, pg_temp.hour(m.end_on + 1, m.i, 31), 'task', m.i, 'complete', 'close_requested', 'completed', (m.supervising - 1) * 4 + 3, '{"opinion": "同意办结。", "recheckOn": null}' FROM made m WHERE m.done
  UNION ALL SELECT m.i, 12, pg_temp.hour(m.end_on + 1, m.i, 31), 'task', m.i, 'verify', 'close_requested', 'under_verification', (m.supervising - 1) * 4 + 3, '{"method": "documents", "people": "督查室", "note": null}' FROM made m WHERE m.state = 'under_verification'
  UNION ALL SELECT m.i, 12, pg_temp.hour(m.end_on + 1, m.i, 31), 'task', m.i, 'return', 'close_requested', 'returned', (m.supervising - 1) * 4 + 3, '{"reasonKind": "evidence_missing", "reason": "缺少现场照片。", "resubmitBy": null}' FROM made m WHERE m.state = 'returned'
  UNION ALL SELECT m.i, 13, pg_temp.hour(m.end_on + 2, m.i, 92), 'task', m.i, 'delist', 'completed', 'delisted', (m.supervising - 1) * 4 + 3, '{}' FROM made m WHERE m.state IN ('delisted', 'archived')
  UNION ALL SELECT m.i, 14, pg_temp.hour(m.end_on + 2, m.i, 92) + interval '1 minute', 'task', m.i, 'archive', 'delisted', 'archived', (m.supervising - 1) * 4 + 3, '{}' FROM made m WHERE m.state = 'archived'
  UNION ALL SELECT m.i, 15, pg_temp.hour(m.today - 4, m.i, 93), 'task', m.i, 'suspend', 'in_progress', 'suspended', NULL, json_build_object('until', m.today + 60)::text FROM made m WHERE m.state = 'suspended'
  UNION ALL SELECT m.i, 15, pg_temp.hour(m.end_on + 1, m.i, 93), 'task', m.i, 'terminate', 'in_progress', 'terminated', NULL, '{}' FROM made m WHERE m.state = 'terminated'
  UNION ALL SELECT m.i, 15, pg_temp.hour(m.end_on + 1, m.i, 93), 'task', m.i, 'carry_over', 'in_progress', 'carried_over', (m.supervising - 1) * 4 + 3, json_build_object('reason', '列入下一年度继续办理。', 'deadline', t.deadline)::text
              FROM made m JOIN task t ON t.predecessor_id = m.i WHERE m.state = 'carried_over'
) told;

INSERT INTO process_history (process, record_id, task_id, act, from_state, to_state, account_id, actor_name, actor_post, unit_name, at, input)
SELECT s.process, s.record_id, s.task_id, s.act, s.from_state, s.to_state, s.account, COALESCE(a.name, '系统'), p.name, u.name, s.at, s.input
  FROM story s LEFT JOIN account a ON a.id = s.account LEFT JOIN post p ON p.id = s.account LEFT JOIN unit u ON u.id = p.unit_id
 ORDER BY s.at, s.task_id, s.seq;

-- The chain of the audit log, computed as its trigger would have, one running hash over the lines in order.
CREATE FUNCTION pg_temp.link(last bytea, line text) RETURNS bytea LANGUAGE plpgsql IMMUTABLE AS
$$ BEGIN RETURN sha256(COALESCE(last, ''::bytea) || convert_to(line, 'UTF8')); END $$;
CREATE AGGREGATE pg_temp.chain(text) (sfunc = pg_temp.link, stype = bytea);

ALTER TABLE audit_log DISABLE TRIGGER audit_log_chain;
INSERT INTO audit_log (id, at, account_id, actor_name, ip, act, object_type, object_id, success, detail, hash)
SELECT id, at, account_id, actor_name, ip, act, object_type, object_id, success, detail,
       pg_temp.chain(audit_canonical(ROW(id, at, account_id, actor_name, ip, act, object_type, object_id, success, detail, ''::bytea)::audit_log)) OVER (ORDER BY id)
  FROM (SELECT h.id::bigint, h.at, h.account_id, h.actor_name, CASE WHEN h.account_id IS NOT NULL THEN '10.0.' || h.account_id % 250 || '.8' END AS ip, h.process || '.' || h.act AS act,
               h.process AS object_type, h.record_id::text AS object_id, true AS success, jsonb_build_object('fromState', h.from_state, 'toState', h.to_state) AS detail
          FROM process_history h) line
 ORDER BY id;
ALTER TABLE audit_log ENABLE TRIGGER audit_log_chain;

INSERT INTO outbox (topic, payload, priority, added_at, available_at, attempts, done_at)
SELECT 'message.send', jsonb_build_object('notice', CASE act WHEN 'issue' THEN 'issued' WHEN 'complete' THEN 'completed' WHEN 'return' THEN 'returned' ELSE 'close_requested' END,
                                          'taskId', task_id, 'historyId', id), 1, at, at, 1, at + interval '1 second'
  FROM process_history WHERE process = 'task' AND act IN ('issue', 'request_completion', 'complete', 'return') ORDER BY id;

-- One message an issue, to the head of the leading unit; what is older than two weeks has been read.
INSERT INTO message (recipient_id, kind, title, body, task_id, cause, at, read_at)
SELECT (t.lead_unit_id - 1) * 4 + 1, 'issued', '新交办任务：' || t.title, '请在规定时间内签收。', t.id, 'history:' || h.id, h.at,
       CASE WHEN h.at < current_setting('bench.today')::date - 14 THEN h.at + interval '3 hours' END
  FROM process_history h JOIN task t ON t.id = h.task_id WHERE h.process = 'task' AND h.act = 'issue' ORDER BY h.id;

-- The ladder has come to every due day that it could come to; of what a person has to decide the first step waits.
INSERT INTO rung_firing (task_id, rung, due_date, needs_decision, reason, fired_at)
SELECT t.id, rung, t.next_due, rung = 'urging', CASE WHEN rung = 'urging' THEN '仍未办结' ELSE '' END, (t.next_due + days + time '01:00') AT TIME ZONE 'UTC'
  FROM task t, (VALUES ('due_7', -7), ('due_3', -5), ('overdue_1', 1), ('urging', 1)) AS ladder(rung, days)
 WHERE t.state IN ('issued', 'in_progress', 'returned') AND t.next_due + days <= current_setting('bench.today')::date;

-- From where each task is seen.
SELECT task_sight_settle(NULL);

-- Numbers go on after what was given here.
DO $$
DECLARE sequence record;
BEGIN
  FOR sequence IN SELECT c.relname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                   WHERE a.attidentity <> '' AND n.nspname = 'public' LOOP
    EXECUTE format('SELECT setval(pg_get_serial_sequence(%L, %L), (SELECT COALESCE(max(id), 0) + 1 FROM %I), false)', sequence.name, 'id', sequence.name);
  END LOOP;
END $$;
