/** What systems leave in every folder and nobody means to hand in. */
const LITTER = /^(\.|Thumbs\.db$|desktop\.ini$|~\$)/i;

/** Leaves out hidden files and what systems put beside the person's own. */
export const withoutLitter = (files: File[]): File[] => files.filter(({ name }) => !LITTER.test(name));

/** The files of a drop, those inside dropped folders too, in the order of their names within a folder. */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  // Entries have to be asked for before the event is over.
  const entries = [...transfer.items].map(item => item.webkitGetAsEntry?.() ?? null);
  if (!entries.some(entry => entry?.isDirectory)) return [...transfer.files];
  const found = await Promise.all(entries.map(entry => (entry ? filesIn(entry) : [])));
  return withoutLitter(found.flat());
}

async function filesIn(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) return [await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))];
  const children = await childrenOf(entry as FileSystemDirectoryEntry);
  children.sort((a, b) => a.name.localeCompare(b.name, 'zh-CN'));
  return (await Promise.all(children.map(filesIn))).flat();
}

/** A folder gives its entries in portions, and an empty one at the end. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (portion.length === 0) return all;
    all.push(...portion);
  }
}
