/** Something the server refused in a file: where, if it said where, and why. */
export interface Problem {
  message: string;
  /** Ids of elements, rules or cells in the file; empty when the reason belongs to the whole file. */
  elementIds: readonly string[];
  line: number | undefined;
  column: number | undefined;
}
