/** One month as a calendar sheet: weeks from Monday to Sunday of days ('YYYY-MM-DD'), null where another month stands. */
export function weeksOf(year: number, month: number): (string | null)[][] {
  const first = new Date(Date.UTC(year, month - 1, 1)).getUTCDay();
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const blanks: null[] = Array.from({ length: (first + 6) % 7 }, () => null);
  const days = Array.from({ length }, (_, index) => `${year}-${pad(month)}-${pad(index + 1)}`);
  const cells = [...blanks, ...days];
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, weekday) => cells[week * 7 + weekday] ?? null),
  );
}

const pad = (number: number) => String(number).padStart(2, '0');
