/** Products by what their user agent says, the special before the general (Edge also says Chrome). */
const BROWSERS: [RegExp, string][] = [
  [/Edg\/(\d+)/, 'Edge'],
  [/QQBrowser\/(\d+)/, 'QQ 浏览器'],
  [/(?:360SE|360EE|QIHU)/, '360 浏览器'],
  [/Firefox\/(\d+)/, 'Firefox'],
  [/Chrome\/(\d+)/, 'Chrome'],
  [/Version\/(\d+).*Safari/, 'Safari'],
];

/** The browser behind a user agent, with its main version; the full text is shown as a title. */
export function browserName(agent: string | null): string {
  for (const [pattern, name] of BROWSERS) {
    const match = agent?.match(pattern);
    if (match) return match[1] ? `${name} ${match[1]}` : name;
  }
  return agent ? '其他' : '';
}
