import type { Draws } from './draws.ts';

/** What people write about a subject, and which unit it is for. */
export interface Matter {
  /** Share among all, in percent (DEF, domain's test data). */
  share: number;
  /** By which table `responsible-unit-routing` finds the unit; one that is in no row goes to a person. */
  aspects: readonly string[];
  /** Unit a person names when the table leaves it open. */
  unitRole: string;
  /** What it is about, and what is wrong with it. */
  things: readonly string[];
  troubles: readonly string[];
}

export const MATTERS = {
  propertyMgmt: {
    share: 18,
    aspects: ['fees', 'service', 'repairFund', 'ownersCommittee'],
    unitRole: 'housing',
    things: ['电梯', '楼道灯', '维修资金账目', '门禁', '化粪池', '业委会换届', '停车收费', '外墙'],
    troubles: ['坏了一直没有修', '涨价没有征求意见', '不向业主公开', '漏水到家里', '三年没有结果'],
  },
  neighbour: {
    share: 12,
    aspects: [''],
    unitRole: 'town',
    things: ['楼上练琴', '公共过道堆物', '阳台滴水', '院墙', '宠物', '老人房产'],
    troubles: ['多次沟通无效', '占了通道', '影响休息', '两家为此争吵'],
  },
  realEstate: {
    share: 12,
    aspects: ['lateDelivery', 'certificate', 'quality'],
    unitRole: 'housing',
    things: ['新房交付', '产权证', '地下室', '精装修', '小区绿地', '认购定金'],
    troubles: ['推迟了一年多', '五年办不下来', '与合同不一致', '开发商不给答复'],
  },
  landRequisition: {
    share: 9,
    aspects: ['compensation'],
    unitRole: 'naturalResources',
    things: ['征地补偿', '拆迁安置房', '青苗补偿', '过渡费'],
    troubles: ['与公示不一致', '一直没有分配', '少算了面积', '拖欠半年'],
  },
  wages: {
    share: 9,
    aspects: ['construction', 'other'],
    unitRole: 'labourInspection',
    things: ['工地工钱', '饭店工资', '加班费', '押金'],
    troubles: ['拖欠四个月', '老板找不到人', '只给了一半', '多次催要没有结果'],
  },
  cityAppearance: {
    share: 9,
    aspects: ['illegalBuilding', 'stalls', 'streetLamp'],
    unitRole: 'cityManagement',
    things: ['楼顶违建', '占道摊位', '路灯', '垃圾堆放点', '共享单车'],
    troubles: ['挡住了消防通道', '反映后又反弹', '晚上看不见路', '没有人清理'],
  },
  environment: {
    share: 8,
    aspects: ['noise', 'smoke', 'water'],
    unitRole: 'ecology',
    things: ['烧烤油烟', '夜间施工', '河边排污口', '加工厂噪声', '内河水'],
    troubles: ['夏天不敢开窗', '夜里睡不着', '一股臭味', '投诉后停了几天又来'],
  },
  traffic: {
    share: 6,
    aspects: ['parking', 'signals', 'bus'],
    unitRole: 'transport',
    things: ['路口信号灯', '公交末班车', '学校门口停车', '斑马线', '限高杆'],
    troubles: ['时间太短老人走不完', '收车太早', '堵得进不去', '设置不合理'],
  },
  socialSecurity: {
    share: 5,
    aspects: ['benefits'],
    unitRole: 'civilAffairs',
    things: ['低保申请', '高龄补贴', '残疾补助', '临时救助'],
    troubles: ['递交两个月没有回音', '停发了没有通知', '说材料不全退回三次'],
  },
  school: {
    share: 5,
    aspects: ['admission', 'fees', 'training'],
    unitRole: 'education',
    things: ['小学分配', '培训机构学费', '校服费', '幼儿园名额'],
    troubles: ['没有分到家门口', '机构关门退不了', '收费没有依据'],
  },
  consumer: {
    share: 4,
    aspects: ['prepaidCards', 'quality'],
    unitRole: 'marketSupervision',
    things: ['健身年卡', '理发储值卡', '家具', '网购电器'],
    troubles: ['换了老板不认账', '门店搬走了', '质量有问题不给退'],
  },
  rural: {
    share: 4,
    aspects: ['landContract', 'collectiveMoney'],
    unitRole: 'agriculture',
    things: ['机动地发包', '村集体账目', '宅基地', '灌溉水渠'],
    troubles: ['没有公示', '合同没有公开', '界线争了两年', '堵了没人疏通'],
  },
  health: {
    share: 1,
    aspects: ['medicalDispute'],
    unitRole: 'health',
    things: ['手术后感染', '药费', '转诊'],
    troubles: ['医院不承认责任', '说不清账', '推来推去'],
  },
} as const satisfies Record<string, Matter>;

export type Subject = keyof typeof MATTERS;

const PLACES = ['东门', '西门', '南区', '北区', '桥头', '菜场旁', '老街', '河边', '学校对面', '车站口'];

/** What somebody writes, different for every number. */
export function describe(subject: Subject, number: number, draws: Draws): string {
  const { things, troubles } = MATTERS[subject];
  const place = draws.oneOf(PLACES, 'place');
  const since = draws.whole(2, 30, 'since');
  return (
    `我住${place}${draws.whole(1, 60, 'house')}栋，${draws.oneOf<string>(things, 'thing')}的事（来件${number}），` +
    `${draws.oneOf<string>(troubles, 'trouble')}，已经${since}个月，请求有关部门解决。`
  );
}

const IMPROVEMENTS = ['增设', '延长', '改建', '开放', '更换', '合并', '划出', '公布', '试行', '补贴'];
const OBJECTS = [
  '限时停车位',
  '社区图书室',
  '老年食堂',
  '夜间公交',
  '遮雨廊',
  '充电棚',
  '口袋公园',
  '议事会',
  '便民窗口',
  '健身步道',
  '垃圾分类点',
  '无障碍坡道',
];

/** The words of a suggestion. */
export function propose(number: number, draws: Draws): { title: string; problem: string; proposal: string } {
  const [how, object, place] = [
    draws.oneOf(IMPROVEMENTS, 'how'),
    draws.oneOf(OBJECTS, 'object'),
    draws.oneOf(PLACES, 'place'),
  ];
  const metres = draws.whole(20, 900, 'metres');
  return {
    title: `${place}${how}${object}（${number}）`,
    problem: `${place}一带${metres}米内没有${object}，${draws.whole(50, 3000, 'people')}位居民每天都觉得不方便，问题编号${number}。`,
    proposal: `建议在${place}${how}${object}，由街道牵头，${draws.whole(2, 12, 'months')}个月内试行后再推广，方案编号${number}。`,
  };
}
