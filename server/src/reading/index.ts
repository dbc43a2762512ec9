export { decodeText, type Encoding, MAX_BYTES, UnreadableFile } from './decode.js';
export { readPlan } from './read.js';
export type { Deadline, Indicator, Kind, Op, PlanPhase, Reading, ReadingRecord, Reason, Span } from './types.js';
