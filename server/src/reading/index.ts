export { decodeText, type Encoding, MAX_BYTES, UnreadableFile } from './formats/decode.js';
export { FORMATS, type Format, formatOf, mediaTypeOf, type ReadDocument, readDocument } from './formats/index.js';
export { readPlan } from './read.js';
export type { Deadline, Indicator, Kind, Op, PlanPhase, Reading, ReadingRecord, Reason, Span } from './types.js';
