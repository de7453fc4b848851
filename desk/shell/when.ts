import { currentLanguage } from './language.ts';
import { timeMs } from './time-ms.ts';

// The offices are in one zone: an auditor abroad must read the same hour as the clerk who wrote it.
const TIME_ZONE = 'Asia/Shanghai';

function formatted(value: string | null | undefined, options: Intl.DateTimeFormatOptions): string {
  if (!value) return '—';
  const time = new Date(timeMs(value));
  if (Number.isNaN(time.getTime())) return value;
  return new Intl.DateTimeFormat(currentLanguage() === 'en' ? 'en-GB' : 'zh-CN', {
    timeZone: TIME_ZONE,
    ...options,
  }).format(time);
}

/** A day, `2026/11/24`. Takes both servers' time texts; `—` for none. */
export function dayText(value: string | null | undefined): string {
  return formatted(value, { year: 'numeric', month: '2-digit', day: '2-digit' });
}

/** Day and minute, `2026/11/24 16:00`. */
export function minuteText(value: string | null | undefined): string {
  return formatted(value, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });
}

/** Day and second, `2026/11/24 16:00:05`. */
export function secondText(value: string | null | undefined): string {
  return formatted(value, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
  });
}

/** A length of time in its two largest units: `3 天 4 小时`, `5 秒`. */
export function durationText(durationMs: number): string {
  const english = currentLanguage() === 'en';
  const seconds = Math.max(0, Math.round(durationMs / 1000));
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), english ? 'd' : '天'],
    [Math.floor(seconds / 3600) % 24, english ? 'h' : '小时'],
    [Math.floor(seconds / 60) % 60, english ? 'min' : '分'],
    [seconds % 60, english ? 's' : '秒'],
  ];
  const first = parts.findIndex(([amount]) => amount > 0);
  if (first < 0) return english ? '< 1 s' : '不到 1 秒';
  return parts
    .slice(first, first + 2)
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount} ${unit}`)
    .join(' ');
}
