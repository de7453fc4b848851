import type { Knex } from 'knex';
import type { CampaignKind, SubjectCode } from '../codes.ts';

/** A themed or invited collection of suggestions. Days are `yyyy-mm-dd`, both inclusive. */
export interface Campaign {
  id: string;
  title: string;
  kind: CampaignKind;
  subjectCode: SubjectCode | null;
  /** The unit that studies first what comes in. */
  leadUnitId: string | null;
  fromDay: string;
  toDay: string;
}

interface Row {
  id: string;
  title: string;
  kind: CampaignKind;
  subject_code: SubjectCode | null;
  lead_unit_id: string | null;
  from_day: string;
  to_day: string;
}

const toCampaign = (row: Row): Campaign => ({
  id: row.id,
  title: row.title,
  kind: row.kind,
  subjectCode: row.subject_code,
  leadUnitId: row.lead_unit_id,
  fromDay: row.from_day,
  toDay: row.to_day,
});

/** Campaigns, newest first. */
export async function listCampaigns(db: Knex): Promise<Campaign[]> {
  const rows: Row[] = await db('casework_campaign').orderBy([{ column: 'from_day', order: 'desc' }, { column: 'id' }]);
  return rows.map(toCampaign);
}

/** The campaign with this id. */
export async function findCampaign(db: Knex, id: string): Promise<Campaign | undefined> {
  const row: Row | undefined = await db('casework_campaign').where({ id }).first();
  return row && toCampaign(row);
}

/** Adds a campaign. */
export async function insertCampaign(db: Knex, campaign: Campaign): Promise<void> {
  await db('casework_campaign').insert({
    id: campaign.id,
    title: campaign.title,
    kind: campaign.kind,
    subject_code: campaign.subjectCode,
    lead_unit_id: campaign.leadUnitId,
    from_day: campaign.fromDay,
    to_day: campaign.toDay,
  });
}

/** Campaigns one unit leads are led by another from now on. */
export async function moveCampaigns(db: Knex, fromUnitId: string, toUnitId: string): Promise<void> {
  await db('casework_campaign').where({ lead_unit_id: fromUnitId }).update({ lead_unit_id: toUnitId });
}
