/** The condition that a piece of evidence counts: neither withdrawn nor followed by a newer version. `e` is the table's alias. */
export const standing = (e: string) => `${e}.withdrawn_at IS NULL AND NOT EXISTS (SELECT 1 FROM evidence newer
  WHERE newer.task_id = ${e}.task_id AND newer.first_id = COALESCE(${e}.first_id, ${e}.id) AND newer.id > ${e}.id AND newer.withdrawn_at IS NULL)`;

/** How many different papers stand for a requirement (alias `q`): the same content handed in twice counts once. */
export const piecesFor = (q: string) =>
  `(SELECT count(DISTINCT piece.sha256) FROM evidence piece WHERE piece.task_id = ${q}.task_id AND piece.requirement_id = ${q}.id AND ${standing('piece')})`;
