export { decodeText, type Encoding, MAX_BYTES, UnreadableFile } from './formats/decode.js';
export { FORMATS, type Format, formatOf, mediaTypeOf, type ReadDocument, readDocument } from './formats/index.js';
export { readSheets } from './formats/xlsx.js';
export type { SheetCell } from './formats/xlsx.sheet.js';
export { roleOf } from './outline/roles.js';
export { readPlan } from './read.js';
export type { Deadline, Indicator, Kind, Op, PlanPhase, Reading, ReadingRecord, Reason, RowPlace, Span } from './types.js';
