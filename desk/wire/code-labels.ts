import type { CodeLists } from './register.ts';

/** The label of a code; the code itself where the register has no label, `—` where there is no code. */
export function labelOf(codes: CodeLists | undefined, list: string, code: string | null | undefined): string {
  if (!code) return '—';
  return codes?.[list]?.find((each) => each.code === code)?.label ?? code;
}
