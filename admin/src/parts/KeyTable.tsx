import type { KeyboardEvent } from 'react';
import {
  DataTable,
  DataTableBody,
  type DataTableBodyProps,
  type DataTableProps,
  DataTableRow,
  type DataTableRowProps,
  type RaRecord,
} from 'react-admin';

const FocusableRow = (props: DataTableRowProps) => <DataTableRow tabIndex={0} {...props} />;
const FocusableBody = (props: DataTableBodyProps) => <DataTableBody {...props} row={FocusableRow} />;

/** A list's table without bulk actions; where its rows open something they can be reached with Tab and opened with Enter. */
export function KeyTable<T extends RaRecord>({ children, ...props }: DataTableProps<T>) {
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    const target = event.target as HTMLElement;
    if (event.key === 'Enter' && target.tagName === 'TR') target.click();
  };
  return (
    <DataTable bulkActionButtons={false} body={props.rowClick === false ? undefined : FocusableBody} onKeyDown={onKeyDown} {...props}>
      {children}
    </DataTable>
  );
}
