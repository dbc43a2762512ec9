import { quoted } from '../../platform/database/quoted.js';
import { ADMIN_ROLES } from '../../rules/actor.js';
import { visibleTo } from '../visible.js';

const HOLDING = `post_holding h JOIN post p ON p.id = h.post_id AND p.active JOIN unit u ON u.id = p.unit_id AND u.active`;
const BUSINESS = `h.until IS NULL AND NOT (p.role IN (${quoted(ADMIN_ROLES)}))`;

/** The units that an account's business posts reach now, as an array: its scope (people/session.store.ts) for queries over many people. */
const reachOf = (account: string) => `ARRAY(SELECT below.id FROM ${HOLDING}
  JOIN unit below ON below.path >= u.path AND below.path < u.path || ':' WHERE h.account_id = ${account} AND ${BUSINESS})`;

/** The condition that the person behind an account sees a task now; one who left or was disabled sees nothing (G13). */
export const seenBy = (task: string, account: string) =>
  `(${visibleTo(task, reachOf(account))} AND EXISTS (SELECT 1 FROM account seer WHERE seer.id = ${account} AND seer.disabled_at IS NULL))`;

/** Everybody who sees task `$1` now, each once with one of his posts, units from the top down. */
export const ONLOOKERS = `
  SELECT * FROM (
    SELECT DISTINCT ON (a.id) a.id, a.name, p.name AS "postName", u.name AS "unitName", u.path
      FROM task t CROSS JOIN ${HOLDING} JOIN account a ON a.id = h.account_id AND a.disabled_at IS NULL
     WHERE t.id = $1 AND ${BUSINESS}
       AND ${visibleTo('t', `ARRAY(SELECT below.id FROM unit below WHERE below.path >= u.path AND below.path < u.path || ':')`)}
     ORDER BY a.id, h.id) people
   ORDER BY length(path), path, name`;
