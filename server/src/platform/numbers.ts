import { Column, Entity, type EntityManager, PrimaryColumn } from 'typeorm';
import { prepared } from './database/prepared.js';

/** The last number given per kind and year. */
@Entity()
export class DocumentNumber {
  @PrimaryColumn('text')
  kind: string;

  @PrimaryColumn('integer')
  year: number;

  @Column('integer')
  last: number;
}

/** The office's marks (代字) for each kind of numbered paper. */
const MARKS = { task: '督办', escalation: '督单', reminder: '催办', bulletin: '督通', special_report: '督专', interview: '督谈' } as const;

/**
 * The next document number of a kind and year, 督办〔2026〕12号, with the six-cornered brackets of GB/T 9704 and no leading zero (G11).
 * Transactional: a rolled-back act gives its number back, two at once wait for each other.
 */
export async function nextNumber(manager: EntityManager, kind: keyof typeof MARKS, year: number): Promise<string> {
  const [number] = await nextNumbers(manager, kind, year, 1);
  return number as string;
}

/** So many numbers in a row. Whoever has taken one lets the next one wait until the end of the transaction: take them last. */
export async function nextNumbers(manager: EntityManager, kind: keyof typeof MARKS, year: number, many: number): Promise<string[]> {
  const [row] = await prepared<{ last: number }>(
    manager,
    `INSERT INTO document_number (kind, year, last) VALUES ($1, $2, $3)
     ON CONFLICT (kind, year) DO UPDATE SET last = document_number.last + $3 RETURNING last`,
    [kind, year, many],
  );
  const first = (row as { last: number }).last - many + 1;
  return Array.from({ length: many }, (_, index) => `${MARKS[kind]}〔${year}〕${first + index}号`);
}
