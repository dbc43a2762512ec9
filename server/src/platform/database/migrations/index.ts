import type { MigrationInterface } from 'typeorm';
import { Initial1795300000000 } from './1795300000000-Initial.js';
import { Guards1795300000001 } from './1795300000001-Guards.js';
import { Calendar1795329335000 } from './1795329335000-Calendar.js';
import { OutboxQueue1795329674000 } from './1795329674000-OutboxQueue.js';
import { BreakdownTemplate1795330700000 } from './1795330700000-BreakdownTemplate.js';
import { Desk1795331000000 } from './1795331000000-Desk.js';
import { DocumentNotes1795331200000 } from './1795331200000-DocumentNotes.js';
import { Lights1795331500000 } from './1795331500000-Lights.js';
import { PlanVersions1795332300000 } from './1795332300000-PlanVersions.js';
import { TaskLife1795332500000 } from './1795332500000-TaskLife.js';
import { Sketch1795333300000 } from './1795333300000-Sketch.js';
import { Ladder1795333400000 } from './1795333400000-Ladder.js';
import { Deliveries1795334082000 } from './1795334082000-Deliveries.js';
import { Ledger1795334600000 } from './1795334600000-Ledger.js';
import { Speed1795335100000 } from './1795335100000-Speed.js';
import { AuditEntry1795335400000 } from './1795335400000-AuditEntry.js';
import { Papers1795335500000 } from './1795335500000-Papers.js';
import { Returns1795336140000 } from './1795336140000-Returns.js';
import { Readings1795336147000 } from './1795336147000-Readings.js';
import { Evidence1795337170000 } from './1795337170000-Evidence.js';
import { SweepMark1795340147000 } from './1795340147000-SweepMark.js';
import { Together1795340173000 } from './1795340173000-Together.js';
import { Objects1795341205000 } from './1795341205000-Objects.js';
import { AuditWaits1795341305000 } from './1795341305000-AuditWaits.js';
import { HistoryEnd1795344912000 } from './1795344912000-HistoryEnd.js';
import { Sight1795355010000 } from './1795355010000-Sight.js';
import { WithdrawnReturns1795356900000 } from './1795356900000-WithdrawnReturns.js';
import { TimeToMend1795364645000 } from './1795364645000-TimeToMend.js';
import { Counted1795368000000 } from './1795368000000-Counted.js';
import { Findings1795369000000 } from './1795369000000-Findings.js';
import { PauseConfirmed1795377600000 } from './1795377600000-PauseConfirmed.js';
import { AuditChainedApart1795381200000 } from './1795381200000-AuditChainedApart.js';
import { WithdrawnDocuments1795413600000 } from './1795413600000-WithdrawnDocuments.js';
import { Bundles1795419000000 } from './1795419000000-Bundles.js';
import { Rows1795442400000 } from './1795442400000-Rows.js';
import { Inbox1795455320000 } from './1795455320000-Inbox.js';
import { SeveralUnits1795465200000 } from './1795465200000-SeveralUnits.js';
import { FormerTargets1795488600000 } from './1795488600000-FormerTargets.js';
import { NamesTogether1795489500000 } from './1795489500000-NamesTogether.js';
import { UnitRequests1795490100000 } from './1795490100000-UnitRequests.js';

/** Listed by hand, oldest first: a glob finds other files in `src` than in `dist`. */
export const MIGRATIONS: (new () => MigrationInterface)[] = [
  Initial1795300000000,
  Guards1795300000001,
  Calendar1795329335000,
  OutboxQueue1795329674000,
  BreakdownTemplate1795330700000,
  Desk1795331000000,
  DocumentNotes1795331200000,
  Lights1795331500000,
  PlanVersions1795332300000,
  TaskLife1795332500000,
  Sketch1795333300000,
  Ladder1795333400000,
  Deliveries1795334082000,
  Ledger1795334600000,
  Speed1795335100000,
  AuditEntry1795335400000,
  Papers1795335500000,
  Returns1795336140000,
  Readings1795336147000,
  Evidence1795337170000,
  SweepMark1795340147000,
  Together1795340173000,
  Objects1795341205000,
  AuditWaits1795341305000,
  HistoryEnd1795344912000,
  Sight1795355010000,
  WithdrawnReturns1795356900000,
  TimeToMend1795364645000,
  Counted1795368000000,
  Findings1795369000000,
  PauseConfirmed1795377600000,
  AuditChainedApart1795381200000,
  WithdrawnDocuments1795413600000,
  Bundles1795419000000,
  Rows1795442400000,
  Inbox1795455320000,
  SeveralUnits1795465200000,
  FormerTargets1795488600000,
  NamesTogether1795489500000,
  UnitRequests1795490100000,
];
