/** The row an insert gave back; a factory always makes one. */
export function made<Row>(rows: Row[]): Row {
  const [row] = rows;
  if (!row) throw new Error("The row did not come back");
  return row;
}

let count = 0;

/** Never the same twice in a run. */
export function next(): number {
  count += 1;
  return count;
}
