import { hash, verify } from '@node-rs/argon2';

/** argon2id, the library's own choice, with 19 MiB and two passes, as OWASP's password storage cheat sheet asks: some 50 ms of one core, off the main thread. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const MIN_LENGTH = 10;
const MAX_LENGTH = 200;

/** What is kept of a password. */
export const hashPassword = (password: string): Promise<string> => hash(password, OPTIONS);

let nobodysHash: Promise<string> | undefined;

/** Whether the password is right. Without a hash it is wrong, after the same time: nobody learns whether there is such an account. */
export async function isPassword(kept: string | null, password: string): Promise<boolean> {
  nobodysHash ??= hashPassword('nobody has this password');
  const right = await verify(kept ?? (await nobodysHash), password.slice(0, MAX_LENGTH + 1));
  return right && kept !== null;
}

/** Why a new password is no good, or null. @param account its name must not be the password */
export function passwordProblem(password: string, account: string): { zh: string; en: string } | null {
  const length = [...password].length;
  if (length < MIN_LENGTH || length > MAX_LENGTH) {
    return {
      zh: `口令须为 ${MIN_LENGTH} 到 ${MAX_LENGTH} 个字符`,
      en: `A password has ${MIN_LENGTH} to ${MAX_LENGTH} characters`,
    };
  }
  if (new Set(password).size < 5 || password.toLowerCase().includes(account.toLowerCase())) {
    return {
      zh: '口令过于简单：至少五种不同的字符，且不含账号名',
      en: 'The password is too simple: at least five different characters, without the name of the account',
    };
  }
  return null;
}
