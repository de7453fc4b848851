import { BusinessOutcome } from '../errors.ts';
import { countEntries, recordIngestion } from '../tables/warning.ts';
import { type HouseTopic, iso } from './work-topic.ts';

/** Channels that this register holds itself, by the columns that tell them. Nothing of other houses is connected. */
const OWN_CHANNELS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  petitions: { book: 'petition' },
  disputes: { book: 'dispute' },
  gridClues: { channel: 'grid' },
};

/**
 * Notes how much a channel brought from `from` up to `to`, without ids. A channel of another house raises `ERR_SOURCE_UNAVAILABLE`, so that the
 * report says which one is missing and the others are not held up. Key: channel + from + to.
 */
export const ingestChannel: HouseTopic = {
  topic: 'ingest-channel',
  async ofHouse({ knex, clock }, input) {
    const channel = input.text('channel');
    const span = { fromMs: input.time('from'), beforeMs: input.time('to') };
    const source = Object.hasOwn(OWN_CHANNELS, channel) ? OWN_CHANNELS[channel] : undefined;
    if (!source) {
      throw new BusinessOutcome('ERR_SOURCE_UNAVAILABLE', `渠道 ${channel} 没有接入`, { count: null, cursor: null });
    }
    const count = await recordIngestion(knex, channel, span, await countEntries(knex, source, span), clock.now());
    return { count, cursor: iso(span.beforeMs) };
  },
};
