const LABELS =
  /(?:信息|稿件|文章)?来源|发布(?:时间|日期|机构|者)|作者|(?:浏览|点击|阅读|访问)(?:次数|量|数)?|字[体号]|打印|分享|责任编辑|收藏|关闭/g;
const TOOL =
  /^[【[（(]?(?:打印(?:本页|此页|正文|文章|页面|预览)?|关闭(?:本页|窗口|此页|页面)?|返回(?:顶部|首页|上一页|列表)?|回到顶部|收藏(?:本页)?|分享(?:到)?|扫一扫.*|字[体号].{0,12}|(?:浏览|点击|阅读|访问)(?:次数|量|数|人数).{0,12}|上一[篇条].*|下一[篇条].*|当前位置.*|您(?:现在|当前)?的?(?:所在)?位置.*|我要(?:纠错|评论)|相关(?:链接|文章|阅读|新闻)|无障碍|适老.*|责任编辑[:：].{0,12}|附件下载.{0,6})[】\]）)：:]?$/;
/** Such lines are short. */
const LONGEST_TOOL = 120;

/** Leaves out lines that only serve the reader of a web page, by what they are made of: a tool's name alone, several labels in one short line, a path of ">". */
export function sift(lines: string[]): { kept: string[]; left: number } {
  const kept = lines.filter(line => !isTool(line));
  return { kept, left: lines.length - kept.length };
}

function isTool(line: string): boolean {
  if (line.length > LONGEST_TOOL || line.includes('。')) return false;
  if (TOOL.test(line) || /^(?:[^>＞»]{1,12}\s*[>＞»]\s*){2,}[^>＞»]{0,30}$/.test(line)) return true;
  const parts = line.split(/[\s|｜]+/).filter(Boolean);
  return new Set(line.match(LABELS)).size >= 2 || (parts.length > 1 && parts.every(p => TOOL.test(p)));
}
