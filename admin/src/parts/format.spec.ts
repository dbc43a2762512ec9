import { dayOf, daysBetween, formatDate, formatInstant, formatShortDate, formatSize, stampOf } from './format.js';

describe('日期和大小的写法', () => {
  it('日期不补零', () => {
    expect(formatDate('2026-03-05')).toBe('2026年3月5日');
    expect(formatDate(null)).toBe('');
  });

  it('密集表格里本年只写月日，其他年份写全', () => {
    expect(formatShortDate('2026-03-05', '2026-11-22')).toBe('03-05');
    expect(formatShortDate('2025-12-31', '2026-11-22')).toBe('2025-12-31');
  });

  it('时刻按北京时间，跨日也对', () => {
    expect(formatInstant('2026-03-04T16:30:00Z')).toBe('2026年3月5日 00:30');
    expect(dayOf('2026-12-31T16:00:00Z')).toBe('2027-01-01');
  });

  it('文件名里的时刻', () => {
    expect(stampOf(new Date('2026-11-22T07:32:00Z'))).toBe('2026-11-22-1532');
  });

  it('天数可为负', () => {
    expect(daysBetween('2026-11-22', '2026-12-31')).toBe(39);
    expect(daysBetween('2026-11-22', '2026-11-20')).toBe(-2);
  });

  it('文件大小', () => {
    expect(formatSize(900)).toBe('900 字节');
    expect(formatSize(3 * 1024 * 1024)).toBe('3 MB');
  });
});
