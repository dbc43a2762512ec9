/** A document's text as it is shown beside what is read from it, and what a person should know of how it came about. */
export interface PlainText {
  /** the rows of its breakdown tables are marked (`asRow`) until it is whole */
  text: string;
  notes: string[];
  /** What the file itself marks as its title: a page's heading, the line over a table. */
  title?: string;
}
