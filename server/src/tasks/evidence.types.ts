/** A kind of file that is taken as proof: how it may end, and what its first bytes must turn out to be. */
export interface EvidenceType {
  extensions: readonly string[];
  /** As the content is recognised; the first is what the file is served as. */
  content: readonly string[];
  /** `office`: by its text, which the server reads out of it. */
  preview: 'image' | 'pdf' | 'text' | 'office' | null;
  label: string;
}

const OFFICE_ZIP = ['application/zip', 'application/x-ole-storage'];

/** Pictures, PDF, office papers, tables, text, archives, sound and film: what offices hand in. Pages and programs are not among them. */
const EVIDENCE_TYPES: readonly EvidenceType[] = [
  { extensions: ['pdf'], content: ['application/pdf'], preview: 'pdf', label: 'PDF' },
  { extensions: ['jpg', 'jpeg'], content: ['image/jpeg'], preview: 'image', label: '图片' },
  { extensions: ['png'], content: ['image/png', 'image/apng'], preview: 'image', label: '图片' },
  { extensions: ['gif'], content: ['image/gif'], preview: 'image', label: '图片' },
  { extensions: ['webp'], content: ['image/webp'], preview: 'image', label: '图片' },
  { extensions: ['bmp'], content: ['image/bmp'], preview: 'image', label: '图片' },
  { extensions: ['tif', 'tiff'], content: ['image/tiff'], preview: null, label: '图片' },
  {
    extensions: ['docx'],
    content: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', ...OFFICE_ZIP],
    preview: 'office',
    label: 'Word',
  },
  {
    extensions: ['xlsx'],
    content: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ...OFFICE_ZIP],
    preview: 'office',
    label: 'Excel',
  },
  {
    extensions: ['pptx'],
    content: ['application/vnd.openxmlformats-officedocument.presentationml.presentation', ...OFFICE_ZIP],
    preview: null,
    label: 'PPT',
  },
  { extensions: ['doc', 'wps'], content: ['application/x-cfb', ...OFFICE_ZIP], preview: 'office', label: 'Word' },
  { extensions: ['xls', 'et'], content: ['application/x-cfb', ...OFFICE_ZIP], preview: null, label: 'Excel' },
  { extensions: ['ppt', 'dps'], content: ['application/x-cfb', ...OFFICE_ZIP], preview: null, label: 'PPT' },
  { extensions: ['ofd'], content: ['application/zip'], preview: 'office', label: 'OFD' },
  { extensions: ['zip'], content: ['application/zip'], preview: null, label: '压缩包' },
  { extensions: ['rar'], content: ['application/x-rar-compressed'], preview: null, label: '压缩包' },
  { extensions: ['7z'], content: ['application/x-7z-compressed'], preview: null, label: '压缩包' },
  { extensions: ['txt', 'csv'], content: ['text/plain'], preview: 'text', label: '文本' },
  { extensions: ['mp4'], content: ['video/mp4', 'video/quicktime'], preview: null, label: '视频' },
  { extensions: ['mp3'], content: ['audio/mpeg'], preview: null, label: '录音' },
];

/** The row for a file name, by its ending. */
export function typeByName(fileName: string): EvidenceType | null {
  const extension = /\.([A-Za-z0-9]+)$/.exec(fileName)?.[1]?.toLowerCase();
  return EVIDENCE_TYPES.find(type => extension !== undefined && type.extensions.includes(extension)) ?? null;
}

/** How a file can be looked at in place, by its name; the content was held against the name when it came. */
export function previewOf(fileName: string): EvidenceType['preview'] {
  return typeByName(fileName)?.preview ?? null;
}

/** What a browser may show by itself. */
export function shownByBrowser(fileName: string): boolean {
  return ['image', 'pdf', 'text'].includes(previewOf(fileName) ?? '');
}

/** All endings that are taken, for the refusal's text. */
export const ENDINGS = EVIDENCE_TYPES.flatMap(type => type.extensions).join('、');
