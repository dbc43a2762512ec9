/** The middle of some figures. */
export const median = figures => {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

/** One burst in four figures. */
export const figuresOf = ({ latencies, perSecond }) => ({
  p50: at(latencies, 0.5),
  p95: at(latencies, 0.95),
  p99: at(latencies, 0.99),
  perSecond,
  count: latencies.length,
});

/** The rounds of two systems, pair by pair: medians of each, and the median of the ratios of throughput. */
export function summary(rounds) {
  const middle = system =>
    Object.fromEntries(['p50', 'p95', 'p99', 'perSecond', 'count'].map(key => [key, median(rounds.map(round => round[system][key]))]));
  const ratios = rounds.map(({ product, floor }) => product.perSecond / floor.perSecond);
  return { product: middle('product'), floor: middle('floor'), ratio: median(ratios), ratios };
}

const COLUMNS = ['operation', 'conn.', 'product/s', 'p50 ms', 'p95', 'p99', 'floor/s', 'p50 ms', 'p95', 'p99', 'ratio', 'pairs'];

/** The table that is printed: one line an operation and number of connections. */
export function tableOf(results) {
  const lines = results.map(({ operation, connections, product, floor, ratio, ratios }) => [
    operation,
    `${connections}`,
    ...[product, floor].flatMap(({ perSecond, p50, p95, p99 }) => [
      perSecond.toFixed(perSecond < 10 ? 1 : 0),
      ...[p50, p95, p99].map(ms => ms.toFixed(1)),
    ]),
    ratio.toFixed(2),
    `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`,
  ]);
  const rows = [COLUMNS, COLUMNS.map((_, index) => (index === 0 ? '---' : '---:')), ...lines];
  const widths = COLUMNS.map((_, index) => Math.max(...rows.map(row => row[index].length)));
  return rows
    .map(row => `| ${row.map((cell, index) => (index === 0 ? cell.padEnd(widths[index]) : cell.padStart(widths[index]))).join(' | ')} |`)
    .join('\n');
}
