/** A line of a paper's text. Level 1 is 一、 (黑体), level 2 is （一） (楷体). */
export type Block =
  | { kind: 'heading'; level: 1 | 2; text: string }
  | { kind: 'body'; text: string }
  /** A form: what is asked on the left, the answer on the right; an empty answer leaves room to write by hand. */
  | { kind: 'form'; rows: { label: string; value: string }[] }
  /** A table of an attachment; the columns share the width in proportion. */
  | { kind: 'list'; columns: { heading: string; width: number; centred?: true }[]; rows: string[][] };

/** One paper as it is to be printed: nothing is looked up any more. Days are words (2026年3月5日). */
export interface Sheet {
  /** 信函格式 (GB/T 9704-2012, 10.1); absent: the form of a document. */
  layout?: 'letter';
  /** 发文机关标志: the red head. */
  mark: string;
  /** 发文字号; null while it is a draft. */
  number: string | null;
  /** 签发人, on papers that go upward. */
  signer: string | null;
  title: string;
  /** The notice's colour in words, printed in that colour: readable in black and white too. */
  badge: { text: string; colour: string } | null;
  /** 主送. */
  addressee: string | null;
  blocks: Block[];
  attachments: { title: string; blocks: Block[] }[];
  /** 发文机关署名. */
  signature: string;
  date: string;
  /** Marks the place of the seal; the seal itself is never drawn. */
  sealText: string | null;
  /** 附注: contact and telephone. */
  note: string | null;
  /** 抄送. */
  copyTo: string | null;
  /** 印发机关 and 印发日期. */
  printer: string;
  /** 印发份数. */
  copies: number | null;
}
