import { type Actor, scopeOf } from '../../rules/actor.js';
import { PAPER_PROCESS, type PaperState } from '../../rules/paper.process.js';
import { type BulletinKind, CHECK_STATES, type CheckState, PAPER_KINDS, type PaperKind } from '../../rules/paper.words.js';
import type { OpenActs } from '../../rules/process.js';
import { PROGRESS_CLASSES } from '../../rules/progress-class.js';
import { type BulletinText, countsOf, factsAbout, namedUnits } from './bulletin.js';
import type { BulletinFacts, PaperFactsheet } from './factsheet.js';
import { isNotice, linesOfNotice } from './notices.js';
import type { PaperRow, PaperView } from './paper.dto.js';

interface StoredCheck {
  unitId: number;
  state: CheckState;
  text: string | null;
  byName: string | null;
  at: string | null;
}

/** A paper with its facts, as the tables keep it. */
export interface StoredPaper {
  id: number;
  kind: PaperKind;
  state: PaperState;
  number: string | null;
  officeUnitId: number;
  officeUnitName: string;
  taskId: number | null;
  facts: PaperFactsheet;
  text: BulletinText | null;
  drafterId: number;
  drafterName: string | null;
  signerName: string | null;
  checkBy: string | null;
  issuedOn: string | null;
  sha256: string | null;
  pdfAsked: boolean;
  pdfSha256: string | null;
  pdfTrouble: string | null;
  version: number;
  checks: StoredCheck[];
}

/** Papers `p` with their task `t`. */
export const PAPERS = `
  SELECT p.id, p.kind, p.state, p.number, p.office_unit_id AS "officeUnitId", office.name AS "officeUnitName", p.task_id AS "taskId", p.facts, p.text,
         p.drafter_id AS "drafterId", drafter.name AS "drafterName", p.signer_name AS "signerName", p.check_by AS "checkBy", p.issued_on AS "issuedOn",
         p.sha256, p.pdf_asked AS "pdfAsked", p.pdf_sha256 AS "pdfSha256", p.pdf_trouble AS "pdfTrouble", p.version,
         coalesce((SELECT json_agg(json_build_object('unitId', c.unit_id, 'state', c.state, 'text', c.text, 'byName', c.by_name, 'at', c.at) ORDER BY c.id)
            FROM paper_check c WHERE c.paper_id = p.id), '[]') AS checks
    FROM paper p JOIN unit office ON office.id = p.office_unit_id LEFT JOIN account drafter ON drafter.id = p.drafter_id
    LEFT JOIN task t ON t.id = p.task_id`;

export function presentRow({ facts, text, ...paper }: StoredPaper): PaperRow {
  return {
    id: paper.id,
    kind: paper.kind,
    kindLabel: PAPER_KINDS[paper.kind],
    state: paper.state,
    stateLabel: PAPER_PROCESS.states[paper.state].label,
    number: paper.number,
    title: text?.title || titleOf(facts),
    officeUnitName: paper.officeUnitName,
    drafterName: paper.drafterName,
    taskId: paper.taskId,
    day: facts.day,
    issuedOn: paper.issuedOn,
    version: paper.version,
  };
}

function titleOf(facts: PaperFactsheet): string {
  if (facts.kind === 'escalation_notice' || facts.kind === 'interview_record') return facts.task.title;
  return facts.kind === 'reminder' ? `${facts.task.title}（${facts.unitName}）` : facts.planTitle;
}

/** The paper as a person sees it. A named unit sees the facts about itself; a bulletin as a whole once it is issued, a special report never. */
export function presentPaper(paper: StoredPaper, actor: Actor, open: OpenActs): PaperView {
  const units = scopeOf(actor).units;
  const inOffice = units.includes(paper.officeUnitId);
  const bulletin = isBulletin(paper) ? paper : null;
  return {
    ...presentRow(paper),
    signerName: paper.signerName,
    checkBy: paper.checkBy,
    sha256: paper.sha256,
    whole: bulletin === null || inOffice || (paper.kind === 'bulletin' && paper.state === 'issued'),
    text: inOffice ? paper.text : null,
    notice: isNotice(paper.facts) ? linesOfNotice(paper.facts) : [],
    counts: bulletin && inOffice ? countsOf(bulletin.facts.lines) : null,
    lines: bulletin && inOffice ? linesOf(bulletin.facts) : [],
    checks: bulletin ? checksOf(bulletin, inOffice ? null : units) : [],
    pdf: { state: pdfState(paper), trouble: paper.pdfTrouble },
    ...open,
  };
}

type StoredBulletin = StoredPaper & { kind: BulletinKind; facts: BulletinFacts; text: BulletinText };

/** Only bulletins and special reports are written by hand. */
export const isBulletin = (paper: StoredPaper): paper is StoredBulletin => paper.text !== null;

function linesOf({ lines }: BulletinFacts): PaperView['lines'] {
  return lines
    .filter(({ progress }) => progress === 'done' || progress === 'behind')
    .map(({ leadUnitId: _, ...line }) => ({ ...line, progressLabel: PROGRESS_CLASSES[line.progress] }));
}

/** @param only the units whose facts may be shown; null: all */
function checksOf({ facts, text, checks }: StoredBulletin, only: number[] | null): PaperView['checks'] {
  return namedUnits(facts, text)
    .filter(({ unitId }) => only === null || only.includes(unitId))
    .map(({ unitId, unitName }) => {
      const said = checks.find(check => check.unitId === unitId);
      return {
        unitId,
        unitName,
        state: said?.state ?? null,
        stateLabel: said ? CHECK_STATES[said.state] : '未送核实',
        text: said?.text ?? null,
        byName: said?.byName ?? null,
        at: said?.at ? new Date(said.at).toISOString() : null,
        facts: factsAbout(facts, text, [unitId]),
      };
    });
}

function pdfState({ pdfSha256, pdfTrouble, pdfAsked }: StoredPaper): PaperView['pdf']['state'] {
  if (pdfSha256) return 'there';
  if (pdfAsked) return 'asked';
  return pdfTrouble ? 'failed' : 'none';
}
