/** When messages may leave the house by mail or robot. Times are 'HH:MM', Asia/Shanghai. */
export interface SendingHours {
  digestAt: string;
  quietFrom: string;
  quietTo: string;
}

/** Whether nothing is to be sent at a time of day; the quiet hours may run over midnight. Equal times: there are none. */
export function isQuiet(time: string, { quietFrom, quietTo }: Pick<SendingHours, 'quietFrom' | 'quietTo'>): boolean {
  if (quietFrom === quietTo) return false;
  return quietFrom < quietTo ? time >= quietFrom && time < quietTo : time >= quietFrom || time < quietTo;
}
