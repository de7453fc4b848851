import type { InstancePreview } from './preview-move.ts';
import type { WhyStuck } from './stuck-steps.ts';

const REASONS: Readonly<Record<WhyStuck, string>> = {
  gone: '没有这一步',
  changed: '这一步的类型或所在部分不同',
  notAsync: '这一步不再由后台接着办',
};

/** Why an instance cannot go to a version, in one line. */
export function whyStuck({ stuck }: InstancePreview, { version }: { version: number }): string {
  return stuck.map(({ name, why }) => `停在“${name}”，第 ${version} 版${REASONS[why]}`).join('，');
}
