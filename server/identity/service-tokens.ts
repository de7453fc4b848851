import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { hashOf, newSecret } from './secrets.ts';
import {
  deleteServiceToken,
  insertServiceToken,
  listServiceTokens,
  type ServiceToken,
} from './tables/service-token.ts';
import { HOUSE, makeViewer, type Viewer } from './viewer.ts';

/** Tokens that a token was exchanged for (OAuth 2.0, client credentials) last this long. */
export const ACCESS_SECONDS = 300;

/** Programs show the same few tokens with every request: so many are remembered with their hash. */
const REMEMBERED = 100;

/**
 * Tokens of programs, all in memory: one server at a time has the database, so what it knows is what there is, and a request costs two
 * look-ups. Making the hash anew each time took a twentieth of the whole when workers are busy.
 */
export class ServiceTokens {
  readonly #knex: Knex;
  readonly #viewers = new Map<string, Viewer>();
  readonly #passing = new Map<string, { viewer: Viewer; untilMs: number }>();
  /** By what was shown, whether anybody knows it or not. */
  readonly #hashes = new Map<string, string>();
  #tokens: ServiceToken[] = [];

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** @param houseToken what this server's own programs show */
  static async open(knex: Knex, houseToken: string): Promise<ServiceTokens> {
    const opened = new ServiceTokens(knex);
    opened.#viewers.set(hashOf(houseToken), HOUSE);
    for (const token of await listServiceTokens(knex)) opened.#know(token);
    return opened;
  }

  get list(): readonly ServiceToken[] {
    return this.#tokens;
  }

  /** Whose token this is. */
  viewerOf(token: string, nowMs: number): Viewer | undefined {
    const hash = this.#hashes.get(token) ?? this.#hash(token);
    const known = this.#viewers.get(hash);
    if (known) return known;
    const passing = this.#passing.get(hash);
    if (!passing) return undefined;
    const there = this.#tokens.some(({ id }) => id === passing.viewer.id);
    if (passing.untilMs > nowMs && there) return passing.viewer;
    this.#passing.delete(hash);
    return undefined;
  }

  #hash(token: string): string {
    const hash = hashOf(token);
    if (this.#hashes.size >= REMEMBERED) this.#hashes.clear();
    this.#hashes.set(token, hash);
    return hash;
  }

  /** Makes a token. @returns it, this once */
  async create(
    name: string,
    topics: string[],
    createdBy: string | null,
    createdAt: number,
  ): Promise<{ id: string; token: string }> {
    const token = newSecret();
    const kept = { id: randomUUID(), name, tokenHash: hashOf(token), topics, createdBy, createdAt };
    await insertServiceToken(this.#knex, kept);
    this.#know(kept);
    return { id: kept.id, token };
  }

  /** Ends a token at once. @returns whether there was one */
  async revoke(id: string): Promise<boolean> {
    const ended = this.#tokens.find((token) => token.id === id);
    this.#tokens = this.#tokens.filter((token) => token.id !== id);
    if (ended) this.#viewers.delete(ended.tokenHash);
    return deleteServiceToken(this.#knex, id);
  }

  /** A short-lived token in exchange for the lasting one. */
  exchange(id: string, token: string, nowMs: number): string | undefined {
    const viewer = this.#viewers.get(hashOf(token));
    if (viewer?.id !== id) return undefined;
    for (const [hash, { untilMs }] of this.#passing) if (untilMs <= nowMs) this.#passing.delete(hash);
    const passing = newSecret();
    this.#passing.set(hashOf(passing), { viewer, untilMs: nowMs + ACCESS_SECONDS * 1000 });
    return passing;
  }

  #know(token: ServiceToken): void {
    this.#tokens.push(token);
    this.#viewers.set(token.tokenHash, makeViewer('service', { id: token.id, topics: token.topics }));
  }
}
