import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

const MIN_LENGTH = 10;
const MAX_LENGTH = 128;
const MIN_CLASSES = 3;
const CLASSES = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/];

/** Stored for accounts that nobody can sign in to until an administrator gives them a password. */
export const UNUSABLE = '!';

/** Hash of a password nobody knows: an unknown login takes as long as a known one. */
let decoy: Promise<string> | null = null;

/** The argon2id hash to store. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/**
 * Whether the password is the one behind the hash. Takes the same time when there is no account (null) or no usable password.
 */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hash(newPassword());
  const usable = stored?.startsWith('$argon2') ?? false;
  const matches = await verify(usable && stored ? stored : await decoy, password.slice(0, MAX_LENGTH));
  return usable && matches;
}

/** Everything that speaks against a new password (GB/T 22239 8.1.4.1), in words for the person; none means it may be used. */
export function weaknessesOf(password: string, login: string): string[] {
  const faults: string[] = [];
  if (password.length < MIN_LENGTH) faults.push(`新密码至少 ${MIN_LENGTH} 位`);
  if (password.length > MAX_LENGTH) faults.push(`新密码最长 ${MAX_LENGTH} 位`);
  const classes = CLASSES.filter(pattern => pattern.test(password)).length;
  if (classes < MIN_CLASSES) faults.push('新密码应含大写字母、小写字母、数字、符号中的三类');
  if (login && password.toLowerCase().includes(login.toLowerCase())) faults.push('新密码不能包含登录名');
  return faults;
}

/** Without what looks alike on paper: 0 O o, 1 l I. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyz';
const ALPHABETS = [LETTERS, LETTERS.toUpperCase().replace(/[IO]/g, ''), '23456789'];

/** A random password that may be read out over the telephone: groups of five, at least three classes. */
export function newPassword(): string {
  const pick = (alphabet: string) => alphabet[randomInt(alphabet.length)];
  const group = () => [...ALPHABETS, ALPHABETS.join(''), ALPHABETS.join('')].map(pick).join('');
  return [group(), group(), group()].join('-');
}
