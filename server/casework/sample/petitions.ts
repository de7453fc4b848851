import type { Channel, LitigationState, SubjectCode } from '../codes.ts';
import type { Facts } from '../intake/facts.ts';
import { agentIdOf, unitIdOf } from './places.ts';

/** One of the 30 samples: what a registering agent would enter. */
export interface SamplePetition {
  /** 1–30, as in the list of samples. */
  number: number;
  content: string;
  claim: string;
  areaCode: string;
  channel: Channel;
  subjectCode: SubjectCode;
  facts: Partial<Facts>;
  groupSize?: number;
  litigationState?: LitigationState;
  accusedUnitId?: string;
  accusedAgentIds?: string[];
  earlierBusinessKey?: string;
  addressDetail?: string;
}

/** What its kind means for the classification table. */
const appeal = (facts: Partial<Facts> = {}): Partial<Facts> => ({ asksOwnRelief: true, ...facts });
const dispute = (facts: Partial<Facts> = {}): Partial<Facts> => ({
  asksOwnRelief: true,
  privateParties: true,
  ...facts,
});
const suggestion: Partial<Facts> = { proposesImprovement: true };
const accusation: Partial<Facts> = { allegesOfficialMisconduct: true };
const consultation: Partial<Facts> = { questionOnly: true };

const QINGJIANG = '990101001001';
const SHIBU = '990101001002';
const YINGYUE = '990101002001';
const BEIDI = '990101002002';
const MEIWU = '990102001001';
const XIKOU = '990102001003';
const HUAIYIN = '990102002001';
const ZHONGLOU = '990102002002';
const LIANGZHAN = '990103001001';
const DONGYAN = '990103001002';
const KEYUAN = '990103002001';
const JINCHENG = '990103002002';

type Row = Omit<SamplePetition, 'number'>;
const row = (
  areaCode: string,
  channel: Channel,
  subjectCode: SubjectCode,
  facts: Partial<Facts>,
  content: string,
  claim: string,
  more: Partial<Row> = {},
): Row => ({ areaCode, channel, subjectCode, facts, content, claim, ...more });

