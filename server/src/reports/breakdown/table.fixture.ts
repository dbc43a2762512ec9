import ExcelJS from 'exceljs';
import { confirmed, type House, openHouse, Person } from '../../plans/plans.fixture.js';

/** A breakdown table as somebody opens it in a spreadsheet. */
export class Workbook {
  private constructor(
    private readonly book: ExcelJS.Workbook,
    readonly sheet: ExcelJS.Worksheet,
  ) {}

  static async of(bytes: Buffer): Promise<Workbook> {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes as unknown as ExcelJS.Buffer);
    return new Workbook(book, book.worksheets[0] as ExcelJS.Worksheet);
  }

  static blank(): Workbook {
    const book = new ExcelJS.Workbook();
    return new Workbook(book, book.addWorksheet('分解表'));
  }

  /** The nth row of the table, from 1. */
  cell(nth: number, heading: string): ExcelJS.Cell {
    return this.sheet.getCell(4 + nth, this.column(heading));
  }

  set(nth: number, heading: string, value: ExcelJS.CellValue): this {
    this.cell(nth, heading).value = value;
    return this;
  }

  async bytes(): Promise<Buffer> {
    return Buffer.from(await this.book.xlsx.writeBuffer());
  }

  private column(heading: string): number {
    for (const row of [3, 4])
      for (let column = 1; column <= this.sheet.columnCount; column++) if (this.sheet.getCell(row, column).value === heading) return column;
    throw new Error(`no column ${heading}`);
  }
}

/** A confirmed plan, and those who take its table out and in: the planner, whose it is, and somebody of a county. */
export class Tables {
  planId = 0;

  private constructor(
    readonly house: House,
    readonly planner: Person,
    readonly county: Person,
  ) {}

  static async open(): Promise<Tables> {
    const house = await openHouse();
    return new Tables(house, await Person.signedIn(house.app, 'planner'), await Person.signedIn(house.app, 'head'));
  }

  close(): Promise<void> {
    return this.house.close();
  }

  /** Turns to a plan of which nobody has seen a table, in the usual form. */
  async renew(): Promise<void> {
    await this.house.source.query('DELETE FROM breakdown_template');
    this.planId = (await confirmed(this.planner)).id;
  }

  path(tail = ''): string {
    return `/api/plans/${this.planId}/breakdown-table${tail}`;
  }

  async exported(): Promise<Workbook> {
    const { status, body } = await this.planner.bytes(this.path());
    expect(status).toBe(200);
    return Workbook.of(body);
  }
}
