import { z } from 'zod';
import { RequiredText, Text, Version } from '../../platform/dto.js';

const head = {
  mark: RequiredText(24, '发文机关标志'),
  signature: RequiredText(40, '署名'),
  sealText: Text(30, '盖章处文字'),
  contactName: Text(30, '联系人'),
  contactPhone: Text(40, '联系电话'),
  copyTo: Text(300, '抄送'),
  printer: RequiredText(40, '印发机关'),
};

export const SaveLetterhead = z.strictObject({ ...head, version: Version }).meta({ id: 'SaveLetterhead' });
export type SaveLetterhead = z.infer<typeof SaveLetterhead>;

export const LetterheadView = z
  .object({
    id: z.int().describe('the number of the unit'),
    unitId: z.int(),
    unitName: z.string(),
    ...head,
    version: z.int().describe('0: nothing has been set yet'),
  })
  .meta({ id: 'Letterhead' });
export type LetterheadView = z.infer<typeof LetterheadView>;