const ROWS: readonly Row[] = [
  row(
    QINGJIANG,
    'visit',
    'propertyMgmt',
    appeal({ aspect: 'service' }),
    '我家二楼阳台漏水半年了，物业说找开发商，开发商说过了保修期，两边都不管。',
    '请明确谁来修，尽快修好',
  ),
  row(
    YINGYUE,
    'phone',
    'propertyMgmt',
    appeal({ aspect: 'ownersCommittee' }),
    '小区业委会换届三年没有开过会，维修资金账目也不公开，请求督促公开。',
    '督促公开维修资金账目',
  ),
  row(
    JINCHENG,
    'visit',
    'realEstate',
    appeal({ aspect: 'lateDelivery', riskLevel: 2 }),
    '我们八户的房子交付推迟了十四个月，开发商一直不给违约金。',
    '支付逾期交房违约金',
    { groupSize: 8 },
  ),
  row(
    KEYUAN,
    'web',
    'realEstate',
    appeal({ aspect: 'certificate', needsFeedback: true }),
    '买的商品房五年了还办不了产权证，请帮忙协调。',
    '协调办理产权证',
  ),
  row(
    DONGYAN,
    'visit',
    'landRequisition',
    appeal({ aspect: 'compensation', needsFeedback: true }),
    '征地补偿标准公示与实际发放不一致，每亩少了一千二百元，要求说明并补发。',
    '说明并补发征地补偿款',
  ),
  row(
    DONGYAN,
    'phone',
    'landRequisition',
    consultation,
    '拆迁安置房已建好一年还没分配，什么时候能分？',
    '告知分配时间',
  ),
  row(
    KEYUAN,
    'visit',
    'wages',
    appeal({ aspect: 'construction', riskLevel: 3 }),
    '在工地干了四个月，包工头欠我和工友共二十六人工资三十多万元。',
    '追回拖欠的工资',
    { groupSize: 26 },
  ),
  row(ZHONGLOU, 'phone', 'wages', appeal(), '饭店老板拖欠我两个月工资，一共七千元。', '追回拖欠的工资'),
  row(HUAIYIN, 'grid', 'neighbour', dispute(), '楼上邻居深夜练琴，多次沟通无效，希望社区调解。', '调解夜间噪声'),
  row(
    XIKOU,
    'visit',
    'neighbour',
    dispute(),
    '兄妹三人为老人房产分割争吵，都愿意坐下来谈，想请人公证份额。',
    '调解并公证份额',
  ),
  row(
    ZHONGLOU,
    'grid',
    'cityAppearance',
    appeal({ aspect: 'blockedCorridor', urgent: true }),
    '邻居在公共过道堆放杂物挡住消防通道。',
    '清理消防通道',
  ),
  row(BEIDI, 'phone', 'environment', appeal({ aspect: 'smoke' }), '楼下烧烤店油烟直排，夏天不敢开窗。', '治理油烟'),
  row(
    SHIBU,
    'web',
    'environment',
    appeal({ aspect: 'water', urgent: true }),
    '河边排污口夜里排黑水，附上照片，请调查。',
    '查处夜间排污',
  ),
  row(HUAIYIN, 'web', 'traffic', suggestion, '建议在学校门口设置二十分钟限时停车位，缓解接送拥堵。', '设置限时停车位'),
  row(LIANGZHAN, 'letter', 'rural', suggestion, '建议把闲置的老粮站改造成社区图书室和老年食堂。', '改造闲置粮站'),
  row(KEYUAN, 'web', 'traffic', suggestion, '建议公交末班车延长到晚上十点，方便夜班工人。', '延长公交末班车'),
  row(BEIDI, 'letter', 'cityAppearance', accusation, '某街道办事处一名干部收受好处，给违建开绿灯，请查处。', '请查处', {
    accusedUnitId: unitIdOf('990101002', 'town'),
  }),
  row(MEIWU, 'letter', 'socialSecurity', accusation, '我反映社区代理员在分配低保时优亲厚友。', '请查处', {
    accusedUnitId: unitIdOf(MEIWU, 'communityCommittee'),
    accusedAgentIds: [agentIdOf(MEIWU, 1)],
  }),
  row(ZHONGLOU, 'visit', 'other', appeal(), '法院判我败诉，我认为判错了，要求政府改判。', '要求改判', {
    litigationState: 'judged',
  }),
  row(JINCHENG, 'phone', 'other', consultation, '对处罚决定不服，想问应该去哪里申请复议。', '告知复议途径'),
  row(
    YINGYUE,
    'visit',
    'school',
    appeal({ aspect: 'admission' }),
    '孩子户口在本区，为什么没被分到家门口的小学，请求复核。',
    '复核入学划片',
  ),
  row(
    JINCHENG,
    'phone',
    'consumer',
    appeal({ aspect: 'severalOwners' }),
    '培训机构关门跑路，我预付的一万二千元学费拿不回来。',
    '退还预付学费',
  ),
  row(HUAIYIN, 'phone', 'consumer', dispute(), '健身房换了老板，原来办的年卡不认了，我愿意调解。', '调解年卡纠纷'),
  row(
    QINGJIANG,
    'visit',
    'health',
    dispute({ riskLevel: 2 }),
    '手术后伤口感染，医院不承认责任，希望第三方调解。',
    '第三方调解',
  ),
  row(
    SHIBU,
    'letter',
    'rural',
    appeal({ aspect: 'severalOwners' }),
    '村里机动地发包没有公示，要求公开合同和收入。',
    '公开合同和收入',
    { addressDetail: '石埠村三组' },
  ),
  row(
    MEIWU,
    'grid',
    'socialSecurity',
    appeal({ aspect: 'benefits', specialNeed: 'disability' }),
    '低保申请递交两个月没有回音，家里只有一个残疾老人。',
    '尽快答复低保申请',
  ),
  row(
    KEYUAN,
    'grid',
    'propertyMgmt',
    dispute({ aspect: 'fees', riskLevel: 2 }),
    '物业涨价没有征求业主同意，我们楼不少人拒交，双方吵得厉害。',
    '调解物业费纠纷',
  ),
  row(JINCHENG, 'web', 'consumer', dispute(), '两家企业因货款质量互相扣款，愿意由商会调解。', '商会调解'),
  row(
    QINGJIANG,
    'phone',
    'cityAppearance',
    appeal({ aspect: 'streetLight', notCarriedOut: true }),
    '上个月反映过路灯不亮，回复说已修，可是到今天还是黑的。',
    '真正修好路灯',
    { earlierBusinessKey: `XF-${QINGJIANG}-20261020-00007` },
  ),
  row(
    YINGYUE,
    'visit',
    'other',
    appeal({ reviewWindowOpen: true }),
    '我对处理意见不服，五天前收到答复书，要求上级再看一看。',
    '请上级复查',
  ),
];

/** The 30 samples, with facts that lead each to the outcome its list expects. */
export const SAMPLE_PETITIONS: readonly SamplePetition[] = ROWS.map((entry, index) => ({
  number: index + 1,
  ...entry,
}));
