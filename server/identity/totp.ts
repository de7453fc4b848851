import { createHmac, randomBytes } from 'node:crypto';
import { sameText } from './secrets.ts';

/** RFC 6238 with what every authenticator app takes for granted: SHA-1, 30 seconds, six digits. */
const STEP_MS = 30_000;
const DIGITS = 6;
/** Clocks of phones are a little off: the step before and the one after are good too. */
const NEARBY = [0, -1, 1];
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A new secret of 160 bits (RFC 4226, section 4), in base 32 (RFC 4648) without padding. */
export function newTotpSecret(): string {
  const bits = [...randomBytes(20)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => BASE32[Number.parseInt(five, 2)]).join('');
}

function bytesOf(secret: string): Buffer {
  const bits = [...secret].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}

/** The code of a moment. @param secret base 32 */
export function totpAt(secret: string, nowMs: number): string {
  return codeOf(secret, Math.floor(nowMs / STEP_MS));
}

function codeOf(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', bytesOf(secret)).update(counter).digest();
  const number = mac.readUInt32BE((mac.at(-1) ?? 0) & 0xf) & 0x7fff_ffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** The step whose code was given, or null when it is none of those around now. */
export function totpStep(secret: string, code: string, nowMs: number): number | null {
  const now = Math.floor(nowMs / STEP_MS);
  const steps = NEARBY.map((offset) => now + offset).filter((step) => step >= 0);
  return steps.find((step) => sameText(codeOf(secret, step), code)) ?? null;
}

/** What an authenticator app reads from the picture. */
export function totpAddress(secret: string, account: string, issuer: string): string {
  const label = encodeURIComponent(`${issuer}:${account}`);
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}&digits=${DIGITS}&period=30`;
}
