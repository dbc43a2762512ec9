import { z } from 'zod';

export const MyMail = z
  .strictObject({ address: z.union([z.literal(''), z.email('邮箱地址不对，请写成 name@example.cn 的形式').max(200)]) })
  .meta({ id: 'MyMail' });
export type MyMail = z.infer<typeof MyMail>;
